import Foundation
import Pricing

extension OracleWorld {
  /// Plays one call of one model turn, all its rounds, steps and attempts, at one instant.
  ///
  /// - Returns: The user's tokens, and whether the answer is complete and was accepted.
  mutating func playCall(
    _ call: OracleCall, _ memory: inout OracleSession.CallMemory, of session: OracleSession,
    at time: Double
  ) -> (user: Double, isDelivered: Bool) {
    let modelIndex = call.model ?? routing!.tiers[session.sent].model
    let model = names.models[modelIndex]
    let learned = learnedPromptFactor(session.week)
    let tools = call.tools * learned
    let system = call.system * learned
    let retrieved = call.retrieved.draw(&generator) * learned
    let user = call.user.draw(&generator)
    let wanted = call.output.draw(&generator) * call.outputFactor
    let answer = min(wanted, call.maxTokens)
    let conversation = workflows[session.workflow].memory
    let history = conversation.history(memory.exchanges)
    let prompt = tools + system + history + retrieved + user

    let prefix = call.prefixes(tools: tools, system: system, history: history)
    let keepsSteps = call.loop != nil && prefix.reachesHistory
    let keepable = model.cacheable(keepsSteps ? prompt : prefix.conversation)
    let sharedRead = model.cacheable(prefix.shared)
    let isSharedAlive = touchSharedPrefix(call, model: modelIndex, at: time)
    let isOwnAlive = isWithinTimeToLive(call, session)
    var found = 0.0
    if isOwnAlive, prefix.reachesHistory, !conversation.hasSlid(memory.exchanges) {
      found = model.cacheable(memory.prefix)
    } else if isSharedAlive {
      found = sharedRead
    }

    var steps: [(output: Double, result: Double)] = []
    var usage = OracleUsage()
    var isDelivered = false
    for round in 1...(call.checker?.maxRounds ?? 1) {
      var allArrived = true
      let count = drawSteps(call)
      while steps.count < count { steps.append(drawStep(call)) }
      var input = prompt
      var before = 0.0
      for index in 0...count {
        var request = OracleRequest(
          prompt: input, output: index < count ? steps[index].output : answer)
        if call.cache != nil {
          let whole = index == 0 ? keepable : keepsSteps ? model.cacheable(input) : sharedRead
          let known =
            index > 0
            ? (keepsSteps ? model.cacheable(before) : sharedRead) : round > 1 ? keepable : found
          request.read = min(known, whole)
          request.write = whole - request.read
        }
        let (weight, attempts, arrived) = attempt(call)
        usage += model.bill(
          request, weight: weight, ttl: call.cache?.ttl ?? .fiveMinutes, tier: call.serviceTier)
        usage.calls += attempts
        allArrived = allArrived && arrived
        before = input
        if index < count { input += steps[index].output + steps[index].result }
      }
      let isAccepted = check(call, user: user, answer: answer, model: modelIndex, session)
      isDelivered = allArrived && isAccepted
      if isAccepted { break }
    }
    ledger.enter(
      usage, segment: session.segment, week: session.week, label: call.label, model: modelIndex)
    memory.exchanges.append(user + answer)
    memory.prefix = prefix.conversation
    return (user, isDelivered && wanted <= call.maxTokens)
  }

  /// Attempts of one request until one arrives: the billed copies, how many were made, and whether
  /// the last one arrived.
  private mutating func attempt(
    _ call: OracleCall
  ) -> (weight: Double, attempts: Double, arrived: Bool) {
    var failures = 0
    while failures < call.retry.maxAttempts, generator.bernoulli(call.retry.failureRate) {
      failures += 1
    }
    let arrived = failures < call.retry.maxAttempts
    let billed = call.retry.billedFraction * Double(failures) + (arrived ? 1 : 0)
    return (billed, Double(failures) + (arrived ? 1 : 0), arrived)
  }

  /// The checker's request, if the call has one; true when the answer is accepted.
  private mutating func check(
    _ call: OracleCall, user: Double, answer: Double, model: Int, _ session: OracleSession
  ) -> Bool {
    guard let checker = call.checker else { return true }
    let checkerModel = checker.model ?? model
    let request = OracleRequest(prompt: checker.prompt + user + answer, output: checker.output)
    var usage = names.models[checkerModel].bill(request, weight: 1)
    usage.calls = 1
    ledger.enter(
      usage, segment: session.segment, week: session.week, label: checker.label,
      model: checkerModel)
    return !generator.bernoulli(checker.failureRate)
  }

  private mutating func drawSteps(_ call: OracleCall) -> Int {
    call.loop.map { min($0.steps.drawCount(&generator), $0.maxSteps) } ?? 0
  }

  /// Output of an intermediate request, and the tokens that its tool adds.
  private mutating func drawStep(_ call: OracleCall) -> (output: Double, result: Double) {
    let output = min(call.output.draw(&generator) * call.outputFactor, call.maxTokens)
    return (output, call.loop!.toolResult.draw(&generator))
  }

  private mutating func touchSharedPrefix(_ call: OracleCall, model: Int, at time: Double) -> Bool {
    guard let ttl = call.cache?.ttl.seconds else { return false }
    let key = OracleSharedCache.Key(label: call.label, model: model)
    return cache.touch(key, at: time, ttl: ttl)
  }

  private func isWithinTimeToLive(_ call: OracleCall, _ session: OracleSession) -> Bool {
    guard let ttl = call.cache?.ttl.seconds, session.turnsDone > 0 else { return false }
    let times = session.turnTimes
    return times[session.turnsDone] - times[session.turnsDone - 1] <= ttl
  }

  /// Months that learning has lasted in a week; a month is 13/3 weeks.
  private func learnedMonths(_ week: Int) -> Double {
    Double(min(week * 3 / 13, scenario.learning?.untilMonth ?? .max))
  }

  /// Factor on the tokens of system, tools and retrieved text.
  private func learnedPromptFactor(_ week: Int) -> Double {
    guard let learning = scenario.learning else { return 1 }
    return pow(1 + trial[learning.promptTokensPerMonth], learnedMonths(week))
  }

  /// Points of success gained since launch.
  func learnedSuccess(_ week: Int) -> Double {
    guard let learning = scenario.learning else { return 0 }
    return trial[learning.successPerMonth] * learnedMonths(week)
  }
}
