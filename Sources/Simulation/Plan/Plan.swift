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
        StrategyPlan(
          name: routing.strategies[index].name, policy: routing.strategies[index].policy,
          scenario: scenario, registry: &registry)
      }
    } else {
      strategies = [
        StrategyPlan(name: nil, policy: nil, scenario: scenario, registry: &registry)
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
  /// By workflow index.
  let workflows: [WorkflowPlan]

  init(
    name: String?, policy: Strategy.Policy?, scenario: Scenario, registry: inout ModelRegistry
  ) {
    self.name = name
    self.policy = policy
    var plans: [WorkflowPlan] = []
    for workflow in scenario.workflows {
      let models: [String?]
      let isRouted = workflow.calls.contains { $0.model == nil }
      switch policy {
      case .single(let model, _) where isRouted: models = [model]
      case .tiered(let tiered) where isRouted: models = tiered.tiers.map(\.model)
      default: models = [nil]
      }
      var classifier: Tiered.Classifier?
      if isRouted, case .tiered(let tiered) = policy { classifier = tiered.classifier }
      plans.append(
        WorkflowPlan(
          workflow: workflow, tierModels: models, classifier: classifier, registry: &registry))
    }
    workflows = plans
  }

  /// Probability of each tier of a workflow, and of success there, for one trial and epoch.
  ///
  /// - Parameters:
  ///   - tiers: Number of tiers of the workflow (1 when none of its calls is routed).
  ///   - improvement: Points of success that learning has added.
  ///   - routed: False sends every session to the last tier, as the spreadsheet does.
  func routes(
    tiers: Int, improvement: Double, routed: Bool, inputs: Inputs
  ) -> [(share: Double, success: Double)] {
    func learned(_ success: Double) -> Double { min(max(success + improvement, 0), 1) }
    switch policy {
    case .single(_, let success) where tiers == 1:
      return [(1, learned(inputs(success)))]
    case .tiered(let tiered) where tiers == tiered.tiers.count:
      let success = tiered.tiers.map { learned(inputs($0.success)) }
      if !routed {
        return success.indices.map { ($0 == tiers - 1 ? 1 : 0, success[$0]) }
      }
      var belongs = tiered.tiers.map { $0.share.map { inputs($0) } ?? 0 }
      belongs[tiers - 1] = max(1 - belongs.reduce(0, +), 0)
      let hardSentSmall = tiered.misroute.map { inputs($0.hardSentSmall) } ?? 0
      let easySentLarge = tiered.misroute.map { inputs($0.easySentLarge) } ?? 0
      var routes = belongs.indices.map { tier -> (share: Double, success: Double) in
        (belongs[tier] * (tier == 0 ? 1 - easySentLarge : 1 - hardSentSmall), success[tier])
      }
      let misjudged = (1 - belongs[0]) * hardSentSmall
      let right = routes[0].share
      routes[0].share += misjudged
      routes[0].success = routes[0].share > 0 ? success[0] * right / routes[0].share : success[0]
      routes[tiers - 1].share += belongs[0] * easySentLarge
      return routes
    default:
      return [(1, learned(1))]
    }
  }
}

/// A workflow under one strategy.
struct WorkflowPlan: Sendable {
  let tiers: [TierPlan]
  let classifier: Tiered.Classifier?

  init(
    workflow: Workflow, tierModels: [String?], classifier: Tiered.Classifier?,
    registry: inout ModelRegistry
  ) {
    self.classifier = classifier
    var plans: [TierPlan] = []
    for model in tierModels {
      plans.append(
        TierPlan(
          workflow: workflow, routedModel: model, classifier: classifier, registry: &registry))
    }
    tiers = plans
  }
}

/// What one session of a workflow bills when it is sent to one tier.
///
/// A class, like ``CallPlan``: plans are read millions of times, and a reference is cheap to pass.
final class TierPlan: Sendable {
  /// Everything billed by tokens, one item per (call or checker or classifier, model).
  let items: [BilledItem]
  let calls: [CallPlan]
  /// Index into ``items``.
  let classifierItem: Int?
  /// Tokens of the classifier's model for each token of the scenario.
  let classifierTokenScale: Double
  /// The first routed call, whose user message the classifier reads.
  let firstRoutedCall: Int

  init(
    workflow: Workflow, routedModel: String?, classifier: Tiered.Classifier?,
    registry: inout ModelRegistry
  ) {
    var items: [BilledItem] = []
    var plans: [CallPlan] = []
    for call in workflow.calls {
      let model = call.model ?? routedModel!
      let price = registry.prices[model]!
      items.append(
        BilledItem(
          label: "\(workflow.name).\(call.name)", model: registry.index(of: model), price: price,
          tier: call.serviceTier))
      let item = items.count - 1
      var checker: Int?
      if let validation = call.validation {
        let name = validation.model ?? model
        items.append(
          BilledItem(
            label: "\(workflow.name).\(call.name).validate", model: registry.index(of: name),
            price: registry.prices[name]!))
        checker = items.count - 1
      }
      plans.append(
        CallPlan(
          call: call, item: item, checkerItem: checker, price: price,
          model: registry.index(of: model), tokenScale: registry.tokenScale(of: model),
          checkerTokenScale: registry.tokenScale(of: call.validation?.model ?? model)))
    }
    if let classifier {
      items.append(
        BilledItem(
          label: "\(workflow.name).classifier", model: registry.index(of: classifier.model),
          price: registry.prices[classifier.model]!))
      classifierItem = items.count - 1
      classifierTokenScale = registry.tokenScale(of: classifier.model)
    } else {
      classifierItem = nil
      classifierTokenScale = 1
    }
    firstRoutedCall = workflow.calls.firstIndex { $0.model == nil } ?? 0
    self.items = items
    calls = plans
  }
}

/// A call under the model that answers it.
final class CallPlan: Sendable {
  let call: Call
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
    call: Call, item: Int, checkerItem: Int?, price: ModelPrice, model: Int, tokenScale: Double,
    checkerTokenScale: Double
  ) {
    self.call = call
    self.item = item
    self.checkerItem = checkerItem
    minimumCacheTokens = Double(price.minimumCacheTokens)
    cacheBlockTokens = Double(price.cacheBlockTokens)
    self.model = model
    timeToLive = call.cache?.ttl.seconds
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
