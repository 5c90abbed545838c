import Kernels

/// Costs along straight lines through the outer points: what pre-integration takes quantiles of.
///
/// A line keeps everything of a trial, its request noise included, but the coordinate that runs where
/// cost grows. That coordinate is independent of all the rest, so the probability of a cost below q
/// is the mean over lines of the normal probability below the place where a line reaches q.
///
/// - Source: Griebel, Kuo & Sloan, "The smoothing effect of integration in Rᵈ and the ANOVA
///   decomposition", Math. Comp. 82 (2013); for distribution functions: Gilbert, Kuo & Sloan, "Analysis
///   of preintegration followed by quasi-Monte Carlo integration for distribution functions and
///   densities", SIAM J. Numer. Anal. 61 (2023).
package struct CostLines: Sendable {
  /// One trial of so many is followed along its line: the first ones of a randomisation, which are a net of
  /// their own.
  package static let trialsPerLine = 8
  /// Fewest lines of a randomisation that has as many trials: the P95 of a smooth cost is then right to some
  /// 0.3 % at 64 trials, which without lines have an error of 13 %.
  package static let fewestLines = 4
  /// Where cost is evaluated on each, in standard deviations: eight Chebyshev points. With six, a cost
  /// two thirds of which are fixed is met to a hundredth of a standard deviation at best.
  package static let nodes = ChebyshevInterpolation(count: 8, bound: 3.25)

  /// Lines of each randomisation.
  package let lines: Int
  /// By randomisation and line, where its own trial lies on it.
  package let positions: [Double]
  /// With request noise: `columns[key]![(r * nodes + node) * lines + line]` of randomisation r.
  package let columns: [ColumnKey: TrialValues]

  package init(lines: Int, positions: [Double], columns: [ColumnKey: TrialValues]) {
    self.lines = lines
    self.positions = positions
    self.columns = columns
  }

  /// Lines of a randomisation of so many trials.
  static func lines(ofTrials trials: Int) -> Int {
    max(trials / trialsPerLine, min(fewestLines, trials))
  }

  /// Columns that costs, and costs per unit, are made of.
  static func isRecorded(_ key: ColumnKey) -> Bool {
    Scope.all.costFlows.contains(key.flow) || key.flow == .units || key.flow == .successes
  }
}

extension SimulationResult {
  /// The lines as a result of their own, in which a trial is a node of a line; `nil` without lines.
  ///
  /// Metrics of cost, and of cost per unit, can be asked of it.
  package var alongLines: SimulationResult? {
    guard let lines = strategies[0].lines else { return nil }
    let trials = randomisations * lines.lines * CostLines.nodes.count
    return SimulationResult(
      scenario: scenario, options: options, trials: trials, randomisations: randomisations,
      months: months,
      strategies: strategies.map { strategy in
        StrategyResult(
          name: strategy.name,
          columns: (strategy.lines?.columns ?? [:]).mapValues { TrialSeries($0, samples: nil) },
          breakdown: [], variance: strategy.variance)
      }, assumptionValues: [], notes: [])
  }
}
