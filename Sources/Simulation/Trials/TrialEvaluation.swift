import Kernels
import Scenarios

/// One trial of one strategy: expected flows of every segment-week, and their request noise.
struct TrialEvaluation {
  let evaluator: StrategyEvaluator
  let inputs: Inputs
  let coldTables: ColdTables?
  let workflows: [WorkflowTrial]
  /// Place of the trial in its block.
  let slot: Int
  let seed: UInt64
  let randomisation: Int
  let trial: Int
  let noise: NoisePlan
  let detail: SimulationOptions.Detail
  let sessionsPerTrial: Int
  /// By segment, plays of each tier that say how flows scatter; empty for none.
  var scatterPlays: [Int] = []

  /// Whether what each place in the breakdown costs is summed.
  var keepsBreakdown: Bool { detail == .full }
  private var plan: Plan { evaluator.plan }
  private var layout: FlowLayout { evaluator.layout }

  func run(
    traffic: Traffic, other: Traffic?, columns: [AccountColumn], into output: inout StrategyOutput
  ) {
    var accounts = TrialAccounts(evaluator.accounts)
    let harness = HarnessRates(plan.scenario.harness, inputs)
    let committed = CommittedCosts(plan, strategy: evaluator.strategy, inputs: inputs)
    let monthly = harness.perMonth * plan.months.length(of: .total) + committed.total
    let sessions = sessions(traffic, harness, momentsNeeded: detail != .means)
    for part in harness.parts
    where part.basis == .month && part.price != 0 && keepsBreakdown {
      output.breakdown[
        BreakdownPlace(segment: nil, call: part.name, model: nil, meter: part.meter),
        default: 0] += part.price * plan.months.length(of: .total)
    }
    for line in committed.lines where keepsBreakdown {
      for (meter, cost) in [(CostMeter.commitment, line.used), (.idleCommitment, line.idle)]
      where cost != 0 {
        output.breakdown[
          BreakdownPlace(segment: nil, call: line.label, model: nil, meter: meter), default: 0] +=
          cost
      }
    }
    let moments =
      evaluator.strategy.capacities.isEmpty
      ? nil : LoadMoments(evaluator: evaluator, workflows: workflows, inputs: inputs)
    let capacity = moments.map {
      CapacityWeeks(
        evaluator: evaluator, inputs: inputs, sessions: sessions, traffic: traffic, moments: $0)
    }
    var total = monthly
    let evaluations = SegmentEvaluations(
      plan.scenario.segments, sessions: sessions, evaluator: evaluator, inputs: inputs,
      harness: harness, slopesNeeded: detail != .means)
    var samplers = TrialSamplers(plan, evaluations)
    var scatter =
      noise.scatter.isEmpty || detail == .means ? nil : ScatterDraws(noise.scatter, plan.months)
    for index in plan.scenario.segments.indices {
      let evaluation = evaluations[index]
      total += run(
        evaluation, index: index, lambda: traffic.sessions[index],
        capacity: evaluation.isShadow ? nil : capacity, samplers: &samplers, scatter: &scatter,
        accounts: &accounts, output: &output)
      accounts.addActiveUsers(traffic.activeUsers[index], segment: index)
      if keepsBreakdown {
        evaluation.addBreakdown(
          index: index, lambda: traffic.sessions[index], to: &output.breakdown)
      }
    }
    if sessionsPerTrial > 0 {
      var stream = RandomStream(
        seed: seed, StreamID.singleSessions, UInt64(randomisation), UInt64(trial))
      output.sessionCosts += SingleSessions(
        sessions: traffic.sessions, flows: layout.count
      ).costs(sessionsPerTrial, &samplers, stream: &stream)
    }
    if !scatterPlays.isEmpty { learnScatter(evaluations, into: &output) }
    if let capacity { total += book(capacity, accounts: &accounts, output: &output) }
    output.addTotal(
      total, other: other.map { expectedTotal($0, harness, monthly: monthly, moments: moments) })
    accounts.addUp()
    accounts.addMonthly(fixed: inputs(plan.scenario.fixed.monthly), harness: harness.perMonth)
    accounts.addCommitments(committed.weeks)
    output.columns.record(accounts, columns, hasNoise: detail != .means)
  }

  /// Books the weeks of one segment; returns its expected cost.
  private func run(
    _ segment: SegmentEvaluation, index: Int, lambda: [Double], capacity: CapacityWeeks?,
    samplers: inout TrialSamplers, scatter: inout ScatterDraws?, accounts: inout TrialAccounts,
    output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    var weeks = SegmentWeeks(segment.flows, plan)
    let noises = WeekNoise(
      weeks: detail == .means ? 0 : lambda.count,
      RandomStream(
        seed: seed, StreamID.noise, UInt64(randomisation), UInt64(trial), plan.segmentKeys[index])
    )
    scatter?.begin()
    let isNegligible = noise.isNegligible[index]
    lazy var streams = RandomStreamFamily(
      seed: seed, StreamID.sessions, UInt64(randomisation), UInt64(trial),
      plan.segmentKeys[index])
    for (week, lambda) in lambda.enumerated() where lambda > 0 {
      let expected = lambda * segment.flows.perSession(week: week)
      let mean = expected[FlowLayout.inference] + expected[FlowLayout.harness]
      total += mean
      if let capacity {
        total += bookSpill(
          capacity, segment, index: index, week: week, lambda: lambda, &accounts, &output)
      }
      if detail == .means {
        weeks.add(week: week, sessions: lambda, noise: 0)
        accounts.add(week: week, expected: expected, sampled: expected)
        continue
      }
      let cost = segment.cost(week: week)
      let variance = lambda * cost.second
      output.addRequestVariance(variance, segment: index, week: week)
      let allowed = NoiseRule.allowsGamma(
        sessions: lambda, mean: cost.first, second: cost.second, third: cost.third)
      if allowed || isNegligible[week] || cost.second == 0 {
        if !allowed { output.negligibleWeeks += 1 }
        let noise = noises.excess(
          week: week, mean: mean, variance: variance, third: lambda * cost.third)
        weeks.add(week: week, sessions: lambda, noise: noise)
        let sampled = expected + noise * segment.slopes(week: week)
        if scatter == nil {
          accounts.add(week: week, expected: expected, sampled: sampled)
        } else {
          scatter?.append(
            ScatterDraws.Week(week: week, sessions: lambda, expected: expected, sampled: sampled))
        }
      } else {
        output.exactWeeks += 1
        var flows = [Double](repeating: 0, count: layout.count)
        var stream = streams.stream(UInt64(week))
        let count = stream.poisson(mean: lambda)
        samplers.add(
          sessions: count, segment: index, week: week, to: &flows, stream: &stream)
        weeks.addSimulated(week: week, sessions: lambda)
        accounts.add(week: week, expected: expected, sampled: .zero)
        accounts.addSimulated(segment: index, week: week, flows)
      }
    }
    scatter?.draw(
      noise.scatter[index],
      RandomStream(
        seed: seed, StreamID.scatter, UInt64(randomisation), UInt64(trial),
        plan.segmentKeys[index]), into: &accounts)
    accounts.add(
      segment: index, weeks, slopes: segment.slopesByEpoch, scatter: scatter)
    return total
  }

  /// Plays sessions of every segment to learn how their flows scatter, in the epochs by turns.
  private func learnScatter(_ evaluations: SegmentEvaluations, into output: inout StrategyOutput) {
    let epoch = trial % plan.epochs.count
    for (index, evaluation) in evaluations.distinct.enumerated() {
      let segments = evaluations.places.indices.filter { evaluations.places[$0] == index }
      var moments = ScatterMoments(layout)
      var stream = RandomStream(
        seed: seed, StreamID.scatteredSessions, UInt64(randomisation), UInt64(trial),
        plan.workflowKeys[evaluation.sessions.workflow])
      evaluation.addScatter(
        epoch: epoch, plays: segments.map { scatterPlays[$0] }.max() ?? 1, &stream, to: &moments)
      for segment in segments { output.scatter[segment].add(moments) }
    }
  }

  /// Expected cost of the horizon, fixed costs apart, under another demand path.
  ///
  /// - Parameter monthly: Its part that does not depend on demand.
  private func expectedTotal(
    _ traffic: Traffic, _ harness: HarnessRates, monthly: Double, moments: LoadMoments?
  ) -> Double {
    let sessions = sessions(traffic, harness, momentsNeeded: false)
    let capacity = moments.map {
      CapacityWeeks(
        evaluator: evaluator, inputs: inputs, sessions: sessions, traffic: traffic, moments: $0)
    }
    var total = monthly + (capacity?.cost ?? 0)
    let evaluations = SegmentEvaluations(
      plan.scenario.segments, sessions: sessions, evaluator: evaluator, inputs: inputs,
      harness: harness, slopesNeeded: false)
    for (index, weeks) in traffic.sessions.enumerated() {
      let flows = evaluations[index].flows
      for (week, lambda) in weeks.enumerated() { total += lambda * flows.cost(week: week) }
    }
    return total
  }

  private func sessions(
    _ traffic: Traffic, _ harness: HarnessRates, momentsNeeded: Bool
  ) -> StreamSessions {
    StreamSessions(
      plan: plan,
      workflows: traffic.arrivals,
      // Untracked use costs something else than tracked where capacity serves that, or where the
      // harness charges it for turns.
      hasOwnShadow: !evaluator.strategy.capacities.isEmpty
        || harness.perTurn + harness.perRequest + harness.perToken > 0
    ) { workflow, arrivals, visitor, isShadow in
      WorkflowSessions(
        evaluator: evaluator, workflow: workflow, trial: workflows[workflow], inputs: inputs,
        slot: slot,
        prefix: PrefixHits(tables: coldTables, arrivals: arrivals, visitor: visitor),
        weekly: arrivals.total, isShadow: isShadow, momentsNeeded: momentsNeeded)
    }
  }
}

/// The sessions of every workflow, those of users, of background work and untracked ones apart where
/// they find the cache in another state or cost something else.
struct StreamSessions {
  /// By workflow.
  private let users: [WorkflowSessions]
  private let background: [WorkflowSessions?]
  private let shadow: [WorkflowSessions?]

  init(
    plan: Plan, workflows: [WorkflowArrivals], hasOwnShadow: Bool,
    _ make: (Int, WorkflowArrivals, HourlyArrivals.Visitor, Bool) -> WorkflowSessions
  ) {
    users = workflows.enumerated().map { make($0, $1, .user, false) }
    background = workflows.enumerated().map { workflow, arrivals in
      let isOwn = plan.hours != nil && arrivals.background.contains { $0 > 0 }
      return isOwn ? make(workflow, arrivals, .background, false) : nil
    }
    shadow = workflows.enumerated().map { workflow, arrivals in
      let isUsed = plan.scenario.segments.contains { $0.isShadow && $0.workflow == workflow }
      return hasOwnShadow && isUsed ? make(workflow, arrivals, .user, true) : nil
    }
  }

  func callAsFunction(_ segment: Segment) -> WorkflowSessions {
    let own: WorkflowSessions? =
      switch segment.kind {
      case .tracked: nil
      case .background: background[segment.workflow]
      case .shadow: shadow[segment.workflow]
      }
    return own ?? users[segment.workflow]
  }
}
