import Foundation
import Kernels
import Scenarios

/// Runs the trials of one randomisation: the unit of work of a thread.
///
/// Everything random in it is keyed by (seed, randomisation, trial), so the result does not depend
/// on which thread runs it, or when.
struct RandomisationRun {
  /// Trials whose usage is multiplied with the rates at once.
  static let block = 64
  static func blocks(of trials: Int) -> Int { (trials + block - 1) / block }
  /// One trial of so many simulates single sessions, climbs the bridge and meets another demand: the first
  /// ones, which are a net of their own, while every fourth point of a Sobol sequence has its first
  /// coordinate in one quarter.
  private static let trialsPerFirstTrial = 4
  static func firstTrials(of trials: Int) -> Int { max(trials / trialsPerFirstTrial, 1) }

  let plan: Plan
  let sampler: OuterSampler
  let seed: UInt64
  let randomisation: Int
  /// Trials of the randomisation before these.
  var offset = 0
  var trials: Int
  let columns: [ColumnKey]
  /// By strategy.
  let noise: [NoisePlan]
  var detail = SimulationOptions.Detail.full
  var sessionsPerTrial = 0
  var keepsTrialCosts = false
  /// By strategy and segment, plays of each tier in each trial that say how flows scatter; empty for none.
  var scatterPlays: [[Int]] = []
  /// Trials that lie on lines; see ``CostLines``.
  var lines = 0

  /// What one randomisation leaves behind.
  struct Output: Sendable {
    var assumptions: [[Double]]
    var strategies: [StrategyOutput]

    /// Sums of all trials, with the draws and the cost of the first ones alone.
    func keepingFirst(_ count: Int, of columns: [ColumnKey]) -> Output {
      var kept = self
      kept.assumptions = assumptions.map { Array($0.prefix(count)) }
      for strategy in strategies.indices {
        kept.strategies[strategy].keepFirst(count, of: columns)
      }
      return kept
    }

    /// Puts later trials behind its own.
    mutating func append(_ later: Output) {
      for index in assumptions.indices { assumptions[index] += later.assumptions[index] }
      for strategy in strategies.indices {
        strategies[strategy].append(later.strategies[strategy])
      }
    }

    /// Adds the sums of later trials.
    mutating func add(_ later: Output) {
      for strategy in strategies.indices {
        strategies[strategy].add(later.strategies[strategy])
      }
    }
  }

  /// - Parameter points: Of the randomisation; `nil` for a randomisation of these trials alone.
  func run(
    bridge: BridgeEvaluator?, points: OuterPoints? = nil, onBlock: () throws -> Void
  ) rethrows -> Output {
    let scenario = plan.scenario
    let builders = SessionPanel.builders(plan: plan, seed: seed, randomisation: randomisation)
    let evaluators = evaluators(builders)
    let ladders = plan.strategies.indices.map { strategy in
      bridge.map { $0.ladder(strategy: strategy, builders: builders) }
    }
    var output = Output(
      assumptions: scenario.assumptions.map { _ in [] },
      strategies: evaluators.indices.map { strategy in
        StrategyOutput(
          columns: columns.count, trials: trials, segments: scenario.segments.count,
          weeks: scenario.horizon.weeks, rungs: ladders[strategy]?.count ?? 0,
          capacities: plan.strategies[strategy].capacities.count)
      })
    if !scatterPlays.isEmpty {
      for (strategy, evaluator) in evaluators.enumerated() {
        output.strategies[strategy].scatter = scenario.segments.map { _ in
          ScatterMoments(evaluator.layout)
        }
      }
    }
    let places = evaluators.map { accountColumns(columns, $0) }
    let points = points ?? sampler.points(randomisation: randomisation, trials: trials)
    let firstTrials = Self.firstTrials(of: trials)
    let store = plan.coldTableStore()
    var first = 0
    while first < trials {
      try onBlock()
      let count = min(Self.block, trials - first)
      let draws = sampler.draws(points, first: offset + first, count: count)
      for index in draws.assumptions.indices {
        output.assumptions[index].append(contentsOf: draws.assumptions[index])
      }
      let inputs = (0..<count).map { trial in
        Inputs(draws: draws.assumptions.map { $0[trial] })
      }
      let traffic = (0..<count).map { trial in
        Traffic(
          plan: plan, inputs: inputs[trial],
          heterogeneity: draws.heterogeneity.map { $0[trial] },
          demandNormals: draws.demand.map { $0[trial] })
      }
      let otherTraffic = (0..<count).map { trial in
        detail == .means || first + trial >= firstTrials
          || draws.otherDemand.isEmpty && draws.otherHeterogeneity.isEmpty
          ? nil
          : Traffic(
            plan: plan, inputs: inputs[trial],
            heterogeneity: draws.otherHeterogeneity.map { $0[trial] },
            demandNormals: draws.otherDemand.map { $0[trial] })
      }
      store?.forgetUnshared()
      let coldTables = inputs.map { plan.coldTables($0, in: store) }
      let prepared = Self.prepare(evaluators, inputs, traffic)
      for (strategy, evaluator) in evaluators.enumerated() {
        let workflows = prepared[strategy]
        for trial in 0..<count {
          let evaluation = TrialEvaluation(
            evaluator: evaluator, inputs: inputs[trial], coldTables: coldTables[trial],
            workflows: workflows[trial],
            slot: trial, seed: seed, randomisation: randomisation, trial: offset + first + trial,
            noise: noise[strategy], detail: detail,
            sessionsPerTrial: first + trial < firstTrials ? sessionsPerTrial : 0,
            scatterPlays: scatterPlays.isEmpty ? [] : scatterPlays[strategy])
          let before = output.strategies[strategy].breakdown
          if keepsTrialCosts { output.strategies[strategy].breakdown = [:] }
          evaluation.run(
            traffic: traffic[trial], other: otherTraffic[trial], columns: places[strategy],
            into: &output.strategies[strategy])
          if keepsTrialCosts { output.strategies[strategy].keepTrial(before) }
          if let ladder = ladders[strategy], first + trial < firstTrials {
            ladder.add(
              inputs: inputs[trial], traffic: traffic[trial], coldTables: coldTables[trial],
              to: &output.strategies[strategy].ladder)
          }
        }
      }
      first += count
    }
    for (strategy, evaluator) in evaluators.enumerated() {
      output.strategies[strategy].columns.finish(places[strategy], hasNoise: detail != .means)
      output.strategies[strategy].sum(columns, first: firstTrials)
      // Before the lines, which would count again.
      output.strategies[strategy].usagePaths = evaluator.models.map {
        (closedForms: $0.closedForms, panels: $0.panels, samplesBudget: $0.samplesBudget)
      }
    }
    try follow(points, evaluators, store, onBlock: onBlock, into: &output)
    return output
  }

  /// One for each strategy; those that bill alike, with moments alike, have their usage in common.
  private func evaluators(_ builders: [[LengthBuilder]]) -> [StrategyEvaluator] {
    var evaluators: [StrategyEvaluator] = []
    for (index, strategy) in plan.strategies.enumerated() {
      let twin = evaluators.indices.first {
        plan.strategies[$0].bills(as: strategy) && noise[$0].hasMoments(of: noise[index])
      }
      let usage =
        twin.map { evaluators[$0].usage }
        ?? BlockUsage(
          plan: plan, strategy: strategy, builders: builders, noise: noise[index],
          block: Self.block)
      evaluators.append(StrategyEvaluator(plan: plan, strategy: strategy, usage: usage))
    }
    return evaluators
  }

  /// Prepares a block for every strategy: `[strategy][trial][workflow]`.
  static func prepare(
    _ evaluators: [StrategyEvaluator], _ inputs: [Inputs], _ traffic: [Traffic]
  ) -> [[[WorkflowTrial]]] {
    var known: [ObjectIdentifier: [[WorkflowTrial]]] = [:]
    return evaluators.map { evaluator in
      let usage = ObjectIdentifier(evaluator.usage)
      let prepared = known[usage] ?? evaluator.usage.prepare(inputs, traffic)
      known[usage] = prepared
      return prepared
    }
  }

  func accountColumns(_ columns: [ColumnKey], _ evaluator: StrategyEvaluator) -> [AccountColumn] {
    columns.map { AccountColumn($0, evaluator.accounts) }
  }
}

extension SessionPanel {
  /// The builders of all workflows of a randomisation: `[workflow][call]`.
  static func builders(plan: Plan, seed: UInt64, randomisation: Int) -> [[LengthBuilder]] {
    plan.scenario.workflows.enumerated().map { index, workflow in
      let panel = SessionPanel(
        key: RandomStream.hash(
          seed, StreamID.panel, UInt64(randomisation), plan.workflowKeys[index]))
      return workflow.calls.indices.map {
        LengthBuilder(panel: panel, call: $0, calls: workflow.calls.count)
      }
    }
  }
}
