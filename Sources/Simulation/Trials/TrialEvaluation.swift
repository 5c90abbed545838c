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

  private var plan: Plan { evaluator.plan }
  private var layout: FlowLayout { evaluator.layout }

  func run(
    traffic: Traffic, other: Traffic?, columns: [ColumnKey], into output: inout StrategyOutput
  ) {
    let scenario = plan.scenario
    var accounts = TrialAccounts(
      layout: layout, months: plan.months, segments: scenario.segments.count)
    accounts.reset(fixedPerMonth: inputs(scenario.fixed.monthly))
    let sessions = sessions(traffic, momentsNeeded: detail != .means)
    var total = 0.0
    var evaluations: [SegmentEvaluation] = []
    for (index, segment) in scenario.segments.enumerated() {
      let week = SegmentEvaluation(
        segment: segment, sessions: sessions(segment), evaluator: evaluator, inputs: inputs,
        slopesNeeded: detail != .means)
      total += run(
        week, index: index, lambda: traffic.sessions[index],
        activeUsers: traffic.activeUsers[index], accounts: &accounts, output: &output)
      if detail != .means {
        week.addBreakdown(
          index: index, lambda: traffic.sessions[index], to: &output.breakdown)
      }
      evaluations.append(week)
    }
    if sessionsPerTrial > 0 {
      var stream = RandomStream(
        seed: seed, StreamID.singleSessions, UInt64(randomisation), UInt64(trial))
      output.sessionCosts += SingleSessions(
        segments: evaluations, sessions: traffic.sessions, epochOfWeek: plan.epochOfWeek,
        flows: layout.count
      ).costs(sessionsPerTrial, stream: &stream)
    }
    output.total.append(total)
    if let other { output.otherTotal.append(expectedTotal(other)) }
    for (place, key) in columns.enumerated() {
      let value = accounts.value(key)
      output.expected[place].append(value.expected)
      if detail != .means { output.sampled[place].append(value.sampled) }
    }
  }

  /// Books the weeks of one segment; returns its expected cost.
  private func run(
    _ segment: SegmentEvaluation, index: Int, lambda: [Double], activeUsers: [Double],
    accounts: inout TrialAccounts, output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    var expected = [Double](repeating: 0, count: layout.count)
    var sampled = expected
    var samplers = [SessionSampler?](repeating: nil, count: plan.learningMonths.count)
    for week in lambda.indices {
      segment.expectedFlows(week: week, lambda: lambda[week], into: &expected)
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
            third: lambda[week] * moments.third, index: index, expected: expected, into: &sampled)
        } else {
          output.exactWeeks += 1
          for place in sampled.indices { sampled[place] = 0 }
          var stream = RandomStream(
            seed: seed, StreamID.sessions, UInt64(randomisation), UInt64(trial),
            plan.segmentKeys[index], UInt64(week))
          let count = stream.poisson(mean: lambda[week])
          let epoch = plan.epochOfWeek[week]
          let sampler = samplers[epoch] ?? segment.sampler(epoch: epoch)
          samplers[epoch] = sampler
          sampler.add(
            sessions: count, hits: segment.sessions.hits[week], to: &sampled, stream: &stream)
        }
      } else {
        for place in sampled.indices { sampled[place] = expected[place] }
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
    index: Int, expected: [Double], into sampled: inout [Double]
  ) {
    for place in sampled.indices { sampled[place] = expected[place] }
    guard variance > 0, mean > 0 else { return }
    var stream = RandomStream(
      seed: seed, StreamID.noise, UInt64(randomisation), UInt64(trial), plan.segmentKeys[index],
      UInt64(week))
    let law = MatchedGamma(mean: mean, variance: variance, thirdCumulant: third)
    let noise = law.quantile(stream.uniform()) - mean
    let slopes = segment.slopes(week: week)
    for place in sampled.indices { sampled[place] += slopes[place] * noise }
  }

  /// Expected cost of the horizon, fixed costs apart, under another demand path.
  private func expectedTotal(_ traffic: Traffic) -> Double {
    let scenario = plan.scenario
    let sessions = sessions(traffic, momentsNeeded: false)
    var total = 0.0
    for (index, segment) in scenario.segments.enumerated() {
      let evaluation = SegmentEvaluation(
        segment: segment, sessions: sessions(segment), evaluator: evaluator, inputs: inputs,
        slopesNeeded: false)
      for (week, lambda) in traffic.sessions[index].enumerated() {
        total += lambda * evaluation.expectedCost(week: week)
      }
    }
    return total
  }

  private func sessions(_ traffic: Traffic, momentsNeeded: Bool = true) -> StreamSessions {
    StreamSessions(
      plan: plan,
      workflows: workflows.indices.map {
        WorkflowArrivals(traffic, scenario: plan.scenario, workflow: $0)
      }
    ) { workflow, arrivals, visitor in
      WorkflowSessions(
        evaluator: evaluator, workflow: workflow, trial: workflows[workflow], inputs: inputs,
        slot: slot,
        prefix: PrefixHits(tables: coldTables, arrivals: arrivals, visitor: visitor),
        weekly: arrivals.total, momentsNeeded: momentsNeeded)
    }
  }
}

/// The sessions of every workflow, those of users and of background work apart where they find the
/// cache in another state.
private struct StreamSessions {
  /// By workflow.
  private let users: [WorkflowSessions]
  private let background: [WorkflowSessions?]

  init(
    plan: Plan, workflows: [WorkflowArrivals],
    _ make: (Int, WorkflowArrivals, HourlyArrivals.Visitor) -> WorkflowSessions
  ) {
    users = workflows.enumerated().map { make($0, $1, .user) }
    background = workflows.enumerated().map { workflow, arrivals in
      let isOwn = plan.hours != nil && arrivals.background.contains { $0 > 0 }
      return isOwn ? make(workflow, arrivals, .background) : nil
    }
  }

  func callAsFunction(_ segment: Segment) -> WorkflowSessions {
    (segment.isBackground ? background[segment.workflow] : nil) ?? users[segment.workflow]
  }
}
