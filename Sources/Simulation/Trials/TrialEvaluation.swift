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
  let negligibleNoise: [[Bool]]
  let detail: SimulationOptions.Detail
  let sessionsPerTrial: Int
  /// Whether what each place in the breakdown costs is summed.
  let keepsBreakdown: Bool

  private var plan: Plan { evaluator.plan }
  private var layout: FlowLayout { evaluator.layout }

  func run(
    traffic: Traffic, other: Traffic?, columns: [AccountColumn], into output: inout StrategyOutput
  ) {
    let scenario = plan.scenario
    var accounts = TrialAccounts(
      layout: layout, months: plan.months, segments: scenario.segments.count)
    let harness = HarnessRates(scenario.harness, inputs)
    let committed = CommittedCosts(plan, strategy: evaluator.strategy, inputs: inputs)
    let monthly = harness.perMonth * plan.months.length(of: .total) + committed.total
    accounts.reset(
      fixedPerMonth: inputs(scenario.fixed.monthly), harnessPerMonth: harness.perMonth,
      commitments: committed.weeks)
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
    var evaluations: [SegmentEvaluation] = []
    var samplers = TrialSamplers(plan)
    for (index, segment) in scenario.segments.enumerated() {
      let week = SegmentEvaluation(
        segment: segment, sessions: sessions(segment), evaluator: evaluator, inputs: inputs,
        slopesNeeded: detail != .means)
      total += run(
        week, index: index, lambda: traffic.sessions[index],
        activeUsers: traffic.activeUsers[index], capacity: segment.isShadow ? nil : capacity,
        samplers: &samplers, accounts: &accounts, output: &output)
      if keepsBreakdown {
        week.addBreakdown(
          index: index, lambda: traffic.sessions[index], to: &output.breakdown)
      }
      evaluations.append(week)
    }
    if sessionsPerTrial > 0 {
      var stream = RandomStream(
        seed: seed, StreamID.singleSessions, UInt64(randomisation), UInt64(trial))
      output.sessionCosts += SingleSessions(
        segments: evaluations, sessions: traffic.sessions, flows: layout.count
      ).costs(sessionsPerTrial, &samplers, stream: &stream)
    }
    if let capacity { total += book(capacity, accounts: &accounts, output: &output) }
    output.addTotal(
      total, other: other.map { expectedTotal($0, monthly: monthly, moments: moments) })
    output.record(accounts, columns, hasNoise: detail != .means)
  }

  /// Books the weeks of one segment; returns its expected cost.
  private func run(
    _ segment: SegmentEvaluation, index: Int, lambda: [Double], activeUsers: [Double],
    capacity: CapacityWeeks?, samplers: inout TrialSamplers, accounts: inout TrialAccounts,
    output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    var expected = [Double](repeating: 0, count: layout.count)
    var sampled = expected
    let noise = RandomStreamFamily(
      seed: seed, StreamID.noise, UInt64(randomisation), UInt64(trial), plan.segmentKeys[index])
    let streams = RandomStreamFamily(
      seed: seed, StreamID.sessions, UInt64(randomisation), UInt64(trial),
      plan.segmentKeys[index])
    for week in lambda.indices {
      segment.flows.expected(week: week, lambda: lambda[week], into: &expected)
      let mean = expected[FlowLayout.inference] + expected[FlowLayout.harness]
      total += mean
      if detail == .means {
        for place in sampled.indices { sampled[place] = expected[place] }
      } else if lambda[week] > 0 {
        let moments = segment.moments(week: week)
        let variance = lambda[week] * moments.second
        output.requestVariance += variance
        output.segmentWeekVariance[index][week] += variance
        let allowed = NoiseRule.allowsGamma(
          sessions: lambda[week], mean: moments.first, second: moments.second,
          third: moments.third)
        if allowed || negligibleNoise[index][week] || moments.second == 0 {
          if !allowed { output.negligibleWeeks += 1 }
          match(
            segment, week: week, mean: mean, variance: variance,
            third: lambda[week] * moments.third, noise, expected: expected, into: &sampled)
        } else {
          output.exactWeeks += 1
          for place in sampled.indices { sampled[place] = 0 }
          var stream = streams.stream(UInt64(week))
          let count = stream.poisson(mean: lambda[week])
          samplers.add(
            sessions: count, of: segment, index: index, week: week, to: &sampled,
            stream: &stream)
        }
      } else {
        for place in sampled.indices { sampled[place] = expected[place] }
      }
      if let capacity {
        total += addSpill(capacity, week: week, segment: index, &expected, &sampled, &output)
      }
      accounts.add(
        segment: index, week: week, expected: expected, sampled: sampled,
        activeUsers: activeUsers[week])
    }
    return total
  }

  /// Draws the noise of the week's total and gives each flow its conditional share.
  ///
  /// For a compound Poisson sum, E[G | C] is linear in C with slope E[g X] / E[X²] to second
  /// order; the shares of the cost components sum to one.
  private func match(
    _ segment: SegmentEvaluation, week: Int, mean: Double, variance: Double, third: Double,
    _ streams: RandomStreamFamily, expected: [Double], into sampled: inout [Double]
  ) {
    for place in sampled.indices { sampled[place] = expected[place] }
    guard variance > 0, mean > 0 else { return }
    var stream = streams.stream(UInt64(week))
    let law = MatchedGamma(mean: mean, variance: variance, thirdCumulant: third)
    let noise = law.quantile(stream.uniform()) - mean
    let slopes = segment.slopes(week: week)
    for place in sampled.indices { sampled[place] += slopes[place] * noise }
  }

  /// Expected cost of the horizon, fixed costs apart, under another demand path.
  ///
  /// - Parameter monthly: Its part that does not depend on demand.
  private func expectedTotal(
    _ traffic: Traffic, monthly: Double, moments: LoadMoments?
  ) -> Double {
    let scenario = plan.scenario
    let sessions = sessions(
      traffic, HarnessRates(scenario.harness, inputs), momentsNeeded: false)
    let capacity = moments.map {
      CapacityWeeks(
        evaluator: evaluator, inputs: inputs, sessions: sessions, traffic: traffic, moments: $0)
    }
    var total = monthly + (capacity?.cost ?? 0)
    for (index, segment) in scenario.segments.enumerated() {
      let evaluation = SegmentEvaluation(
        segment: segment, sessions: sessions(segment), evaluator: evaluator, inputs: inputs,
        slopesNeeded: false)
      for (week, lambda) in traffic.sessions[index].enumerated() {
        total += lambda * evaluation.flows.cost(week: week)
      }
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
