import Pricing
import Scenarios

/// What one session of a workflow bills when it is sent to one tier.
///
/// A class, like ``CallPlan``: plans are read millions of times, and a reference is cheap to pass.
final class TierPlan: Sendable {
  /// Everything billed by tokens, one item per (call or checker or side request, model).
  let items: [BilledItem]
  /// By item, at its time to live.
  let rates: [Rates]
  /// In the order of the items, each once.
  let models: [BilledModel]
  /// In the order of the workflow; a routed call once for each stage of the tier, then its fallback.
  let calls: [CallPlan]
  /// By call of the workflow, the place in ``calls`` of the answer that is kept.
  let answers: [Int]
  let sideRequests: [SideRequest]
  /// Whether it is beyond the first tier, or the first stage.
  let isEscalated: Bool
  let kind: Kind

  /// US dollars per token of an item, as ``BilledItem/rates(ttl:)`` has them.
  struct Rates {
    let own: SIMD8<Double>
    /// Without capacity.
    let listed: SIMD8<Double>
  }

  /// What tells the tiers of one workflow apart: of one kind, they bill alike under any strategy.
  struct Kind: Equatable, Sendable {
    let stages: [String]
    let fallback: String?
    let service: ServiceTier?
    let isEscalated: Bool
    let request: SortingRequest.Kind?
    /// Models that the strategy's capacities serve.
    let served: [String]
  }

  /// - Parameters:
  ///   - stages: Models that answer the routed calls one after another.
  ///   - fallback: Model that answers them where a request has failed.
  ///   - service: Service that the routed calls are sent to instead of their own.
  init(
    workflow: Workflow, stages: [String], fallback: String?, request: SortingRequest?,
    service: ServiceTier?, isEscalated: Bool, registry: inout ModelRegistry
  ) {
    self.isEscalated = isEscalated
    kind = Kind(
      stages: stages, fallback: fallback, service: service, isEscalated: isEscalated,
      request: request?.kind, served: registry.served)
    var items: [BilledItem] = []
    /// Adds what is billed under a name, and returns its place.
    func bill(
      _ name: String, _ model: String, _ tier: ServiceTier = .standard,
      _ registry: inout ModelRegistry
    ) -> Int {
      items.append(
        BilledItem(
          label: "\(workflow.name).\(name)", model: registry.index(of: model),
          price: registry.prices[model]!, tier: tier,
          capacity: tier == .standard ? registry.served.firstIndex(of: model) : nil))
      return items.count - 1
    }
    var plans: [CallPlan] = []
    var answers: [Int] = []
    var routed: [Int] = []
    for (source, call) in workflow.calls.enumerated() {
      if call.model == nil { routed.append(plans.count) }
      let answering = call.model.map { [$0] } ?? stages
      answers.append(plans.count + answering.count - 1)
      let standby = call.model == nil && fallback != nil ? [fallback!] : []
      let tier = call.model == nil ? service ?? call.serviceTier : call.serviceTier
      for (place, model) in (answering + standby).enumerated() {
        let isFallback = place == answering.count
        let item = bill(call.name, model, tier, &registry)
        var checker: Int?
        if let validation = call.validation, !isFallback {
          checker = bill("\(call.name).validate", validation.model ?? model, .standard, &registry)
        }
        plans.append(
          CallPlan(
            call: call, source: source, isFallback: isFallback, item: item, checkerItem: checker,
            price: registry.prices[model]!, model: registry.index(of: model),
            modelName: model, tokenScale: registry.tokenScale(of: model),
            checkerTokenScale: registry.tokenScale(of: call.validation?.model ?? model)))
      }
    }
    var requests: [SideRequest] = []
    func ask(
      _ label: String, _ model: String, reading call: Int, _ reading: SideRequest.Reading,
      prompt: Quantity, output: Quantity, _ effect: BridgeEffect, _ registry: inout ModelRegistry
    ) {
      let index = registry.index(of: model)
      let known = items.firstIndex {
        $0.label == "\(workflow.name).\(label)" && $0.model == index
      }
      requests.append(
        SideRequest(
          item: known ?? bill(label, model, .standard, &registry), call: call, reading: reading,
          prompt: prompt, output: output, tokenScale: registry.tokenScale(of: model),
          effect: effect))
    }
    if let request {
      for call in request.isJudge ? routed : Array(routed.prefix(1)) {
        ask(
          request.label, request.sorter.model, reading: call,
          request.isJudge ? .exchange : .message, prompt: request.sorter.prompt,
          output: request.sorter.output, .routing, &registry)
      }
    }
    if let summary = workflow.summaryRequest {
      for (place, plan) in plans.enumerated() where !plan.isFallback {
        // A rolling summary serves all stages; at the limit each model's own history is replaced.
        guard answers.contains(place) || workflow.summarisesAtLimit else { continue }
        ask(
          "\(plan.call.name).summary", summary.model ?? plan.modelName, reading: place,
          .forgotten, prompt: summary.prompt, output: summary.tokens, .history, &registry)
      }
    }
    if let write = workflow.longTermMemory?.write {
      ask(
        "memory", write.model ?? plans[answers[0]].modelName, reading: answers[0], .exchange,
        prompt: write.prompt, output: write.output, .history, &registry)
    }
    sideRequests = requests
    self.items = items
    rates = items.enumerated().map { place, item in
      // Checkers and side requests have no cache.
      let ttl = plans.first { $0.item == place }?.call.cache?.ttl
      return Rates(own: item.rates(ttl: ttl), listed: item.listRates(ttl: ttl))
    }
    models = items.models
    self.answers = answers
    calls = plans
  }

  func hasFallback(for source: Int) -> Bool {
    calls.contains { $0.source == source && $0.isFallback }
  }

  /// Whether a session of the tier may put load on a capacity of the strategy.
  func loads(capacity: Int) -> Bool { items.contains { $0.capacity == capacity } }

  /// Whether a session of the tier puts load on any capacity.
  var loadsAny: Bool { items.contains { $0.capacity != nil } }

  /// Whether a session of the tier sends a call of the workflow to a model.
  func sends(call source: Int, to model: Int) -> Bool {
    calls.contains { $0.source == source && $0.model == model }
  }

  /// Whether a session of another tier of the workflow uses as much in every trial, at whatever rates.
  func uses(as other: TierPlan) -> Bool {
    answers == other.answers
      && items.elementsEqual(other.items) { $0.meters(as: $1) }
      && calls.elementsEqual(other.calls) { $0.uses(as: $1) }
      && sideRequests.elementsEqual(other.sideRequests) { $0.uses(as: $1) }
  }
}
