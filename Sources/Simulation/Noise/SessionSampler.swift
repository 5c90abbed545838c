import Distributions
import Kernels
import Scenarios

/// Simulates the sessions of one segment-week one by one, where no matched law would do.
struct SessionSampler {
  let workflow: Workflow
  let tierPlans: [TierPlan]
  let trial: WorkflowTrial
  /// By tier: what each call sends, and the classifier.
  let calls: [[CallInputs]]
  let classifier: [ClassifierInputs?]
  /// Probability and success of each tier.
  let routes: [(share: Double, success: Double)]
  /// `hits[tier][call]`: probability that the shared prefix is found cached.
  let hits: [[Double]]
  let layout: FlowLayout
  let unitsPerSession: Double
  let harnessPerSession: Double
  let pricePerRequest: Double

  /// By call: the laws of its lengths, in the order of ``LengthBuilder/Slot``.
  private let laws: [CallLaws]

  private struct CallLaws {
    let retrieved: Draw
    let user: Draw
    let output: Draw
    let toolResult: Draw
    let rule: OutputRule
    let retryFailure: Double
    let retryAttempts: Int
    let billedFraction: Double
    let rejection: Double
    let maxRounds: Int
  }

  /// A constant or a law.
  private enum Draw {
    case constant(Double)
    case law(any Law)

    func sample(_ stream: inout RandomStream) -> Double {
      switch self {
      case .constant(let value): value
      case .law(let law): max(law.quantile(stream.uniform()), 0)
      }
    }

    init(_ field: EventQuantity, _ inputs: Inputs) {
      switch field.value {
      case .fixed(let quantity): self = .constant(inputs(quantity))
      case .varying(let varying): self = .law(inputs.law(varying))
      case .measured(let law, _): self = .law(law)
      }
    }
  }

  init(
    workflow: Workflow, tierPlans: [TierPlan], trial: WorkflowTrial, calls: [[CallInputs]],
    classifier: [ClassifierInputs?], routes: [(share: Double, success: Double)],
    hits: [[Double]], layout: FlowLayout, unitsPerSession: Double, harnessPerSession: Double,
    pricePerRequest: Double, inputs: Inputs
  ) {
    self.workflow = workflow
    self.tierPlans = tierPlans
    self.trial = trial
    self.calls = calls
    self.classifier = classifier
    self.routes = routes
    self.hits = hits
    self.layout = layout
    self.unitsPerSession = unitsPerSession
    self.harnessPerSession = harnessPerSession
    self.pricePerRequest = pricePerRequest
    laws = workflow.calls.map { call in
      CallLaws(
        retrieved: Draw(call.prompt.retrieved, inputs), user: Draw(call.prompt.user, inputs),
        output: Draw(call.output, inputs),
        toolResult: call.loop.map { Draw($0.toolResult, inputs) } ?? .constant(0),
        rule: OutputRule(call),
        retryFailure: call.retry.map { inputs($0.failureRate) } ?? 0,
        retryAttempts: call.retry?.maxAttempts ?? 1,
        billedFraction: call.retry.map { inputs($0.billedFraction) } ?? 0,
        rejection: call.validation.map { inputs($0.failureRate) } ?? 0,
        maxRounds: call.validation?.maxRounds ?? 1)
    }
  }

  /// Adds the flows of `count` sessions.
  func add(sessions count: Int, to flows: inout [Double], stream: inout RandomStream) {
    for _ in 0..<count { addSession(to: &flows, stream: &stream) }
  }

  private func addSession(to flows: inout [Double], stream: inout RandomStream) {
    let tier = pick(routes.lazy.map(\.share), stream.uniform())
    let plan = tierPlans[tier]
    flows[FlowLayout.sessions] += 1
    flows[FlowLayout.units] += unitsPerSession
    flows[FlowLayout.harness] += harnessPerSession
    if stream.uniform() < routes[tier].success {
      flows[FlowLayout.successes] += unitsPerSession
    }
    let turns = pick(trial.turns.probabilities, stream.uniform())
    for index in calls[tier].indices {
      let call = calls[tier][index]
      let rates = ItemRates(plan.items[call.item], ttl: call.cache?.ttl)
      var walker = CallWalker(call)
      for turn in 0..<turns {
        let law = laws[index]
        walker.advance(
          to: turn, retrieved: Lanes(repeating: law.retrieved.sample(&stream)),
          user: Lanes(repeating: law.user.sample(&stream)),
          output: Lanes(repeating: law.rule.apply(law.output.sample(&stream))))
        addTurn(
          walker, call, law, rates, plan, hit: hits[tier][index], turn: turn, to: &flows,
          stream: &stream)
        if let classifier = classifier[tier], classifier.readsCall == index {
          bill(
            RequestTokens(
              input: classifier.prompt + walker.user, read: .zero, write: .zero,
              output: Lanes(repeating: classifier.output)),
            input: classifier.prompt + walker.user,
            rates: ItemRates(plan.items[classifier.item], ttl: nil),
            item: plan.items[classifier.item], billed: 1, attempts: 1, to: &flows)
        }
      }
    }
  }

  private func addTurn(
    _ walker: CallWalker, _ call: CallInputs, _ law: CallLaws, _ rates: ItemRates,
    _ plan: TierPlan, hit: Double, turn: Int, to flows: inout [Double],
    stream: inout RandomStream
  ) {
    let item = plan.items[call.item]
    var state = CacheState.miss
    if let cache = call.cache {
      if turn > 0, stream.uniform() < cache.ownHit {
        state = .own
      } else if stream.uniform() < hit {
        state = .shared
      }
    }
    // Lengths of steps are drawn once a turn: a rejected round repeats the same work.
    var steps: [(output: Double, result: Double)] = []
    for round in 1...law.maxRounds {
      var tokens = walker.first(round == 1 ? state : .full)
      var input = walker.base
      let stepCount = pick(call.steps, stream.uniform())
      for k in 0...stepCount {
        if k < stepCount, steps.count == k {
          steps.append(
            (law.rule.apply(law.output.sample(&stream)), law.toolResult.sample(&stream)))
        }
        tokens.output = k < stepCount ? Lanes(repeating: steps[k].output) : walker.output
        let (billed, attempts) = attempt(law, &stream)
        bill(
          tokens, input: input, rates: rates, item: item, billed: billed, attempts: attempts,
          to: &flows)
        if k < stepCount {
          let before = input
          input += steps[k].output + steps[k].result
          tokens = walker.later(input: input, before: before)
        }
      }
      guard let checker = call.checker else { return }
      let seen = checker.prompt + walker.user + walker.output
      bill(
        RequestTokens(
          input: seen, read: .zero, write: .zero, output: Lanes(repeating: checker.output)),
        input: seen, rates: ItemRates(plan.items[checker.item], ttl: nil),
        item: plan.items[checker.item], billed: 1, attempts: 1, to: &flows)
      if stream.uniform() >= law.rejection { return }
    }
  }

  private func attempt(_ law: CallLaws, _ stream: inout RandomStream) -> (Double, Double) {
    for attempt in 1...law.retryAttempts where stream.uniform() >= law.retryFailure {
      return (1 + law.billedFraction * Double(attempt - 1), Double(attempt))
    }
    return (law.billedFraction * Double(law.retryAttempts), Double(law.retryAttempts))
  }

  private func bill(
    _ tokens: RequestTokens, input: Lanes, rates: ItemRates, item: BilledItem, billed: Double,
    attempts: Double, to flows: inout [Double]
  ) {
    let long = rates.isLong(input)
    let unmetered = item.metersWrites ? 0 : tokens.write[0]
    let amounts = [
      tokens.input[0] + unmetered, tokens.read[0], tokens.write[0] - unmetered, tokens.output[0],
    ]
    let prices = (0..<4).map { rates.rate($0, long: long)[0] }
    let cost =
      (tokens.input[0] * prices[0] + tokens.read[0] * prices[1] + tokens.write[0] * prices[2]
        + tokens.output[0] * prices[3]) * billed
    let modelPlace = layout.firstPlace(ofModel: item.model)
    for meter in 0..<4 {
      flows[FlowLayout.firstToken + meter] += amounts[meter] * billed
      flows[modelPlace + meter] += amounts[meter] * billed
    }
    flows[FlowLayout.calls] += attempts
    flows[modelPlace + 4] += attempts
    flows[FlowLayout.inference] += cost
    flows[modelPlace + 5] += cost
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
