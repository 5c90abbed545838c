import Simulation
import Summaries

/// Everything that one comparison of strategies prints.
///
/// All strategies share their random numbers, so a difference holds its own, narrower band.
package struct ForecastComparison: Sendable {
  package let run: RunRecord
  /// In the order asked for.
  package let sides: [Side]
  /// Every pair of sides once.
  package let pairs: [Pair]
  package let gates: [GateLine]
  package let warnings: [Warning]
  package let notes: [EngineNote]

  package struct Side: Sendable {
    package let strategy: String
    /// True for the strategy that the scenario uses.
    package let isInUse: Bool
    /// `cost.total`, `cost.month`, `cost.perUnit`, `cost.perSuccessfulUnit`, `quality.success`, and
    /// the economic metrics where the scenario has a value.
    package let metrics: [MetricBand]

    package init(strategy: String, isInUse: Bool, metrics: [MetricBand]) {
      self.strategy = strategy
      self.isInUse = isInUse
      self.metrics = metrics
    }
  }

  /// Two strategies; differences are the first less the second.
  package struct Pair: Sendable {
    package let first: String
    package let second: String
    /// Differences of `cost.total` and `cost.perSuccessfulUnit`.
    package let differences: [MetricBand]
    /// Probability that the first costs less in total; `nil` where no trial tells.
    package let cheaper: Estimate?
    /// Probability that the first costs less per successful unit; `nil` where no trial tells.
    package let cheaperPerSuccessfulUnit: Estimate?

    package init(
      first: String, second: String, differences: [MetricBand], cheaper: Estimate?,
      cheaperPerSuccessfulUnit: Estimate?
    ) {
      self.first = first
      self.second = second
      self.differences = differences
      self.cheaper = cheaper
      self.cheaperPerSuccessfulUnit = cheaperPerSuccessfulUnit
    }
  }

  package init(
    run: RunRecord, sides: [Side], pairs: [Pair], gates: [GateLine], warnings: [Warning],
    notes: [EngineNote]
  ) {
    self.run = run
    self.sides = sides
    self.pairs = pairs
    self.gates = gates
    self.warnings = warnings
    self.notes = notes
  }
}
