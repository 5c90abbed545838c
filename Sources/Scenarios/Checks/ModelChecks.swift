/// Rules that hold a call and its models together.
enum ModelChecks {
  static func run(_ workflows: [NamedEntry<Workflow>]?, _ routing: Routing?, _ reader: ObjectReader)
  {
    let decoding = reader.decoding
    for entry in decoding.names.workflows {
      guard case .array(let nodes) = entry.node.member("calls")?.value.value else { continue }
      let list = Place.root.member("workflows").member(entry.name).member("calls")
      for (index, node) in nodes.enumerated() {
        guard case .object = node.value else { continue }
        let place = list.element(index)
        if node.member("model") == nil && !decoding.names.hasRouting {
          decoding.error(
            node, place,
            "this call has no `model`, and there is no `routing`; add either.")
        }
        checkBatch(node, place, routing, decoding)
      }
    }
  }

  /// Every model that may answer a batch call has a batch tier.
  private static func checkBatch(
    _ call: JSONNode, _ place: Place, _ routing: Routing?, _ decoding: Decoding
  ) {
    guard let batch = call.member("batch"), case .bool(true) = batch.value.value else { return }
    let models: [String]
    if let own = call.member("model") {
      guard case .string(let name) = own.value.value else { return }
      models = [name]
    } else {
      models = routing?.modelNames ?? []
    }
    let unpriced = models.filter {
      decoding.models.price(of: $0, decoding).map { $0.batchFactor == nil } ?? false
    }
    guard !unpriced.isEmpty else { return }
    decoding.error(
      batch.value, place.member("batch"),
      "no batch price is listed for \(Wording.list(unpriced.map(Wording.code))); remove `batch`, or"
        + " use a model that has one.")
  }
}

extension Routing {
  /// Models that routed calls may reach, each once, in the order of the file.
  fileprivate var modelNames: [String] {
    var seen: Set<String> = []
    return strategies.flatMap { strategy in
      switch strategy.policy {
      case .single(let model, _): [model]
      case .tiered(let tiered): tiered.tiers.map(\.model)
      }
    }.filter { seen.insert($0).inserted }
  }
}
