import Simulation

/// What one session costs, and how much of the cost the dearest sessions make.
///
/// A session is drawn from the forecast: from a trial, and in it with the probability of its segment
/// and week. So the law holds both what is not known and what differs between sessions.
package struct SessionTail: Sendable, Equatable {
  /// The dearest part of the sessions.
  package struct Tail: Sendable, Equatable {
    /// Part of the sessions that is cheaper.
    package let probability: Double
    /// Mean cost of the others (TVaR), US dollars.
    package let mean: Estimate
    /// Their share of the cost of all sessions, 0...1; `nil` where sessions cost nothing.
    package let share: Estimate?

    package init(probability: Double, mean: Estimate, share: Estimate?) {
      self.probability = probability
      self.mean = mean
      self.share = share
    }
  }

  package static let probabilities = [0.95, 0.99]

  /// Simulated sessions.
  package let count: Int
  /// US dollars a session.
  package let cost: Band
  package let tails: [Tail]

  package init(count: Int, cost: Band, tails: [Tail]) {
    self.count = count
    self.cost = cost
    self.tails = tails
  }

  /// - Parameter costs: US dollars by session, those of a randomisation together; NaN is left out.
  /// - Returns: `nil` where there is none.
  package init?(_ costs: [Double], randomisations: Int) {
    let sample = RankedSample<SortedValues>(costs, randomisations: randomisations)
    guard !sample.isEmpty else { return nil }
    count = sample.count
    cost = Band(
      mean: Estimate(meanOf: costs, randomisations: randomisations), sample, of: costs.count)
    tails = Self.probabilities.compactMap { probability in
      func statistic(_ value: ([Double]) -> Double) -> Estimate? {
        Replicated(sample, statistic: value)?.estimate
      }
      let mean = statistic { SortedStatistic.tailMean(probability, $0) }
      let share = statistic { sorted in
        let whole = SortedStatistic.mean(sorted)
        return (1 - probability) * SortedStatistic.tailMean(probability, sorted) / whole
      }
      return mean.map {
        Tail(probability: probability, mean: $0, share: share.flatMap { $0.value.isNaN ? nil : $0 })
      }
    }
  }
}
