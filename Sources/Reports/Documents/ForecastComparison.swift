import Scenarios
import Simulation
import Summaries

/// Everything that one comparison prints: strategies of one scenario, or of several.
///
/// All sides share their random numbers and their number of trials, so a difference holds its own,
/// narrower band.
package struct ForecastComparison: Sendable {
  /// The scenarios, in the order asked for; at least one.
  package let subjects: [Subject]
  /// In the order asked for; at least two.
  package let sides: [Side]
  /// Every pair of sides once.
  package let pairs: [Pair]
  /// What is not subtracted, and why.
  package let notes: [EngineNote]

  /// One scenario of the comparison.
  package struct Subject: Sendable {
    /// Short name, unlike that of any other scenario of the comparison.
    package let label: String
    package let file: String
    package let run: RunRecord
    package let gates: [GateLine]
    package let warnings: [Warning]
    package let notes: [EngineNote]

    package init(
      label: String, file: String, run: RunRecord, gates: [GateLine], warnings: [Warning],
      notes: [EngineNote]
    ) {
      self.label = label
      self.file = file
      self.run = run
      self.gates = gates
      self.warnings = warnings
      self.notes = notes
    }
  }

  /// One strategy of one scenario.
  package struct Side: Sendable {
    /// Unlike that of any other side: the strategy, behind the label of its scenario where there are
    /// several.
    package let label: String
    /// Index into ``ForecastComparison/subjects``.
    package let subject: Int
    /// `nil` for a scenario without routing.
    package let strategy: String?
    /// True for the strategy that the scenario uses.
    package let isInUse: Bool
    package let latencyClass: LatencyClass?
    /// Every metric without an index that its scenario answers.
    package let metrics: [MetricBand]

    package init(
      label: String, subject: Int = 0, strategy: String?, isInUse: Bool,
      latencyClass: LatencyClass? = nil, metrics: [MetricBand]
    ) {
      self.label = label
      self.subject = subject
      self.strategy = strategy
      self.isInUse = isInUse
      self.latencyClass = latencyClass
      self.metrics = metrics
    }
  }

  /// Two sides by their labels.
  package struct Pair: Sendable {
    package let first: String
    package let second: String
    /// Of the costs that can be subtracted.
    package let differences: [Difference]

    package init(first: String, second: String, differences: [Difference]) {
      self.first = first
      self.second = second
      self.differences = differences
    }
  }

  /// A cost of the first side less that of the second.
  package struct Difference: Sendable {
    package let metric: MetricName
    package let band: Band
    /// That the first costs less; `nil` where no trial tells.
    package let firstCheaper: Chance?
    /// That the second costs less.
    package let secondCheaper: Chance?

    package init(
      _ metric: MetricName, band: Band, firstCheaper: Chance?, secondCheaper: Chance?
    ) {
      self.metric = metric
      self.band = band
      self.firstCheaper = firstCheaper
      self.secondCheaper = secondCheaper
    }
  }

  /// A probability over trials.
  package struct Chance: Sendable, Equatable {
    package static let level = 0.99

    package let estimate: Estimate
    /// Where the probability lies, at ``level``: that of 0 in N trials need not be 0.
    package let interval: ClosedRange<Double>

    package init(estimate: Estimate, interval: ClosedRange<Double>) {
      self.estimate = estimate
      self.interval = interval
    }

    package init(_ probability: ProbabilityEstimate) {
      self.init(
        estimate: probability.estimate, interval: probability.interval(level: Self.level))
    }
  }

  package init(subjects: [Subject], sides: [Side], pairs: [Pair], notes: [EngineNote] = []) {
    self.subjects = subjects
    self.sides = sides
    self.pairs = pairs
    self.notes = notes
  }

  /// Of the first scenario: seed, method, trials and version are those of all.
  package var run: RunRecord { subjects[0].run }

  package var hasSeveralSubjects: Bool { subjects.count > 1 }

  /// What a unit is called; `nil` where the scenarios do not agree, and costs of a unit say nothing of
  /// each other.
  package var sharedUnit: String? {
    subjects.allSatisfy { $0.run.unit == run.unit } ? run.unit : nil
  }

  /// Weeks of the horizon; `nil` where the scenarios do not agree, and totals say nothing of each
  /// other.
  package var sharedWeeks: Int? {
    subjects.allSatisfy { $0.run.horizon.weeks == run.horizon.weeks } ? run.horizon.weeks : nil
  }
}

extension ForecastComparison.Pair {
  package subscript(_ metric: MetricName) -> ForecastComparison.Difference? {
    differences.first { $0.metric == metric }
  }
}
