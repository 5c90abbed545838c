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
  let trials: Int
  let columns: [ColumnKey]
  /// By strategy.
  let noise: [NoisePlan]
  var detail = SimulationOptions.Detail.full
  var sessionsPerTrial = 0
  var keepsTrialCosts = false
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
    let places = evaluators.map { accountColumns(columns, $0) }
    let points = points ?? sampler.points(randomisation: randomisation, trials: trials)
    let firstTrials = Self.firstTrials(of: trials)
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
      let coldTables = inputs.map(plan.coldTables)
      let prepared = Self.prepare(evaluators, inputs, traffic)
      for (strategy, evaluator) in evaluators.enumerated() {
        let workflows = prepared[strategy]
        for trial in 0..<count {
          let evaluation = TrialEvaluation(
            evaluator: evaluator, inputs: inputs[trial], coldTables: coldTables[trial],
            workflows: workflows[trial],
            slot: trial, seed: seed, randomisation: randomisation, trial: offset + first + trial,
            negligibleNoise: noise[strategy].isNegligible, detail: detail,
            sessionsPerTrial: first + trial < firstTrials ? sessionsPerTrial : 0,
            keepsBreakdown: detail != .means)
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
      output.strategies[strategy].flush(places[strategy], hasNoise: detail != .means)
      output.strategies[strategy].sum(columns, first: firstTrials)
      // Before the lines, which would count again.
      output.strategies[strategy].usagePaths = evaluator.models.map {
        (closedForms: $0.closedForms, panels: $0.panels, samplesBudget: $0.samplesBudget)
      }
    }
    try follow(points, evaluators, onBlock: onBlock, into: &output)
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
    columns.map {
      AccountColumn($0, layout: evaluator.layout, segments: plan.scenario.segments.count)
    }
  }
}

/// Sums and series of one strategy over one randomisation.
struct StrategyOutput: Sendable {
  /// By column, then trial; given away once they are put together with those of other randomisations.
  var expected: [[Double]]
  /// Empty columns where only expectations were asked for, and where there is no noise.
  var sampled: [[Double]]
  /// Of trials that are not in the columns yet: by column, expected and sampled.
  private var waiting: [Double]
  private var waitingTrials = 0
  /// Over trials: expected total cost without monthly fixed costs.
  private(set) var total = RunningVariance()
  /// Over the first trials, if there is a demand process: squared differences from the same under another
  /// demand path.
  private(set) var demand = (squares: 0.0, pairs: 0)
  /// Sums over all trials, and over the first ones, of the columns that ``isSummed(_:)`` names.
  private(set) var sums: [ColumnKey: (all: Double, first: Double)] = [:]
  private(set) var firstTrials = 0
  /// What single sessions cost, trial by trial; NaN where a trial has none.
  var sessionCosts: [Double] = []
  /// Sum over trials of the request variance of the total.
  var requestVariance = 0.0
  /// Sum over trials of the request variance by segment and week.
  var segmentWeekVariance: [[Double]]
  /// Sum over trials of the cost by place in the breakdown.
  var breakdown: [BreakdownPlace: Double] = [:]
  /// By trial, where they are asked for.
  var trialCosts: [[BreakdownPlace: Double]] = []
  /// By capacity of the strategy, sums over trials.
  var capacities: [CapacityUse]
  /// Sum over the first trials of the inference cost at each evaluated rung of the bridge.
  var ladder: [Double]
  /// By workflow, how expected usage was computed.
  var usagePaths: [(closedForms: Int, panels: Int, samplesBudget: Bool)] = []
  /// Cost along lines: by column of those that are recorded, node and line.
  var lines: [[Double]] = []
  /// Where the trial of each line lies on it.
  var positions: [Double] = []
  /// Segment-weeks whose sessions were simulated one by one.
  var exactWeeks = 0
  /// Segment-weeks matched although the rule asks for single sessions.
  var negligibleWeeks = 0

  init(
    columns: Int, trials: Int, segments: Int, weeks: Int, rungs: Int, capacities: Int
  ) {
    self.capacities = [CapacityUse](repeating: CapacityUse(), count: capacities)
    waiting = [Double](repeating: 0, count: 2 * columns * RandomisationRun.block)
    var series: [Double] = []
    series.reserveCapacity(trials)
    expected = [[Double]](repeating: series, count: columns)
    sampled = expected
    segmentWeekVariance = [[Double]](
      repeating: [Double](repeating: 0, count: weeks), count: segments)
    ladder = [Double](repeating: 0, count: rungs)
  }
}

extension StrategyOutput {
  /// Records the columns of a trial, which wait until as many trials as a block has are together.
  mutating func record(_ accounts: TrialAccounts, _ columns: [AccountColumn], hasNoise: Bool) {
    let trial = waitingTrials
    var values = waiting.mutableSpan
    for (place, column) in columns.enumerated() {
      let value = accounts.value(column)
      values[2 * place * RandomisationRun.block + trial] = value.expected
      values[(2 * place + 1) * RandomisationRun.block + trial] = value.sampled
    }
    waitingTrials += 1
    if waitingTrials == RandomisationRun.block { flush(columns, hasNoise: hasNoise) }
  }

  /// Puts what waits to the columns.
  mutating func flush(_ columns: [AccountColumn], hasNoise: Bool) {
    for (place, column) in columns.enumerated() {
      let first = 2 * place * RandomisationRun.block
      expected[place].append(contentsOf: waiting[first..<(first + waitingTrials)])
      guard hasNoise, column.hasNoise else { continue }
      let second = first + RandomisationRun.block
      sampled[place].append(contentsOf: waiting[second..<(second + waitingTrials)])
    }
    waitingTrials = 0
  }

  /// Books what a trial costs, and would cost under another demand path.
  mutating func addTotal(_ cost: Double, other: Double?) {
    total.add(cost)
    guard let other else { return }
    demand.squares += (cost - other) * (cost - other)
    demand.pairs += 1
  }

  /// Whether means of a column are wanted whatever trials its series keeps.
  static func isSummed(_ key: ColumnKey) -> Bool {
    if case .model = key.scope { return false }
    return key.period == .total && TrialAccounts.costFlows.contains(key.flow)
  }

  /// Sums recorded columns.
  ///
  /// - Parameter first: How many trials are the first ones.
  mutating func sum(_ columns: [ColumnKey], first: Int) {
    for (place, key) in columns.enumerated() where Self.isSummed(key) {
      sums[key] = (expected[place].reduce(0, +), expected[place].prefix(first).reduce(0, +))
    }
    firstTrials = first
  }

  /// Adds what later trials of the randomisation sum up to; their series are not kept.
  mutating func add(_ later: StrategyOutput) {
    total.add(later.total)
    demand.squares += later.demand.squares
    demand.pairs += later.demand.pairs
    sums.merge(later.sums) { ($0.all + $1.all, $0.first + $1.first) }
    firstTrials += later.firstTrials
    requestVariance += later.requestVariance
    breakdown.merge(later.breakdown) { $0 + $1 }
    capacities = zip(capacities, later.capacities).map { $0 + $1 }
    ladder = zip(ladder, later.ladder).map { $0 + $1 }
    usagePaths = zip(usagePaths, later.usagePaths).map {
      ($0.closedForms + $1.closedForms, $0.panels + $1.panels, $0.samplesBudget || $1.samplesBudget)
    }
    exactWeeks += later.exactWeeks
    negligibleWeeks += later.negligibleWeeks
  }

  /// Forgets all series but those that ``isSummed(_:)`` names, of which it keeps the first trials.
  mutating func keepFirst(_ count: Int, of columns: [ColumnKey]) {
    for (place, key) in columns.enumerated() {
      let kept = Self.isSummed(key) ? count : 0
      expected[place] = Array(expected[place].prefix(kept))
      sampled[place] = Array(sampled[place].prefix(kept))
    }
    trialCosts = []
    lines = []
    positions = []
  }

  /// Keeps the breakdown as that of one trial, and adds it to the sum of those before.
  mutating func keepTrial(_ before: [BreakdownPlace: Double]) {
    trialCosts.append(breakdown)
    breakdown.merge(before) { $0 + $1 }
  }
}

/// One cell of the breakdown of cost.
struct BreakdownPlace: Hashable, Sendable {
  /// `nil` for what is paid by the month, whoever uses it.
  let segment: Int?
  let call: String?
  let model: Int?
  let meter: CostMeter
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
