import Pricing
import Scenarios
import Simulation

extension EnginePoint {
  /// A meter of one billed thing over the horizon, over all models.
  func total(_ workflow: Int, _ label: String, _ value: KeyPath<ItemUsage, Double>) -> Double {
    usage(workflow).filter { $0.label == label }.reduce(0) { $0 + $1[keyPath: value] }
  }

  /// Tokens read from the cache, and all input.
  func inputTokens(_ workflow: Int, _ label: String) -> (read: Double, all: Double) {
    let read = total(workflow, label, \.cacheRead)
    return (read, read + total(workflow, label, \.cacheWrite) + total(workflow, label, \.input))
  }
}

extension Site {
  /// Whether the file gives a member of the mechanism's object.
  func has(_ field: String) -> Bool { node?.member(field) != nil }

  /// The longest prompt of the model that answers a call on the last tier; `nil` where the book does
  /// not say.
  func limit(of call: Call) -> Int? {
    lastModel(of: call).flatMap { scenario.models[$0]?.maximumInputTokens }
  }

  private func lastModel(of call: Call) -> String? {
    if let own = call.model { return own }
    return switch policy {
    case .single(let model, _): model
    case .tiered(let tiered): tiered.tiers.last?.model
    case .cascade(let cascade): cascade.large
    case .router(let router): router.large.model
    case nil: nil
    }
  }

  /// Whether no limit makes prompts other than the sum of their parts, unknown inputs at their median.
  var hasPlainPrompts: Bool {
    workflowIndex.map { EngineProbe(scenario, strategy: strategy).medians.promptsAreSums($0) }
      ?? false
  }

  /// The rates of a call that has one model, one service and one length of prompt; else `nil`.
  func plainPrice(of call: Call) -> TokenRates? {
    let models = call.model.map { [$0] } ?? chosenStrategy?.models ?? []
    guard Set(models).count == 1, let price = scenario.models[models[0]],
      price.standard.longContexts.isEmpty, call.serviceTier == .standard,
      call.model != nil || chosenStrategy?.batchShare == nil, price.fees == .none
    else { return nil }
    return price.rates
  }
}

extension Scenario {
  /// A week without hours and bursts, in which sessions start evenly.
  var isSteadyWeek: Bool { demand.hours.isFlat && demand.burstiness.value == .known(0) }
}
