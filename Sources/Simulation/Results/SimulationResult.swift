import Scenarios

/// Everything one simulation leaves behind: columns over trials and exact running means.
package struct SimulationResult: Sendable {
  package let scenario: Scenario
  package let options: SimulationOptions
  /// Trials in the columns; fewer than the options ask for after a run in stretches, which keeps the first ones.
  package let trials: Int
  package let randomisations: Int
  package let months: MonthGrid
  /// One per simulated strategy, in the order asked for; all share their random numbers.
  package let strategies: [StrategyResult]
  /// `assumptionValues[i][t]`: the draw of assumption i in trial t, in the columns' trial order.
  package let assumptionValues: [[Double]]
  /// How the numbers were computed, and what was repaired; for the report.
  package let notes: [EngineNote]

  package var trialsPerRandomisation: Int { trials / randomisations }

  package init(
    scenario: Scenario, options: SimulationOptions, trials: Int, randomisations: Int,
    months: MonthGrid, strategies: [StrategyResult], assumptionValues: [[Double]],
    notes: [EngineNote]
  ) {
    self.scenario = scenario
    self.options = options
    self.trials = trials
    self.randomisations = randomisations
    self.months = months
    self.strategies = strategies
    self.assumptionValues = assumptionValues
    self.notes = notes
  }
}

/// The trials of one strategy.
package struct StrategyResult: Sendable {
  /// Name of the strategy, or `nil` for a scenario without routing.
  package let name: String?
  /// Series by key; trial t of randomisation r is element `r * trialsPerRandomisation + t`.
  package let columns: [ColumnKey: TrialSeries]
  /// Mean cost of the whole horizon by place in the breakdown, without fixed costs.
  package let breakdown: [BreakdownEntry]
  /// By randomisation, the mean monthly fixed cost of the whole horizon.
  package let fixedMeans: [Double]
  package let variance: VarianceShares
  /// From the spreadsheet number to the mean of `cost.total`; the amounts sum to it.
  package let bridge: [BridgeRung]
  /// US dollars of sessions simulated one by one, as many in every randomisation and in their order;
  /// NaN in a trial without sessions. Empty where none were asked for.
  package let sessionCosts: [Double]
  /// Costs along lines; `nil` where points are not turned, or none were asked for.
  package let lines: CostLines?

  package init(
    name: String?, columns: [ColumnKey: TrialSeries], breakdown: [BreakdownEntry],
    fixedMeans: [Double] = [], variance: VarianceShares, bridge: [BridgeRung] = [],
    sessionCosts: [Double] = [], lines: CostLines? = nil
  ) {
    self.lines = lines
    self.fixedMeans = fixedMeans
    self.name = name
    self.columns = columns
    self.breakdown = breakdown
    self.variance = variance
    self.bridge = bridge
    self.sessionCosts = sessionCosts
  }
}

/// Billed things of a breakdown.
package enum CostMeter: String, Sendable, CaseIterable {
  case input, cacheRead, cacheWrite, output
  /// What a provider charges per request and per web search.
  case fees
  /// Capacity by the hour, and tokens that did not fit into it.
  case provisioned, selfHosted, spill
  case harnessPerUnit, responseCache, vectorQueries, egress
  /// Services of the harness, by kind.
  case compute, retrieval, vectorStore, embeddings, guardrails, observability, storage
  /// Commitments: what production uses of them, and the rest.
  case commitment, idleCommitment
}

/// Mean cost over the horizon of one (segment, call, model, meter), one value a randomisation.
package struct BreakdownEntry: Sendable {
  /// Index into the scenario's segments; `nil` for what is paid by the month, whoever uses it.
  package let segment: Int?
  /// `WORKFLOW.CALL`, `WORKFLOW.CALL.validate`, `WORKFLOW.classifier`,
  /// `WORKFLOW.judge`, `harness.NAME` of a service or a flow of the harness, `capacity.NAME`,
  /// `commitment.NAME`, or `nil` for the harness's other meters.
  package let call: String?
  package let model: String?
  package let meter: CostMeter
  /// US dollars; `means[r]` is the mean over the trials of randomisation r.
  package let means: [Double]
  /// US dollars by trial, where they were asked for.
  package let trials: [Double]

  package init(
    segment: Int?, call: String?, model: String?, meter: CostMeter, means: [Double],
    trials: [Double] = []
  ) {
    self.trials = trials
    self.segment = segment
    self.call = call
    self.model = model
    self.meter = meter
    self.means = means
  }
}

/// The parts of the variance of `cost.total`; they sum to the whole.
package struct VarianceShares: Sendable, Equatable {
  /// Var(E[m | parameters]), US dollars squared.
  package let uncertainty: Double
  /// Var(m) - uncertainty: the demand process.
  package let demand: Double
  /// E(v): request noise.
  package let request: Double

  package init(uncertainty: Double, demand: Double, request: Double) {
    self.uncertainty = uncertainty
    self.demand = demand
    self.request = request
  }
}

/// A remark of the engine that a reader of the report must see.
package struct EngineNote: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// Which computation a workflow's session moments took.
    case path
    /// A correlation matrix that was repaired, or a rank that was not attained.
    case correlation
    /// Segment-weeks whose sessions were simulated one by one, or matched where the rule would not.
    case noise
    /// How far capacity is used, and where it breaks even.
    case capacity
    /// Trials beyond those asked for.
    case trials
    /// What a check of gates leaves out, and why.
    case selection
    case warning
  }

  package let kind: Kind
  package let message: String

  package init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }
}
