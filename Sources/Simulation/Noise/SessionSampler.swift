import Kernels

/// Simulates the sessions of one segment one by one, where no matched law would do.
final class SessionSampler {
  /// What a session can be sent to.
  private struct Tier {
    let probability: Double
    /// Where the last turn fits into its models, and where it does not.
    let success: (ifFitting: Double, ifNot: Double)
    let isEscalated: Bool
    /// By call of the workflow, the models that answer it one after another.
    let stages: [[Stage]]
  }

  private struct Stage {
    /// Its place among the calls of the tier.
    let place: Int
    let call: SampledCall
    let isFallback: Bool
    /// Whether its answer is kept, a fallback's apart.
    let isKept: Bool
    /// What is asked about it.
    let requests: [(inputs: SideRequestInputs, item: SampledItem)]
  }

  private let tiers: [Tier]
  private let turns: [Double]
  /// By model turns: the probabilities that the last turn needs a model, and that it succeeds where it
  /// does not; empty where every turn is sent.
  private let lastTurns: [(needsModel: Double, successWithout: Double)]
  /// P(the last turn needs a model).
  private let reachingModel: Double
  private let budget: TokenBudget?
  /// Of the session that is being played.
  private var tokensUsed = 0.0
  private let unitsPerSession: Double
  private let harness: HarnessRates
  /// US dollars of harness that do not depend on its turns.
  private let harnessPerSession: Double

  /// - Parameter isByToken: No capacity serves them.
  init(
    model: WorkflowModel, trial: WorkflowTrial, routes: [DeliveredRoute],
    learningMonths: Int, prices: [Double], isByToken: Bool, layout: FlowLayout,
    unitsPerSession: Double, harness: HarnessRates, harnessPerSession: Double, inputs: Inputs
  ) {
    func priced(_ item: BilledItem) -> BilledItem {
      let billed = isByToken ? item.byToken : item
      return prices.isEmpty ? billed : billed.scaled(by: prices[billed.model])
    }
    tiers = zip(model.plan.tiers, routes).map { plan, route in
      let calls = model.callInputs(
        plan, trial, turns: 0, learningMonths: learningMonths, inputs: inputs)
      let requests = model.requests(plan, inputs)
      var stages = model.workflow.calls.map { _ in [Stage]() }
      for (place, callPlan) in plan.calls.enumerated() {
        stages[callPlan.source].append(
          Stage(
            place: place,
            call: SampledCall(
              callPlan, calls[place], items: plan.items.map(priced), layout: layout, inputs),
            isFallback: callPlan.isFallback, isKept: plan.answers.contains(place),
            requests: requests.filter { $0.readsCall == place }.map {
              ($0, SampledItem(priced(plan.items[$0.item]), ttl: nil, layout: layout))
            }))
      }
      return Tier(
        probability: route.share,
        success: (route.successIfFitting, route.successIfNot), isEscalated: plan.isEscalated,
        stages: stages)
    }
    let counts = trial.turns.probabilities
    turns = counts
    reachingModel = trial.reachingModel
    let elsewhere = 1 - trial.reachingModel
    let successWithout = elsewhere > 0 ? trial.successWithoutModel / elsewhere : 0
    lastTurns =
      trial.lastTurn.isEmpty
      ? []
      : counts.indices.map { n in
        let joint = n > 0 && n <= trial.lastTurn.count ? trial.lastTurn[n - 1] : 0
        let needsModel = counts[n] > 0 ? min(joint * trial.reachingModel / counts[n], 1) : 0
        return (needsModel, (1 - needsModel) * successWithout)
      }
    budget = model.budget(inputs)
    self.unitsPerSession = unitsPerSession
    self.harness = harness
    self.harnessPerSession = harnessPerSession
  }

  /// Adds the flows of `count` sessions.
  ///
  /// - Parameter hits: `hits[tier][call]`: probability that the shared prefix is found cached.
  func add(
    sessions count: Int, hits: [[Double]], to flows: inout [Double], stream: inout RandomStream
  ) {
    var span = flows.mutableSpan
    for _ in 0..<count { addSession(hits, to: &span, stream: &stream) }
  }

  private func addSession(
    _ hits: [[Double]], to flows: inout MutableSpan<Double>, stream: inout RandomStream
  ) {
    let place = pick(tiers.lazy.map(\.probability), stream.uniform())
    let tier = tiers[place]
    flows[FlowLayout.sessions] += 1
    if tier.isEscalated { flows[FlowLayout.escalations] += 1 }
    flows[FlowLayout.units] += unitsPerSession
    flows[FlowLayout.harness] += harnessPerSession
    let chance = stream.uniform()
    var lastFits = true
    let turnCount = pick(turns, stream.uniform())
    tokensUsed = 0
    var walkers = tier.stages.map { $0.map { CallWalker($0.call.inputs) } }
    for turn in 0..<turnCount {
      if let budget, budget.isReached(by: tokensUsed) {
        flows[FlowLayout.budgetEnds] += 1
        lastFits = false
        break
      }
      flows[FlowLayout.harness] += harness.perTurn
      for (source, stages) in tier.stages.enumerated() {
        var lengths = stages[0].call.drawTurn(isFirst: turn == 0, &stream)
        var arrived = true
        for (index, stage) in stages.enumerated() {
          stage.call.advance(&walkers[source][index], to: turn, lengths)
          if stage.isFallback {
            walkers[source][index].send(where: walkers[source][index - 1].sent)
            if arrived { continue }
          }
          let walker = walkers[source][index]
          if turn == turnCount - 1, stage.isKept, walker.sent[0] == 0 { lastFits = false }
          if walker.sent[0] == 1 {
            arrived = addTurn(
              walker, stage.call, &lengths, hit: hits[place][stage.place], turn: turn, to: &flows,
              stream: &stream)
          }
          for (request, item) in stage.requests where request.count(walker)[0] == 1 {
            addPlain(request.input(walker), request.output, item, to: &flows)
          }
        }
      }
    }
    if chance < success(tier, turns: turnCount, lastFits: lastFits) {
      flows[FlowLayout.successes] += unitsPerSession
    }
  }

  /// P(a session of so many model turns succeeds).
  private func success(_ tier: Tier, turns: Int, lastFits: Bool) -> Double {
    guard !lastTurns.isEmpty else { return tier.success.ifFitting }
    let last = lastTurns[turns]
    guard lastFits, last.needsModel > 0 else { return last.successWithout }
    let delivered = (tier.success.ifFitting - tier.success.ifNot) / reachingModel
    return last.needsModel * delivered + last.successWithout
  }

  /// Adds one call's turn on one model; true where every request of its last round got through.
  private func addTurn(
    _ walker: CallWalker, _ call: SampledCall, _ lengths: inout SampledTurn, hit: Double,
    turn: Int, to flows: inout MutableSpan<Double>, stream: inout RandomStream
  ) -> Bool {
    var state = CacheState.miss
    if let cache = call.inputs.cache {
      if turn > 0, stream.uniform() < cache.ownHit {
        state = .own
      } else if stream.uniform() < hit {
        state = .shared
      }
    }
    let failure = call.retry.failure(&stream)
    var arrived = true
    for round in 1...(call.checker?.maxRounds ?? 1) {
      arrived = addRun(
        walker, call, &lengths, state: round == 1 ? state : .full, failure: failure, to: &flows,
        stream: &stream)
      let descendants = call.inputs.descendants.probabilities
      if descendants.count > 1 {
        let run = walker.delegated()
        for _ in 0..<pick(descendants, stream.uniform()) {
          _ = addRun(
            run, call, &lengths, state: run.delegatedState, failure: failure, to: &flows,
            stream: &stream)
        }
      }
      guard let checker = call.checker else { return arrived }
      addPlain(
        checker.inputs.input(user: walker.user, output: walker.output), checker.inputs.output,
        checker.item, to: &flows)
      if stream.uniform() >= checker.rejection { return arrived }
    }
    return arrived
  }

  /// Adds one request and the loop behind it; true where every request got through.
  private func addRun(
    _ walker: CallWalker, _ call: SampledCall, _ lengths: inout SampledTurn, state: CacheState,
    failure: FailureChance, to flows: inout MutableSpan<Double>, stream: inout RandomStream
  ) -> Bool {
    var arrived = true
    var tokens = walker.first(state)
    var input = walker.base
    let stepCount = call.inputs.hasLoop ? pick(call.inputs.steps, stream.uniform()) : 0
    while lengths.steps.count < stepCount { lengths.steps.append(call.drawStep(&stream)) }
    for k in 0...stepCount {
      let step = k < stepCount ? call.tokens(lengths.steps[k]) : nil
      tokens.output = step.map { Lanes(repeating: $0.output) } ?? walker.output
      let attempt = call.retry.attempt(failure: failure, &stream)
      arrived = arrived && attempt.arrived
      bill(
        tokens, input: input, call.item, billed: attempt.billed, attempts: attempt.attempts,
        to: &flows)
      if let step {
        let before = input
        input = walker.grown(input, by: Lanes(repeating: step.output + step.result))
        tokens = walker.later(input: input, before: before)
      }
    }
    return arrived
  }

  /// A request without cache or retry.
  private func addPlain(
    _ input: Lanes, _ output: Double, _ item: SampledItem, to flows: inout MutableSpan<Double>
  ) {
    bill(
      RequestTokens(input: input, read: .zero, write: .zero, output: Lanes(repeating: output)),
      input: input, item, billed: 1, attempts: 1, to: &flows)
  }

  private func bill(
    _ tokens: RequestTokens, input: Lanes, _ item: SampledItem, billed: Double, attempts: Double,
    to flows: inout MutableSpan<Double>
  ) {
    let amounts =
      SIMD4(tokens.input[0], tokens.read[0], tokens.write[0], tokens.output[0]) * billed
    tokensUsed += amounts.total
    let isLong = item.rates.isLong(input)[0]
    let rates = isLong ? item.rates.rates.highHalf : item.rates.rates.lowHalf
    let cost = (amounts * rates).total + item.rates.fee * billed
    var metered = amounts
    if !item.metersWrites {
      metered[0] += metered[2]
      metered[2] = 0
    }
    for meter in 0..<4 {
      flows[FlowLayout.firstToken + meter] += metered[meter]
      flows[item.modelPlace + meter] += metered[meter]
    }
    flows[FlowLayout.calls] += attempts
    flows[item.modelPlace + 4] += attempts
    flows[FlowLayout.inference] += cost
    flows[item.modelPlace + 5] += cost
    flows[FlowLayout.harness] += attempts * harness.perRequest + amounts.total * harness.perToken
  }

  /// The first index whose cumulative probability exceeds u.
  private func pick(_ probabilities: some Sequence<Double>, _ u: Double) -> Int {
    var cumulative = 0.0
    var last = 0
    for (index, probability) in probabilities.enumerated() {
      cumulative += probability
      if probability > 0 { last = index }
      if u < cumulative { return index }
    }
    return last
  }
}
