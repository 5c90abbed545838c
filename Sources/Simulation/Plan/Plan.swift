import Kernels
import Pricing
import Scenarios

/// A scenario compiled for simulation: what no trial changes is computed once here.
struct Plan: Sendable {
  let scenario: Scenario
  let months: MonthGrid
  /// Index of the learning epoch of each week; weeks of one epoch share their prompts.
  let epochOfWeek: [Int]
  /// Months of learning behind each epoch.
  let learningMonths: [Int]
  /// Identifiers of the random streams of segments and workflows: by name, so that scenarios that
  /// are compared with each other share them.
  let segmentKeys: [UInt64]
  let workflowKeys: [UInt64]
  /// Names of all models that any simulated strategy can bill, in order of first use.
  let models: [String]
  let strategies: [StrategyPlan]

  init(scenario: Scenario, strategies indices: [Int]) {
    self.scenario = scenario
    let months = MonthGrid(weeks: scenario.horizon.weeks)
    self.months = months
    var epochs: [Int] = []
    var learning = [0]
    for week in 0..<scenario.horizon.weeks {
      var elapsed = 0
      if let rule = scenario.learning {
        elapsed = min(week * 3 / 13, rule.untilMonth ?? .max)
      }
      if elapsed != learning.last! { learning.append(elapsed) }
      epochs.append(learning.count - 1)
    }
    epochOfWeek = epochs
    learningMonths = learning
    segmentKeys = scenario.segments.map { RandomStream.hash($0.name) }
    workflowKeys = scenario.workflows.map { RandomStream.hash($0.name) }

    var registry = ModelRegistry(
      prices: scenario.models, tokensOf: scenario.prices.tokensOf)
    if let routing = scenario.routing {
      let chosen = indices.isEmpty ? [routing.use] : indices
      strategies = chosen.map { index in
        StrategyPlan(routing.strategies[index], scenario: scenario, registry: &registry)
      }
    } else {
      strategies = [
        StrategyPlan(nil, scenario: scenario, registry: &registry)
      ]
    }
    models = registry.names
  }
}

/// Numbers models in order of first use.
struct ModelRegistry {
  let prices: [String: ModelPrice]
  /// The model whose tokens the scenario counts.
  private let tokensOf: ModelPrice?
  private(set) var names: [String] = []

  init(prices: [String: ModelPrice], tokensOf: ModelPrice?) {
    self.prices = prices
    self.tokensOf = tokensOf
  }

  /// Tokens of a model for each token of the scenario.
  func tokenScale(of name: String) -> Double {
    tokensOf.flatMap { unit in prices[name].flatMap { unit.tokenRatio(to: $0) } } ?? 1
  }

  mutating func index(of name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    return names.count - 1
  }
}

/// One strategy: per workflow, the tiers a session can be sent to.
struct StrategyPlan: Sendable {
  let name: String?
  let policy: Strategy.Policy?
  let batchShare: Quantity?
  /// By workflow index.
  let workflows: [WorkflowPlan]

  /// - Parameter strategy: `nil` for a scenario without routing.
  init(_ strategy: Strategy?, scenario: Scenario, registry: inout ModelRegistry) {
    name = strategy?.name
    policy = strategy?.policy
    batchShare = strategy?.batchShare
    workflows = scenario.workflows.map { workflow in
      WorkflowPlan(workflow: workflow, strategy: strategy, registry: &registry)
    }
  }
}

/// A workflow under one strategy.
struct WorkflowPlan: Sendable {
  let tiers: [TierPlan]
  /// False where every call names its own model.
  let isRouted: Bool
  /// What the strategy adds to every model turn.
  let request: RoutingRequest?

  init(workflow: Workflow, strategy: Strategy?, registry: inout ModelRegistry) {
    isRouted = workflow.calls.contains { $0.model == nil }
    let stages: [[String]] = isRouted ? strategy?.policy.stages ?? [[]] : [[]]
    request = isRouted ? RoutingRequest(of: strategy?.policy) : nil
    let services: [ServiceTier?] =
      isRouted && strategy?.batchShare != nil ? [nil, .batch] : [nil]
    var plans: [TierPlan] = []
    for service in services {
      for (place, models) in stages.enumerated() {
        plans.append(
          TierPlan(
            workflow: workflow, stages: models, fallback: strategy?.fallback, request: request,
            service: service, isEscalated: place > 0, registry: &registry))
      }
    }
    tiers = plans
  }
}

extension Strategy.Policy {
  /// By tier, the models that answer one after another at every turn; the last answer is kept.
  fileprivate var stages: [[String]] {
    switch self {
    case .single(let model, _): [[model]]
    case .tiered(let tiered): tiered.tiers.map { [$0.model] }
    case .cascade(let cascade): [[cascade.small], [cascade.small, cascade.large]]
    case .router(let router): [[router.small.model], [router.large.model]]
    }
  }
}

/// What one session of a workflow bills when it is sent to one tier.
///
/// A class, like ``CallPlan``: plans are read millions of times, and a reference is cheap to pass.
final class TierPlan: Sendable {
  /// Everything billed by tokens, one item per (call or checker or routing request, model).
  let items: [BilledItem]
  /// In the order of the workflow; a routed call once for each stage of the tier, then its fallback.
  let calls: [CallPlan]
  /// By call of the workflow, the place in ``calls`` of the answer that is kept.
  let answers: [Int]
  /// Index into ``items``.
  let requestItem: Int?
  /// Tokens of the routing request's model for each token of the scenario.
  let requestTokenScale: Double
  /// Places in ``calls`` of what the routing requests of a turn read, one each.
  let requestReads: [Int]
  /// Whether it is beyond the first tier, or the first stage.
  let isEscalated: Bool

  /// - Parameters:
  ///   - stages: Models that answer the routed calls one after another.
  ///   - fallback: Model that answers them where a request has failed.
  ///   - service: Service that the routed calls are sent to instead of their own.
  init(
    workflow: Workflow, stages: [String], fallback: String?, request: RoutingRequest?,
    service: ServiceTier?, isEscalated: Bool, registry: inout ModelRegistry
  ) {
    self.isEscalated = isEscalated
    var items: [BilledItem] = []
    var plans: [CallPlan] = []
    var answers: [Int] = []
    var routed: [Int] = []
    for (source, call) in workflow.calls.enumerated() {
      if call.model == nil { routed.append(plans.count) }
      let answering = call.model.map { [$0] } ?? stages
      answers.append(plans.count + answering.count - 1)
      let standby = call.model == nil && fallback != nil ? [fallback!] : []
      for (place, model) in (answering + standby).enumerated() {
        let isFallback = place == answering.count
        let price = registry.prices[model]!
        items.append(
          BilledItem(
            label: "\(workflow.name).\(call.name)", model: registry.index(of: model),
            price: price, tier: call.model == nil ? service ?? call.serviceTier : call.serviceTier))
        let item = items.count - 1
        var checker: Int?
        if let validation = call.validation, !isFallback {
          let name = validation.model ?? model
          items.append(
            BilledItem(
              label: "\(workflow.name).\(call.name).validate", model: registry.index(of: name),
              price: registry.prices[name]!))
          checker = items.count - 1
        }
        plans.append(
          CallPlan(
            call: call, source: source, isFallback: isFallback, item: item, checkerItem: checker,
            price: price,
            model: registry.index(of: model), tokenScale: registry.tokenScale(of: model),
            checkerTokenScale: registry.tokenScale(of: call.validation?.model ?? model)))
      }
    }
    if let request {
      items.append(
        BilledItem(
          label: "\(workflow.name).\(request.label)", model: registry.index(of: request.model),
          price: registry.prices[request.model]!))
    }
    requestItem = request.map { _ in items.count - 1 }
    requestTokenScale = request.map { registry.tokenScale(of: $0.model) } ?? 1
    requestReads =
      switch request?.reading {
      case .message: Array(routed.prefix(1))
      case .answers: routed
      case nil: []
      }
    self.items = items
    self.answers = answers
    calls = plans
  }

  func hasFallback(for source: Int) -> Bool {
    calls.contains { $0.source == source && $0.isFallback }
  }

  /// Whether a session of the tier sends a call of the workflow to a model.
  func sends(call source: Int, to model: Int) -> Bool {
    calls.contains { $0.source == source && $0.model == model }
  }
}

/// A call under the model that answers it.
final class CallPlan: Sendable {
  let call: Call
  /// Place of the call in its workflow.
  let source: Int
  /// Answers only where a request of the turn has failed, and without a cache.
  let isFallback: Bool
  /// Indices into the tier's items.
  let item: Int
  let checkerItem: Int?
  let minimumCacheTokens: Double
  let cacheBlockTokens: Double
  /// Index into the plan's models.
  let model: Int
  /// Seconds that a cached prefix lives; `nil` without a cache.
  let timeToLive: Double?
  /// Tokens of the model for each token of the scenario; likewise of the checker's model.
  let tokenScale: Double
  let checkerTokenScale: Double
  /// Tokens of the prompt that the provider adds to every request with tools.
  let hiddenToolPrompt: Double
  let tokensPerImage: Double

  init(
    call: Call, source: Int, isFallback: Bool, item: Int, checkerItem: Int?, price: ModelPrice,
    model: Int,
    tokenScale: Double, checkerTokenScale: Double
  ) {
    self.call = call
    self.source = source
    self.isFallback = isFallback
    self.item = item
    self.checkerItem = checkerItem
    minimumCacheTokens = Double(price.minimumCacheTokens)
    cacheBlockTokens = Double(price.cacheBlockTokens)
    self.model = model
    timeToLive = isFallback ? nil : call.cache?.ttl.seconds
    self.tokenScale = tokenScale
    self.checkerTokenScale = checkerTokenScale
    let hidden = price.counting.toolPrompt.map { call.mustUseTool ? $0.required : $0.auto }
    hiddenToolPrompt = call.prompt.tools.value == .known(0) ? 0 : Double(hidden ?? 0)
    tokensPerImage =
      call.prompt.images.flatMap { images in
        price.counting.images.map { Double($0.count(width: images.width, height: images.height)) }
      } ?? 0
  }
}

/// Token rates of one billed thing, US dollars per token.
struct BilledItem: Sendable {
  let label: String
  /// Index into the plan's models.
  let model: Int
  /// Input, cache read, cache write, output; then the same beyond the long-context threshold.
  /// A model that does not meter writes has its input rate in the write place.
  let rates5m: SIMD8<Double>
  let rates1h: SIMD8<Double>
  let metersWrites: Bool
  /// `.infinity` where the provider has no cliff.
  let longThreshold: Double
  let longInclusive: Bool
  /// US dollars per request, and per search that the model makes on its own.
  let requestFee: Double
  let searchPrice: Double

  /// - Precondition: The price has the tier, and one price cliff at most; the decoder sees to both.
  init(label: String, model: Int, price: ModelPrice, tier: ServiceTier = .standard) {
    self.label = label
    self.model = model
    let table = tier == .standard ? price.standard : price.tiers[tier]!.table
    precondition(table.longContexts.count <= 1, "\(price.name) has several price cliffs")
    func rates(_ write: (TokenRates) -> Double?) -> SIMD8<Double> {
      func meters(_ rates: TokenRates) -> SIMD4<Double> {
        SIMD4(rates.input, rates.cacheRead, write(rates) ?? rates.input, rates.output)
      }
      let long = table.longContexts.first?.rates ?? table.rates
      return SIMD8(lowHalf: meters(table.rates), highHalf: meters(long)) * 1e-6
    }
    rates5m = rates { $0.cacheWrite5m }
    rates1h = rates { $0.cacheWrite1h ?? $0.cacheWrite5m }
    metersWrites = table.rates.cacheWrite5m != nil || table.rates.cacheWrite1h != nil
    longThreshold = table.longContexts.first.map { Double($0.threshold) } ?? .infinity
    longInclusive = table.longContexts.first?.inclusive ?? false
    requestFee = price.fees.request
    searchPrice = price.fees.webSearch?.price ?? 0
  }

  func rates(ttl: CachePolicy.TimeToLive?) -> SIMD8<Double> { ttl == .oneHour ? rates1h : rates5m }
}
