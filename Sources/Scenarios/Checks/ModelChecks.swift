import JSONDocuments
import Pricing

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
      }
    }
    for entry in workflows ?? [] {
      let nodes = decoding.names.workflows.first { $0.name == entry.name }?.node
      guard case .array(let calls) = nodes?.member("calls")?.value.value else { continue }
      let list = Place.root.member("workflows").member(entry.name).member("calls")
      for (index, call) in entry.value.calls.enumerated() {
        let models = call.model.map { [$0] } ?? routing?.modelNames ?? []
        check(
          call, models.compactMap { decoding.models.price(of: $0) }, calls[index],
          list.element(index), decoding)
      }
    }
    for strategy in routing?.strategies ?? [] { checkBatch(strategy, workflows ?? [], decoding) }
    for price in decoding.models.used.values.sorted(by: { $0.name < $1.name }) {
      checkThresholds(price, reader)
    }
  }

  /// What a call asks of every model that may answer it.
  private static func check(
    _ call: Call, _ prices: [ModelPrice], _ node: JSONNode, _ place: Place, _ decoding: Decoding
  ) {
    func refuse(
      _ key: String, _ isLacking: (ModelPrice) -> Bool, _ message: (String) -> String
    ) {
      let lacking = prices.filter(isLacking).map(\.name)
      guard !lacking.isEmpty, let member = node.member(key) else { return }
      decoding.error(
        member.value, place.member(key), message(Wording.list(lacking.map(Wording.code))))
    }
    let tierKey = node.member("serviceTier") == nil ? "batch" : "serviceTier"
    if call.serviceTier != .standard {
      refuse(tierKey, { $0.tiers[call.serviceTier] == nil }) { names in
        "no \(call.serviceTier.rawValue) price is listed for \(names); remove `\(tierKey)`, or use a"
          + " model that has one."
      }
    }
    if call.webSearches.value != .known(0) {
      refuse("webSearches", { $0.fees.webSearch == nil }) { names in
        "no price of a web search is listed for \(names); remove `webSearches`, or use a model that"
          + " has one."
      }
    }
    if call.prompt.images != nil {
      refuse("prompt", { $0.counting.images == nil }) { names in
        "the price book does not say how many tokens \(names) make of an image; leave `images` out"
          + " and count their tokens in `user`."
      }
      refuse("prompt", { ($0.rates.imageInput ?? $0.rates.input) != $0.rates.input }) { names in
        "images of \(names) bill at a rate of their own, which is not supported yet; use another"
          + " model."
      }
    }
  }

  /// What can wait needs models with a batch price, and calls that are not in a batch already.
  private static func checkBatch(
    _ strategy: Strategy, _ workflows: [NamedEntry<Workflow>], _ decoding: Decoding
  ) {
    guard strategy.batchShare != nil,
      let member = decoding.names.strategies.first(where: { $0.name == strategy.name })?.node
        .member(StrategyLanguage.batchShare.name)
    else { return }
    let place = Place.root.member("routing").member("strategies").member(strategy.name)
      .member(StrategyLanguage.batchShare.name)
    let lacking = strategy.models.compactMap { decoding.models.price(of: $0) }
      .filter { $0.tiers[.batch] == nil }.map(\.name)
    if !lacking.isEmpty {
      decoding.error(
        member.value, place,
        "no batch price is listed for \(Wording.list(lacking.map(Wording.code))); remove"
          + " `batchShare`, or use models that have one.")
    }
    for entry in workflows {
      for call in entry.value.calls where call.model == nil && call.serviceTier != .standard {
        decoding.error(
          member.value, place,
          "the call \(Wording.code("\(entry.name).\(call.name)")) names the service tier"
            + " \(call.serviceTier.rawValue) itself; remove either.")
      }
    }
  }

  /// The engine knows one price cliff of a model.
  private static func checkThresholds(_ price: ModelPrice, _ reader: ObjectReader) {
    let most = ([price.standard] + price.tiers.values.map(\.table)).map(\.longContexts.count).max()!
    guard most > 1 else { return }
    reader.decoding.error(
      reader.node, reader.place,
      "the price of \(Wording.code(price.name)) rises at \(most) prompt lengths; one is supported."
        + " Price it under `models` by the rates that your prompts reach.")
  }
}

extension Routing {
  /// Models that routed calls may reach, each once, in the order of the file.
  fileprivate var modelNames: [String] {
    var seen: Set<String> = []
    return strategies.flatMap(\.models).filter { seen.insert($0).inserted }
  }
}
