import Foundation
import Pricing
import Scenarios

/// One trial played out request by request.
struct OracleWorld {
  static let secondsPerWeek = 604_800.0

  let scenario: Scenario
  let names: OracleNames
  let trial: OracleTrial
  let traffic: OracleTraffic
  let workflows: [OracleWorkflow]
  /// By week; none without routing.
  let routings: [OracleRouting]
  let prices: OraclePrices
  var capacities: [OracleCapacity]
  var generator: OracleGenerator
  var cache = OracleSharedCache()
  var ledger: OracleLedger

  init(
    _ scenario: Scenario, names: OracleNames, strategy: Int?, trial: OracleTrial,
    generator: OracleGenerator
  ) {
    self.scenario = scenario
    self.names = names
    self.trial = trial
    self.generator = generator
    traffic = OracleTraffic(scenario, trial, &self.generator)
    workflows = scenario.workflows.map { OracleWorkflow($0, in: trial, names: names) }
    prices = OraclePrices(changes: scenario.prices.changes, trial: trial)
    let chosen = strategy.map { scenario.routing!.strategies[$0] }
    routings = (0..<scenario.horizon.weeks).flatMap { week in
      let months = Self.learnedMonths(week, scenario)
      let learning = scenario.learning
      return chosen.map {
        [
          OracleRouting(
            $0, in: trial, names: names,
            errors: learning.map { pow(1 + trial[$0.misroutePerMonth], months) } ?? 1,
            moved: learning.map { trial[$0.shareToFirstPerMonth] * months } ?? 0)
        ]
      } ?? []
    }
    capacities = (chosen?.capacities ?? []).map { name in
      OracleCapacity(
        scenario.capacities.first { $0.name == name }!, in: trial, names: names,
        weeks: scenario.horizon.weeks, segments: scenario.segments.count)
    }
    ledger = OracleLedger(
      segments: scenario.segments.count, weeks: scenario.horizon.weeks, names: names)
  }

  /// Starts every session of the horizon, then plays all turns in the order of the clock.
  mutating func play() {
    warmUp()
    var starts: [(time: Double, segment: Int, week: Int)] = []
    for segment in scenario.segments.indices {
      for week in 0..<scenario.horizon.weeks {
        let count = generator.poisson(mean: traffic.expectedSessions[segment][week])
        for _ in 0..<count {
          let time =
            scenario.segments[segment].isBackground
            ? (Double(week) + generator.uniform()) * Self.secondsPerWeek
            : traffic.hours.start(inWeek: week, &generator) * 3600
          starts.append((time, segment, week))
        }
        close(segment: segment, week: week, sessions: Double(count))
      }
    }
    starts.sort { $0.time < $1.time }
    var sessions: [OracleSession] = []
    for start in starts { sessions.append(self.start(start.segment, start.week, at: start.time)) }
    var events: [(time: Double, session: Int)] = []
    for (index, session) in sessions.enumerated() {
      if session.successWithoutModel == true { recordSuccess(of: session) }
      for time in session.turnTimes { events.append((time, index)) }
    }
    events.sort { $0.time < $1.time }
    for event in events { playTurn(of: &sessions[event.session], at: event.time) }
  }

  /// Fills response caches, which a forecast takes to be in service.
  private mutating func warmUp() {
    for workflow in workflows.indices where workflows[workflow].responses != nil {
      for lookup in -2000..<0 {
        _ = workflows[workflow].responses!.lookUp(at: Double(lookup), &generator)
      }
    }
  }

  private mutating func start(_ segment: Int, _ week: Int, at start: Double) -> OracleSession {
    let workflowIndex = scenario.segments[segment].workflow
    let workflow = workflows[workflowIndex]
    var time = start
    var times: [Double] = []
    var successWithoutModel: Bool?
    for _ in 0..<workflow.turns.drawCount(&generator) {
      successWithoutModel = generator.bernoulli(workflow.bypass) ? true : nil
      if successWithoutModel != nil { continue }
      if let responses = workflow.responses {
        ledger.weeks[segment][week].lookups += responses.lookupPrice
        if workflows[workflowIndex].responses!.lookUp(at: start, &generator) {
          successWithoutModel = !generator.bernoulli(responses.falseHits)
          continue
        }
      }
      if !times.isEmpty { time += workflow.secondsBetweenTurns.draw(&generator) }
      times.append(time)
    }
    let route =
      routing(week)?.draw(&generator) ?? OracleRouting.Route(belongs: 0, sent: 0, isRight: nil)
    if route.sent > 0, workflow.firstRoutedCall != nil {
      ledger.weeks[segment][week].escalations += 1
    }
    return OracleSession(
      segment: segment, workflow: workflowIndex, week: week, route: route, turnTimes: times,
      isShadow: scenario.segments[segment].isShadow, server: generator.uniform(),
      successWithoutModel: successWithoutModel, hour: Int(start / 3600) % 168,
      pasts: workflow.calls.map { call in
        Array(repeating: OraclePast(), count: answering(call, route, week: week).count)
      })
  }

  /// The models that may answer a call, in the order in which they do; the fallback comes last.
  private func answering(
    _ call: OracleCall, _ route: OracleRouting.Route, week: Int
  ) -> [Int] {
    if let own = call.model { return [own] }
    let routing = routings[week]
    return routing.tiers[route.sent].models + (routing.fallback.map { [$0] } ?? [])
  }

  /// Whether requests may go to a model, by its name.
  func mayCall(_ name: String) -> Bool {
    guard let model = names.modelNames.firstIndex(of: name) else { return false }
    let used = Set(scenario.segments.map(\.workflow)).map { workflows[$0] }
    let own = used.flatMap { workflow in
      workflow.calls.flatMap { [$0.model, $0.checker?.model] }
        + [workflow.memory.summary?.model, workflow.longTerm?.write?.model]
    }
    let isRouted = used.contains { $0.firstRoutedCall != nil }
    let routed = isRouted ? routings.prefix(1) : []
    return own.contains(model)
      || routed.contains { routing in
        routing.tiers.contains { $0.models.contains(model) } || routing.fallback == model
          || routing.classifier?.model == model || routing.cascade?.judge?.model == model
      }
  }

  private func routing(_ week: Int) -> OracleRouting? {
    routings.isEmpty ? nil : routings[week]
  }

  /// Enters a bill at the prices of its session's week, and puts it on the capacity that serves it;
  /// untracked use has none.
  mutating func enter(
    _ bill: OracleUsage, _ session: OracleSession, label: Int, model: Int, tier: ServiceTier
  ) {
    var usage = bill
    usage.scaleCosts(
      by: prices.factor(of: names.modelNames[model], week: session.week))
    if tier == .standard, !session.isShadow,
      let place = capacities.firstIndex(where: { $0.model == model })
    {
      capacities[place].serve(
        usage, segment: session.segment, week: session.week, hour: session.hour)
      usage.scaleCosts(by: 0)
    }
    ledger.enter(
      usage, segment: session.segment, week: session.week, label: label, model: model)
  }

  /// Enters what does not depend on the requests of the sessions.
  private mutating func close(segment: Int, week: Int, sessions: Double) {
    ledger.weeks[segment][week].sessions = sessions
    ledger.weeks[segment][week].units = sessions * trial[scenario.segments[segment].unitsPerSession]
    ledger.weeks[segment][week].activeUserMonths = traffic.activeUsers[segment][week] * 3 / 13
  }

  private mutating func recordSuccess(of session: OracleSession) {
    ledger.weeks[session.segment][session.week].successes +=
      trial[scenario.segments[session.segment].unitsPerSession]
  }

  /// One model turn: every call on every model that answers it, and what classifies or judges it;
  /// the last turn decides the session's success.
  private mutating func playTurn(of session: inout OracleSession, at time: Double) {
    let workflow = workflows[session.workflow]
    if session.tokens >= workflow.tokenBudget {
      if !session.isAtBudget { ledger.weeks[session.segment][session.week].budgetEnds += 1 }
      session.isAtBudget = true
      session.turnsDone += 1
      return
    }
    ledger.weeks[session.segment][session.week].turns += 1
    ledger.tokens = 0
    var isDelivered = true
    for (index, call) in workflow.calls.enumerated() {
      let models = answering(call, session.route, week: session.week)
      let hasFallback = call.model == nil && routing(session.week)?.fallback != nil
      let last = models.count - (hasFallback ? 2 : 1)
      var turn = drawTurn(call, session)
      var isAnswered = false
      var arrived = true
      var isSent = true
      for (stage, model) in models.enumerated() {
        var recall = remember(call, turn, on: model, &session.pasts[index][stage], session)
        if stage > last {
          // What was never sent cannot fail, so that nothing stands in for it.
          recall.isSent = recall.isSent && isSent
          if !arrived {
            answerAnew(call, &turn, on: model, recall, of: session)
            isAnswered = true
          }
        } else {
          isAnswered = false
          arrived = true
          isSent = recall.isSent
          if recall.isSent {
            let played = playCall(
              call, &turn, on: model, recall, &session.pasts[index][stage], of: session, at: time)
            isAnswered = played.arrived && played.isAccepted
            arrived = played.arrived
          }
          if stage == last || workflow.memory.atLimit == .summarise {
            summarise(call, recall, model: model, session)
          }
          if stage == 0, recall.isSent {
            if call.model == nil { judge(turn, session) }
            if index == workflow.firstRoutedCall { classify(user: turn.user, session) }
          }
          if stage == last, index == 0, recall.isSent { write(turn, model: model, session) }
        }
        if recall.isSent { session.pasts[index][stage].exchanges.append(turn.user + turn.answer) }
      }
      isDelivered = isDelivered && isAnswered && turn.isComplete && turn.isGood
    }
    session.tokens += ledger.tokens
    session.turnsDone += 1
    guard session.turnsDone == session.turnTimes.count, session.successWithoutModel == nil else {
      return
    }
    var success = 1.0
    if workflow.firstRoutedCall != nil {
      success = routings[session.week].success(
        of: session.route, growth: learnedSuccess(session.week))
    }
    if isDelivered, generator.bernoulli(success) { recordSuccess(of: session) }
  }

  private mutating func classify(user: Double, _ session: OracleSession) {
    guard let classifier = routing(session.week)?.classifier else { return }
    ask(
      classifier.model, prompt: classifier.prompt + user, output: classifier.output,
      label: workflows[session.workflow].classifierLabel, session)
  }

  private mutating func judge(_ turn: OracleTurn, _ session: OracleSession) {
    guard let judge = routing(session.week)?.cascade?.judge else { return }
    ask(
      judge.model, prompt: judge.prompt + turn.user + turn.answer, output: judge.output,
      label: workflows[session.workflow].judgeLabel, session)
  }

  private mutating func summarise(
    _ call: OracleCall, _ recall: OracleMemory.Recall, model: Int, _ session: OracleSession
  ) {
    guard let forgotten = recall.forgotten,
      let summary = workflows[session.workflow].memory.summary
    else { return }
    ask(
      summary.model ?? model, prompt: summary.prompt + forgotten, output: summary.tokens,
      label: call.summaryLabel, session)
  }

  private mutating func write(_ turn: OracleTurn, model: Int, _ session: OracleSession) {
    let workflow = workflows[session.workflow]
    guard let write = workflow.longTerm?.write else { return }
    ask(
      write.model ?? model, prompt: write.prompt + turn.user + turn.answer, output: write.output,
      label: workflow.memoryLabel, session)
  }

  /// One request that is neither cached nor repeated.
  mutating func ask(
    _ model: Int, prompt: Double, output: Double, label: Int, _ session: OracleSession
  ) {
    var usage = names.models[model].bill(
      OracleRequest(prompt: prompt, output: output), weight: 1)
    usage.calls = 1
    enter(usage, session, label: label, model: model, tier: .standard)
  }
}
