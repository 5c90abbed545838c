import Kernels
import Scenarios

/// One of the models that answer a call of a session one after another, with the numbers of a trial.
struct SampledStage {
  /// What is asked about its answers.
  private struct Request {
    let inputs: SideRequestInputs
    var item: SampledItem
  }

  /// The second call of a validation round.
  private struct Checker {
    let inputs: CallInputs.Checker
    var item: SampledItem
    let rejection: Double
    let maxRounds: Int
  }

  /// What a play of a turn reads.
  struct Turn {
    /// Counted from 0.
    let turn: Int
    /// 1 in the sessions that send it.
    let sent: Lanes
    let lengths: DrawnLengths.Turn
  }

  /// What the stages of a call have made of a turn so far.
  struct Answer {
    /// 1 where every request of the last round of the last stage got through.
    var arrived = Lanes(repeating: 1)
    /// 1 where the last stage's prompt fitted; likewise of the answer that is kept.
    var fits = Lanes(repeating: 1)
    var keptFits = Lanes(repeating: 1)
  }

  /// Its place among the calls of the tier.
  private let place: Int
  private let isFallback: Bool
  /// Whether its answer is kept, a fallback's apart.
  private let isKept: Bool
  /// Whether a prompt that is too long is not sent.
  let mayNotFit: Bool
  private let texts: StageTexts
  private let ownHit: Double?
  /// `nil` without a loop.
  private let steps: CountTable?
  /// Known apart, so that a turn does not copy the checker to look.
  private let isChecked: Bool
  private let descendants: CountTable?
  private var walker: CallWalker
  private var item: RetriedItem
  private var checker: Checker?
  private var requests: [Request]

  /// - Parameters:
  ///   - items: Of the tier, at the prices of the epoch.
  ///   - requests: All of the tier.
  init(
    _ plan: CallPlan, _ inputs: CallInputs, place: Int, isKept: Bool, items: [BilledItem],
    requests: [SideRequestInputs], layout: FlowLayout, _ trial: Inputs
  ) {
    self.place = place
    self.isKept = isKept
    isFallback = plan.isFallback
    if case .fail = inputs.limit?.rule { mayNotFit = true } else { mayNotFit = false }
    texts = StageTexts(
      tokenScale: inputs.tokenScale, imageTokens: inputs.imageTokens,
      rule: OutputRule(plan.call, tokenScale: inputs.tokenScale, trial))
    ownHit = inputs.cache?.ownHit
    steps = inputs.hasLoop ? CountTable(inputs.steps) : nil
    let agents = inputs.descendants.probabilities
    descendants = agents.count > 1 ? CountTable(agents) : nil
    walker = CallWalker(inputs)
    item = RetriedItem(
      SampledItem(
        items[inputs.item], ttl: inputs.cache?.ttl, webSearches: inputs.webSearches,
        layout: layout),
      SampledRetry(plan.isFallback ? nil : plan.call.retry, trial))
    isChecked = inputs.checker != nil
    checker = inputs.checker.map { checker in
      Checker(
        inputs: checker, item: SampledItem(items[checker.item], ttl: nil, layout: layout),
        rejection: plan.call.validation.map { trial($0.failureRate) } ?? 0,
        maxRounds: plan.call.validation?.maxRounds ?? 1)
    }
    self.requests = requests.filter { $0.readsCall == place }.map {
      Request(inputs: $0, item: SampledItem(items[$0.item], ttl: nil, layout: layout))
    }
  }

  mutating func beginSessions() { walker.restart() }

  /// Moves to a turn and plays it.
  ///
  /// - Parameter hits: By call of the tier, P(the shared prefix is found cached).
  mutating func play(
    _ turn: Turn, hits: [Double], _ answer: inout Answer, lengths: inout DrawnLengths,
    used: inout Lanes, _ draws: inout ColumnDraws
  ) {
    walker.advance(
      to: turn.turn, retrieved: turn.lengths.retrieved * texts.tokenScale,
      user: turn.lengths.user * texts.tokenScale + texts.imageTokens,
      output: texts.output(turn.lengths.output))
    var asked = turn.sent
    if isFallback {
      walker.send(where: answer.fits)
      asked *= 1 - answer.arrived
      guard asked.isAnyPositive else { return }
    }
    answer.fits = walker.sent
    if isKept { answer.keptFits = walker.sent }
    let arrived = send(
      turn.turn, asked * walker.sent, hit: hits[place], lengths: &lengths, used: &used, &draws)
    answer.arrived.replace(with: arrived, where: walker.sent .> Lanes.zero)
    for index in requests.indices {
      let request = walker.asked(requests[index].inputs)
      requests[index].item.billPlain(
        request.input, requests[index].inputs.output, request.count * asked, used: &used)
    }
  }

  /// Plays the rounds of a turn; 1 where every request of the last one got through, and where none
  /// is sent.
  @inline(__always)
  private mutating func send(
    _ turn: Int, _ asked: Lanes, hit: Double, lengths: inout DrawnLengths, used: inout Lanes,
    _ draws: inout ColumnDraws
  ) -> Lanes {
    var live = asked
    let failing = item.retry.failing(&draws)
    var tokens = first(turn, hit: hit, &draws)
    var arrived = Lanes(repeating: 1)
    var round = 1
    while true {
      let run = run(live, failing: failing, &draws)
      let got = run.play(
        &walker, &item, tokens, texts: texts, lengths: &lengths, used: &used, &draws)
      arrived.replace(with: got, where: live .> Lanes.zero)
      delegate(live, failing: failing, lengths: &lengths, used: &used, &draws)
      guard isChecked else { break }
      live = check(live, round: round, used: &used, &draws)
      guard live.isAnyPositive else { break }
      tokens = walker.firstInPlace(.full)
      round += 1
    }
    return arrived
  }

  /// The first request of a turn, in the state in which each session finds the cache.
  private mutating func first(
    _ turn: Int, hit: Double, _ draws: inout ColumnDraws
  ) -> RequestTokens {
    var tokens = walker.firstInPlace(.miss)
    guard let ownHit else { return tokens }
    let chances = draws.uniforms()
    let own = turn > 0 ? ownHit : 0
    let cached = Lanes(repeating: own + (1 - own) * hit)
    tokens.read.replace(with: walker.readInPlace(.shared), where: chances .< cached)
    if own > 0 {
      tokens.read.replace(
        with: walker.readInPlace(.own), where: chances .< Lanes(repeating: own))
    }
    tokens.write -= tokens.read
    return tokens
  }

  private func run(
    _ asked: Lanes, failing: Lanes, _ draws: inout ColumnDraws
  ) -> SampledRun {
    SampledRun(
      asked: asked, failing: failing,
      steps: steps?.counts(at: draws.uniforms()) ?? .zero)
  }

  /// Plays the agent runs that a turn's own one starts.
  private mutating func delegate(
    _ asked: Lanes, failing: Lanes, lengths: inout DrawnLengths, used: inout Lanes,
    _ draws: inout ColumnDraws
  ) {
    guard let descendants else { return }
    let counts = descendants.counts(at: draws.uniforms()) * asked
    guard counts.isAnyPositive else { return }
    var agent = walker.delegated()
    let tokens = agent.first(agent.delegatedState)
    for started in 0..<Int(counts.largest) {
      let live = asked.replacing(with: 0, where: counts .<= Lanes(repeating: Double(started)))
      _ = run(live, failing: failing, &draws).play(
        &agent, &item, tokens, texts: texts, lengths: &lengths, used: &used, &draws)
    }
  }

  /// Checks a round; 1 where another follows.
  private mutating func check(
    _ asked: Lanes, round: Int, used: inout Lanes, _ draws: inout ColumnDraws
  ) -> Lanes {
    guard let inputs = checker?.inputs, let rejection = checker?.rejection,
      let maxRounds = checker?.maxRounds
    else { return .zero }
    checker?.item.billPlain(
      inputs.input(user: walker.user, output: walker.output), inputs.output, asked, used: &used)
    guard round < maxRounds else { return .zero }
    return asked.replacing(
      with: 0, where: draws.uniforms() .>= Lanes(repeating: rejection))
  }

  /// Adds what has been billed to the flows, and forgets it.
  mutating func book(_ harness: HarnessRates, to flows: inout MutableSpan<Double>) {
    item.book(harness, to: &flows)
    checker?.item.book(harness, to: &flows)
    for index in requests.indices { requests[index].item.book(harness, to: &flows) }
  }
}

/// What a model makes of lengths in tokens of the scenario.
struct StageTexts {
  let tokenScale: Double
  let imageTokens: Double
  let rule: OutputRule

  @inline(__always)
  func output(_ lengths: Lanes) -> Lanes {
    let tokens = lengths.replacing(with: 0, where: lengths .< Lanes.zero) * rule.factor
    return tokens.replacing(with: rule.cap, where: tokens .> Lanes(repeating: rule.cap))
  }
}

/// One request of each of a group of sessions, and the loop behind it.
struct SampledRun {
  /// 1 in the sessions that play it.
  let asked: Lanes
  let failing: Lanes
  /// Requests that follow the first.
  let steps: Lanes

  /// Sends all of it; 1 where every request got through.
  @inline(__always)
  func play(
    _ walker: inout CallWalker, _ item: inout RetriedItem, _ first: RequestTokens,
    texts: StageTexts, lengths: inout DrawnLengths, used: inout Lanes, _ draws: inout ColumnDraws
  ) -> Lanes {
    var tokens = first
    var input = walker.base
    let most = steps.isAnyPositive ? Int((steps * asked).largest) : 0
    guard most > 0 else {
      tokens.output = walker.output
      return item.send(
        tokens, input: input, asked: asked, failing: failing, used: &used, &draws)
    }
    var arrived = Lanes(repeating: 1)
    let last = walker.output
    for k in 0..<most {
      let drawn = lengths.step(k, &draws)
      let output = texts.output(drawn.output)
      tokens.output = last.replacing(with: output, where: steps .> Lanes(repeating: Double(k)))
      arrived *= send(k, tokens, input: input, &item, &used, &draws)
      (tokens, input) = walker.laterInPlace(
        before: input, adding: output + drawn.result * texts.tokenScale)
    }
    tokens.output = last
    return arrived * send(most, tokens, input: input, &item, &used, &draws)
  }

  @inline(__always)
  private func send(
    _ k: Int, _ tokens: RequestTokens, input: Lanes, _ item: inout RetriedItem,
    _ used: inout Lanes, _ draws: inout ColumnDraws
  ) -> Lanes {
    item.send(
      tokens, input: input,
      asked: asked.replacing(with: 0, where: steps .< Lanes(repeating: Double(k))),
      failing: failing, used: &used, &draws)
  }
}

/// Calls that copy no walker: one that may change it takes its address.
extension CallWalker {
  fileprivate mutating func firstInPlace(_ state: CacheState) -> RequestTokens { first(state) }

  fileprivate mutating func readInPlace(_ state: CacheState) -> Lanes { firstRead(state) }

  /// A loop's next request, output left out, and its input.
  fileprivate mutating func laterInPlace(
    before: Lanes, adding tokens: Lanes
  ) -> (RequestTokens, input: Lanes) {
    let input = grown(before, by: tokens)
    return (later(input: input, before: before), input)
  }

  fileprivate mutating func asked(
    _ request: SideRequestInputs
  ) -> (input: Lanes, count: Lanes) {
    (request.input(self), request.count(self))
  }
}
