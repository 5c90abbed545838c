import Foundation
import Pricing
import Scenarios

/// The lengths of one turn of a call: the same for every model that answers it.
struct OracleTurn {
  let retrieved: Double
  let user: Double
  let answer: Double
  /// Whether `maxTokens` lets the whole answer through.
  let isComplete: Bool
  /// As good as the choice of tokens leaves an answer.
  let isGood: Bool
  /// Drawn as far as a round or a model has needed them.
  var steps: [(output: Double, result: Double)] = []
}

extension OracleWorld {
  mutating func drawTurn(_ call: OracleCall, _ session: OracleSession) -> OracleTurn {
    let retrieved = call.retrieved.draw(&generator) * learnedPromptFactor(session.week)
    var user = call.user.draw(&generator)
    if session.turnsDone == 0 { user += call.opening.draw(&generator) }
    let wanted = call.output.draw(&generator) * call.outputFactor
    return OracleTurn(
      retrieved: retrieved, user: user, answer: min(wanted, call.maxTokens),
      isComplete: wanted <= call.maxTokens, isGood: generator.bernoulli(call.quality))
  }

  /// The prompt beside the history.
  private func rest(_ call: OracleCall, _ turn: OracleTurn, _ session: OracleSession) -> Double {
    (call.tools + call.system) * learnedPromptFactor(session.week)
      + (workflows[session.workflow].longTerm?.tokens ?? 0) + turn.retrieved + turn.user
  }

  /// What a model knows of the conversation at the turn.
  func remember(
    _ call: OracleCall, _ turn: OracleTurn, on model: Int, _ past: inout OraclePast,
    _ session: OracleSession
  ) -> OracleMemory.Recall {
    workflows[session.workflow].memory.recall(
      &past, rest: rest(call, turn, session), limit: names.models[model].longestPrompt)
  }

  /// Plays one call of one model turn on one model, all its rounds, steps and attempts, at one
  /// instant.
  ///
  /// - Returns: Of the last round, whether every request arrived and whether it was accepted.
  mutating func playCall(
    _ call: OracleCall, _ turn: inout OracleTurn, on modelIndex: Int,
    _ recall: OracleMemory.Recall, _ past: inout OraclePast, of session: OracleSession,
    at time: Double
  ) -> (arrived: Bool, isAccepted: Bool) {
    let model = names.models[modelIndex]
    let learned = learnedPromptFactor(session.week)
    let tools = call.tools * learned
    let system = call.system * learned
    let history = recall.history
    let limit = model.longestPrompt
    let prompt = min(rest(call, turn, session) + history, limit)

    let prefix = call.prefixes(tools: tools, system: system, history: history)
    let place = OraclePrompt(call, prefix, prompt: prompt, on: model)
    let isOwnAlive = isWithinTimeToLive(call, session)
    // What an untracked session has touched itself is warm for it, as for any other.
    let isSharedAlive =
      touchSharedPrefix(call, model: modelIndex, session, at: time)
      || (session.isShadow && isOwnAlive)
    var found = 0.0
    if isOwnAlive, prefix.reachesHistory, !recall.hasSlid {
      found = model.cacheable(past.prefix)
    } else if isSharedAlive {
      found = place.sharedRead
    }

    let failureRate = call.retry.drawRate(&generator)
    var usage = OracleUsage()
    var last = (arrived: false, isAccepted: false)
    for round in 1...(call.checker?.maxRounds ?? 1) {
      let allArrived = playRun(
        call, &turn, place, found: round > 1 ? place.keepable : found, failureRate, session, &usage)
      if let delegation = call.delegation {
        let fresh = OraclePrompt(
          call, call.prefixes(tools: tools, system: system, history: 0),
          prompt: min(rest(call, turn, session), limit), on: model)
        for _ in 0..<delegation.drawDescendants(&generator) {
          _ = playRun(call, &turn, fresh, found: fresh.sharedRead, failureRate, session, &usage)
        }
      }
      let isAccepted = check(call, turn, model: modelIndex, session)
      last = (allArrived, isAccepted)
      if isAccepted { break }
    }
    enter(
      usage, session, label: call.label, model: modelIndex, tier: service(of: call, session))
    // What was retrieved for this turn stands between the history and the message, and goes.
    let isWhole =
      prefix.reachesMessage && call.retrievesNothing && workflows[session.workflow].longTerm == nil
    past.prefix = isWhole ? prompt : prefix.conversation
    return last
  }

  /// One agent run: a request, and the loop behind it.
  ///
  /// - Returns: Whether every request arrived.
  private mutating func playRun(
    _ call: OracleCall, _ turn: inout OracleTurn, _ place: OraclePrompt, found: Double,
    _ failureRate: Double, _ session: OracleSession, _ usage: inout OracleUsage
  ) -> Bool {
    let (model, limit) = (place.model, place.model.longestPrompt)
    var allArrived = true
    let count = drawSteps(call)
    while turn.steps.count < count { turn.steps.append(drawStep(call)) }
    var input = place.prompt
    var before = 0.0
    for index in 0...count {
      var request = OracleRequest(
        prompt: input, output: index < count ? turn.steps[index].output : turn.answer)
      if call.cache != nil {
        let keepsSteps = place.keepsSteps
        let whole =
          index == 0 ? place.keepable : keepsSteps ? model.cacheable(input) : place.sharedRead
        let continued = keepsSteps && input < limit ? model.cacheable(before) : place.sharedRead
        request.read = min(index > 0 ? continued : found, whole)
        request.write = whole - request.read
      }
      let (weight, attempts, arrived) = attempt(call, failureRate: failureRate)
      usage += model.bill(
        request, weight: weight, ttl: call.cache?.ttl ?? .fiveMinutes,
        tier: service(of: call, session))
      usage.calls += attempts
      allArrived = allArrived && arrived
      before = input
      if index < count {
        input = min(input + turn.steps[index].output + turn.steps[index].result, limit)
      }
    }
    return allArrived
  }

  /// Plays a turn once more on a model that has cached nothing, does not fail and is not checked.
  mutating func answerAnew(
    _ call: OracleCall, _ turn: inout OracleTurn, on model: Int, _ recall: OracleMemory.Recall,
    of session: OracleSession
  ) {
    guard recall.isSent else { return }
    let limit = names.models[model].longestPrompt
    let own = rest(call, turn, session)
    var prompts = [min(own + recall.history, limit)]
    if let delegation = call.delegation {
      for _ in 0..<delegation.drawDescendants(&generator) { prompts.append(min(own, limit)) }
    }
    var usage = OracleUsage()
    for prompt in prompts {
      var input = prompt
      let count = drawSteps(call)
      while turn.steps.count < count { turn.steps.append(drawStep(call)) }
      for index in 0...count {
        let output = index < count ? turn.steps[index].output : turn.answer
        usage += names.models[model].bill(
          OracleRequest(prompt: input, output: output), weight: 1,
          tier: service(of: call, session))
        usage.calls += 1
        if index < count {
          input = min(input + turn.steps[index].output + turn.steps[index].result, limit)
        }
      }
    }
    enter(usage, session, label: call.label, model: model, tier: service(of: call, session))
  }

  /// What a call's requests are sent to.
  private func service(of call: OracleCall, _ session: OracleSession) -> ServiceTier {
    call.model == nil && session.route.isWaiting ? .batch : call.serviceTier
  }

  /// Attempts of one request until one arrives: the billed copies, how many were made, and whether
  /// the last one arrived.
  private mutating func attempt(
    _ call: OracleCall, failureRate: Double
  ) -> (weight: Double, attempts: Double, arrived: Bool) {
    var failures = 0
    var billed = 0.0
    while failures < call.retry.maxAttempts, generator.bernoulli(failureRate) {
      failures += 1
      billed += call.retry.drawBilled(&generator)
    }
    let arrived = failures < call.retry.maxAttempts
    return (billed + (arrived ? 1 : 0), Double(failures) + (arrived ? 1 : 0), arrived)
  }

  /// The checker's request, if the call has one; true when the answer is accepted.
  private mutating func check(
    _ call: OracleCall, _ turn: OracleTurn, model: Int, _ session: OracleSession
  ) -> Bool {
    guard let checker = call.checker else { return true }
    ask(
      checker.model ?? model, prompt: checker.prompt + turn.user + turn.answer,
      output: checker.output, label: checker.label, session)
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

  private mutating func touchSharedPrefix(
    _ call: OracleCall, model: Int, _ session: OracleSession, at time: Double
  ) -> Bool {
    guard let policy = call.cache else { return false }
    let key = OracleSharedCache.Key(
      label: call.label, model: model, server: Int(session.server * Double(policy.servers)))
    return cache.touch(
      key, at: time, ttl: policy.ttl.seconds, onlyLooking: session.isShadow)
  }

  private func isWithinTimeToLive(_ call: OracleCall, _ session: OracleSession) -> Bool {
    guard let ttl = call.cache?.ttl.seconds, session.turnsDone > 0 else { return false }
    let times = session.turnTimes
    return times[session.turnsDone] - times[session.turnsDone - 1] <= ttl
  }

  /// Months that learning has lasted in a week; a month is 13/3 weeks.
  static func learnedMonths(_ week: Int, _ scenario: Scenario) -> Double {
    Double(min(week * 3 / 13, scenario.learning?.untilMonth ?? .max))
  }

  /// Factor on the tokens of system, tools and retrieved text.
  private func learnedPromptFactor(_ week: Int) -> Double {
    guard let learning = scenario.learning else { return 1 }
    return pow(1 + trial[learning.promptTokensPerMonth], Self.learnedMonths(week, scenario))
  }

  /// Points of success gained since launch.
  func learnedSuccess(_ week: Int) -> Double {
    guard let learning = scenario.learning else { return 0 }
    return trial[learning.successPerMonth] * Self.learnedMonths(week, scenario)
  }
}
