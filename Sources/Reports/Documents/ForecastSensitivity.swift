import Governance
import Simulation
import Summaries

/// Everything that one analysis of sensitivity prints: which unknown input moves a metric, and which
/// to measure first.
package struct ForecastSensitivity: Sendable {
  package let run: RunRecord
  /// Name of the strategy; `nil` for a scenario without routing.
  package let strategy: String?
  /// The metric that inputs move, as people type it.
  package let metric: String
  package let unit: MetricName.Unit
  /// Its mean over everything unknown; `nil` where no trial defines it.
  package let mean: Estimate?
  /// In the order of the language.
  package let assumptions: [Assumption]
  /// `nil` without unknown inputs.
  package let tornado: Tornado?
  /// `nil` where nothing moves the metric.
  package let variance: VarianceTable?
  package let gates: [Gate]
  /// `nil` where nothing says what launching is worth.
  package let decision: Decision?
  package let warnings: [Warning]
  package let notes: [EngineNote]

  package init(
    run: RunRecord, strategy: String?, metric: String, unit: MetricName.Unit, mean: Estimate?,
    assumptions: [Assumption], tornado: Tornado?, variance: VarianceTable?, gates: [Gate],
    decision: Decision?, warnings: [Warning], notes: [EngineNote]
  ) {
    self.run = run
    self.strategy = strategy
    self.metric = metric
    self.unit = unit
    self.mean = mean
    self.assumptions = assumptions
    self.tornado = tornado
    self.variance = variance
    self.gates = gates
    self.decision = decision
    self.warnings = warnings
    self.notes = notes
  }

  /// One sentence: what to measure first.
  package var headline: String { SensitivityHeadline(self).sentence }
}

extension ForecastSensitivity {
  /// One unknown input.
  package struct Assumption: Sendable, Equatable {
    /// Dotted path as people type it.
    package let path: String
    /// Where it comes from; `nil` where the scenario does not say.
    package let source: String?
    /// Its P5 and P95, in its own unit.
    package let range: (low: Double, high: Double)

    package init(path: String, source: String?, range: (low: Double, high: Double)) {
      self.path = path
      self.source = source
      self.range = range
    }

    package static func == (first: Self, second: Self) -> Bool {
      first.path == second.path && first.source == second.source && first.range == second.range
    }
  }

  /// The metric's mean with one assumption at its P5 and P95 and the others at their median.
  package struct Tornado: Sendable {
    /// With every assumption at its median; `nil` where the metric is not defined there.
    package let base: Estimate?
    /// The longest first.
    package let bars: [Bar]

    package init(base: Estimate?, bars: [Bar]) {
      self.base = base
      self.bars = bars
    }
  }

  package struct Bar: Sendable {
    package let assumption: Assumption
    /// At its P5 and P95; `nil` where the metric is not defined.
    package let low: Estimate?
    package let high: Estimate?
    /// High less low, on the same random numbers.
    package let swing: Estimate?

    package init(assumption: Assumption, low: Estimate?, high: Estimate?, swing: Estimate?) {
      self.assumption = assumption
      self.low = low
      self.high = high
      self.swing = swing
    }
  }

  /// Sobol indices of the metric's expectation given assumptions and demand.
  package struct VarianceTable: Sendable {
    /// In words.
    package let method: String
    package let basePoints: Int
    package let evaluations: Int
    /// Points at which the metric is not defined.
    package let omitted: Int
    /// Share of the variance without interactions.
    package let additive: Estimate
    /// The largest total first.
    package let factors: [Factor]

    package init(
      method: String, basePoints: Int, evaluations: Int, omitted: Int, additive: Estimate,
      factors: [Factor]
    ) {
      self.method = method
      self.basePoints = basePoints
      self.evaluations = evaluations
      self.omitted = omitted
      self.additive = additive
      self.factors = factors
    }
  }

  package struct Factor: Sendable {
    /// Several where they are correlated; none for the demand process.
    package let assumptions: [Assumption]
    package let first: Estimate
    package let total: Estimate

    package init(assumptions: [Assumption], first: Estimate, total: Estimate) {
      self.assumptions = assumptions
      self.first = first
      self.total = total
    }

    package var isDemand: Bool { assumptions.isEmpty }

    package var name: String {
      isDemand ? "demand process" : assumptions.map(\.path).joined(separator: " + ")
    }

    package var lacksSource: Bool { assumptions.contains { $0.source == nil } }
  }

  /// A gate, and which assumption decides it.
  package struct Gate: Sendable {
    /// 1-based among the scenario's; `nil` for one that was typed.
    package let number: Int?
    package let line: GateLine
    /// Whether it holds by the estimate alone; `nil` where no trial defines its metric.
    package let holds: Bool?
    /// Probability that learning each turns the verdict, the largest first.
    package let flips: [Finding]

    package init(number: Int?, line: GateLine, holds: Bool?, flips: [Finding]) {
      self.number = number
      self.line = line
      self.holds = holds
      self.flips = flips
    }
  }

  /// A number about one assumption.
  package struct Finding: Sendable {
    package let assumption: Assumption
    package let estimate: Estimate
    /// True where the 99 % interval reaches zero.
    package let isNoise: Bool

    package init(_ assumption: Assumption, _ estimate: Estimate, randomisations: Int) {
      self.assumption = assumption
      self.estimate = estimate
      isNoise =
        estimate.interval(level: 0.99, randomisations: randomisations).lowerBound <= 0
    }
  }

  /// What knowing is worth in money before a launch.
  package struct Decision: Sendable {
    /// What going ahead gives, in words.
    package let payoff: String
    /// US dollars.
    package let mean: Estimate
    /// Probability that going ahead loses.
    package let loss: Estimate
    /// US dollars: of knowing every assumption and the demand of every week.
    package let everything: Estimate
    /// US dollars: of knowing each assumption, the largest first.
    package let values: [Finding]

    package init(
      payoff: String, mean: Estimate, loss: Estimate, everything: Estimate, values: [Finding]
    ) {
      self.payoff = payoff
      self.mean = mean
      self.loss = loss
      self.everything = everything
      self.values = values
    }
  }
}
