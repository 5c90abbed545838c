import Simulation

/// The strategies of one simulation side by side, with the distribution of their differences.
///
/// All strategies share their random numbers, so a difference is taken trial by trial.
package struct StrategyComparison: Sendable {
  package struct Side: Sendable {
    package let strategy: String?
    package let total: Band
    /// The average full month; `nil` where the horizon has none.
    package let month: Band?
    package let perUnit: Band
    package let perSuccessfulUnit: Band
    package let success: Band
  }

  /// Two strategies, as indices into ``sides``.
  package struct Pair: Sendable {
    package let first: Int
    package let second: Int
    /// `cost.total` of the first less that of the second.
    package let difference: Band
    /// `cost.perSuccessfulUnit` of the first less that of the second.
    package let differencePerSuccessfulUnit: Band
    /// That the first costs less in total; `nil` where no trial tells.
    package let firstCheaper: ProbabilityEstimate?
    /// That the first costs less per successful unit; `nil` where no trial has one.
    package let firstCheaperPerSuccessfulUnit: ProbabilityEstimate?
  }

  package let sides: [Side]
  /// Every pair once, in the order of the sides.
  package let pairs: [Pair]

  package init(_ result: SimulationResult) {
    let strategies = result.strategies.indices
    func band(_ series: TrialSeries) -> Band { Band(series, randomisations: result.randomisations) }
    func series(_ name: MetricName) -> [TrialSeries] {
      strategies.map { strategy in
        guard let series = Metrics(result, strategy: strategy).series(for: MetricReference(name))
        else { preconditionFailure("\(name.rawValue) is no metric of columns") }
        return series
      }
    }
    let totals = series(.costTotal)
    let successful = series(.costPerSuccessfulUnit)
    let perUnit = series(.costPerUnit)
    let success = series(.qualitySuccess)
    let months = result.months.fullMonths > 0 ? series(.costMonth).map(band) : []
    sides = strategies.map { i in
      Side(
        strategy: result.strategies[i].name, total: band(totals[i]),
        month: months.isEmpty ? nil : months[i], perUnit: band(perUnit[i]),
        perSuccessfulUnit: band(successful[i]), success: band(success[i]))
    }
    pairs = strategies.flatMap { i in
      strategies.dropFirst(i + 1).map { j in
        let difference = totals[i] - totals[j]
        let perSuccess = successful[i] - successful[j]
        let below = { (difference: TrialSeries) in
          ProbabilityEstimate(difference, randomisations: result.randomisations) { $0 < 0 }
        }
        return Pair(
          first: i, second: j, difference: band(difference),
          differencePerSuccessfulUnit: band(perSuccess), firstCheaper: below(difference),
          firstCheaperPerSuccessfulUnit: below(perSuccess))
      }
    }
  }
}
