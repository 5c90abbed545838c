/// Rules that hold strategies and their capacities together.
enum CapacityChecks {
  static func run(
    _ capacities: [NamedEntry<Capacity>]?, _ routing: Routing?,
    _ workflows: [NamedEntry<Workflow>]?, _ demand: Demand?, _ reader: ObjectReader
  ) {
    guard let capacities else { return }
    let decoding = reader.decoding
    var used: Set<String> = []
    for strategy in routing?.strategies ?? [] {
      guard
        let member = decoding.names.strategies.first(where: { $0.name == strategy.name })?.node
          .member(StrategyLanguage.capacity.name)
      else { continue }
      let place = Place.root.member("routing").member("strategies").member(strategy.name)
        .member(StrategyLanguage.capacity.name)
      let called = models(of: strategy, workflows)
      var served: [String: String] = [:]
      for name in strategy.capacities {
        used.insert(name)
        guard let capacity = capacities.first(where: { $0.name == name })?.value else {
          let declared = capacities.map(\.name)
          decoding.error(
            member.value, place,
            "there is no capacity \(Wording.code(name))."
              + Spelling.suggestion(for: name, among: declared)
              + (declared.isEmpty
                ? " Add it under `capacity`."
                : " Declared are \(Wording.list(declared.map(Wording.code)))."))
          continue
        }
        if let other = served.updateValue(name, forKey: capacity.model) {
          decoding.error(
            member.value, place,
            "\(Wording.code(other)) and \(Wording.code(name)) both serve"
              + " \(Wording.code(capacity.model)); name one.")
        } else if !called.contains(capacity.model) {
          decoding.error(
            member.value, place,
            "\(Wording.code(name)) serves \(Wording.code(capacity.model)), which gets no standard"
              + " request under this strategy.")
        }
      }
    }
    if !used.isEmpty { warnOfFlatWeek(demand, reader) }
    for entry in capacities where !used.contains(entry.name) {
      decoding.warning(
        entry.position, Place.root.member("capacity").member(entry.name),
        "no strategy uses the capacity \(Wording.code(entry.name)); remove it, or name it in a"
          + " strategy.")
    }
  }

  /// Peaks are what capacity is bought for: a week without them is said where nobody asked for it.
  private static func warnOfFlatWeek(_ demand: Demand?, _ reader: ObjectReader) {
    guard let demand, demand.hours.isFlat,
      let member = reader.member(ScenarioLanguage.capacity),
      reader.member(ScenarioLanguage.demand)?.value.member(DemandLanguage.hourProfile.name) == nil
    else { return }
    reader.decoding.warning(
      member.position, Place.root.member(ScenarioLanguage.capacity.name),
      "every hour of the week is alike, so that no peak spills over; add `hourProfile` to `demand`,"
        + " e.g. \"office\", or \"flat\" where it is so.")
  }

  /// Models that may get a request at the standard service.
  private static func models(
    of strategy: Strategy, _ workflows: [NamedEntry<Workflow>]?
  ) -> Set<String> {
    var models: Set<String> = []
    let sorter = strategy.policy.sorter
    for workflow in (workflows ?? []).map(\.value) {
      let beside = [workflow.summaryRequest?.model, workflow.longTermMemory?.write?.model]
      models.formUnion(beside.compactMap(\.self))
      if let sorter, workflow.calls.contains(where: { $0.model == nil }) { models.insert(sorter) }
      for call in workflow.calls {
        if let checker = call.validation?.model { models.insert(checker) }
        guard call.serviceTier == .standard else { continue }
        models.formUnion(call.model.map { [$0] } ?? strategy.models)
      }
    }
    return models
  }
}
