extension Scenario {
  /// Every model that a request may go to while a strategy is in use: those of the strategy, of its
  /// classifier or judge, of calls with a model of their own and of their checkers, of summaries and
  /// of long-term memories.
  ///
  /// - Parameter strategy: Index into the routing's strategies; `nil` for the one in use.
  package func modelsCalled(under strategy: Int? = nil) -> Set<String> {
    let strategy = routing.map { $0.strategies[strategy ?? $0.use] }
    var models: Set<String> = []
    for index in Set(segments.map(\.workflow)) {
      let beside = [
        workflows[index].summaryRequest?.model, workflows[index].longTermMemory?.write?.model,
      ]
      models.formUnion(beside.compactMap(\.self))
      for call in workflows[index].calls {
        if let checker = call.validation?.model { models.insert(checker) }
        if let own = call.model {
          models.insert(own)
        } else if let strategy {
          models.formUnion(strategy.models)
        }
      }
      if let sorter = strategy?.policy.sorter,
        workflows[index].calls.contains(where: { $0.model == nil })
      {
        models.insert(sorter)
      }
    }
    return models
  }
}

extension Strategy {
  /// Models that may answer.
  package var models: [String] { policy.models + (fallback.map { [$0] } ?? []) }
}

extension Strategy.Policy {
  /// Models that may answer, the fallback apart.
  package var models: [String] {
    switch self {
    case .single(let model, _): [model]
    case .tiered(let tiered): tiered.tiers.map(\.model)
    case .cascade(let cascade): [cascade.small, cascade.large]
    case .router(let router): [router.small.model, router.large.model]
    }
  }

  /// The model that decides which of them answers: classifier or judge; `nil` where none does.
  var sorter: String? {
    switch self {
    case .single: nil
    case .tiered(let tiered): tiered.classifier?.model
    case .cascade(let cascade): cascade.judge?.model
    case .router(let router): router.classifier?.model
    }
  }
}
