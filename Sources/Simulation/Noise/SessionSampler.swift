import Kernels

/// Simulates the sessions of one segment one by one, where no matched law would do.
final class SessionSampler {
  /// What a session can be sent to.
  private struct Tier {
    let probability: Double
    let success: Double
    let calls: [SampledCall]
    let classifier: ClassifierInputs?
    let classifierItem: SampledItem?
  }

  private let tiers: [Tier]
  private let turns: [Double]
  private let unitsPerSession: Double
  private let harnessPerSession: Double
  private let pricePerRequest: Double

  init(
    model: WorkflowModel, trial: WorkflowTrial, routes: [(share: Double, success: Double)],
    learningMonths: Int, layout: FlowLayout, unitsPerSession: Double, harnessPerSession: Double,
    pricePerRequest: Double, inputs: Inputs
  ) {
    tiers = zip(model.plan.tiers, routes).map { plan, route in
      let calls = model.callInputs(
        plan, trial, turns: 0, learningMonths: learningMonths, inputs: inputs)
      let classifier = model.classifier(plan, inputs)
      return Tier(
        probability: route.share, success: route.success,
        calls: zip(model.workflow.calls, calls).map {
          SampledCall($0, $1, tier: plan, layout: layout, inputs)
        },
        classifier: classifier,
        classifierItem: classifier.map {
          SampledItem(plan.items[$0.item], ttl: nil, layout: layout)
        })
    }
    turns = trial.turns.probabilities
    self.unitsPerSession = unitsPerSession
    self.harnessPerSession = harnessPerSession
    self.pricePerRequest = pricePerRequest
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
    flows[FlowLayout.units] += unitsPerSession
    flows[FlowLayout.harness] += harnessPerSession
    if stream.uniform() < tier.success { flows[FlowLayout.successes] += unitsPerSession }
    let turnCount = pick(turns, stream.uniform())
    for (index, call) in tier.calls.enumerated() {
      var walker = CallWalker(call.inputs)
      for turn in 0..<turnCount {
        walker.advance(
          to: turn, retrieved: Lanes(repeating: call.drawRetrieved(&stream)),
          user: Lanes(repeating: call.drawUser(&stream)),
          output: Lanes(repeating: call.drawOutput(&stream)))
        addTurn(walker, call, hit: hits[place][index], turn: turn, to: &flows, stream: &stream)
        if let classifier = tier.classifier, let item = tier.classifierItem,
          classifier.readsCall == index
        {
          addPlain(
            classifier.input(user: walker.user), classifier.output, item, to: &flows)
        }
      }
    }
  }

  private func addTurn(
    _ walker: CallWalker, _ call: SampledCall, hit: Double, turn: Int,
    to flows: inout MutableSpan<Double>, stream: inout RandomStream
  ) {
    var state = CacheState.miss
    if let cache = call.inputs.cache {
      if turn > 0, stream.uniform() < cache.ownHit {
        state = .own
      } else if stream.uniform() < hit {
        state = .shared
      }
    }
    // Lengths of steps are drawn once a turn: a rejected round repeats the same work.
    var steps: [(output: Double, result: Double)] = []
    for round in 1...(call.checker?.maxRounds ?? 1) {
      var tokens = walker.first(round == 1 ? state : .full)
      var input = walker.base
      let stepCount = call.inputs.hasLoop ? pick(call.inputs.steps, stream.uniform()) : 0
      while steps.count < stepCount { steps.append(call.drawStep(&stream)) }
      for k in 0...stepCount {
        tokens.output = k < stepCount ? Lanes(repeating: steps[k].output) : walker.output
        let (billed, attempts) = call.attempt(&stream)
        bill(tokens, input: input, call.item, billed: billed, attempts: attempts, to: &flows)
        if k < stepCount {
          let before = input
          input += steps[k].output + steps[k].result
          tokens = walker.later(input: input, before: before)
        }
      }
      guard let checker = call.checker else { return }
      addPlain(
        checker.inputs.input(user: walker.user, output: walker.output), checker.inputs.output,
        checker.item, to: &flows)
      if stream.uniform() >= checker.rejection { return }
    }
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
    flows[FlowLayout.harness] += attempts * pricePerRequest
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
