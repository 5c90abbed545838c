import JSONDocuments
import Scenarios
import Simulation

extension Mechanism {
  static let service = Mechanism(
    "service", "service of the harness",
    "Something beside the model that is paid for what it does, each time that a unit, session, turn,"
      + " request, thousand tokens or month comes.",
    fields: [
      .value("kind"), .value("per"), .value("quantity"), .value("price"), .value("priceFor"),
    ],
    isSwitchable: true, metrics: [.costHarness],
    sources: [
      .definition,
      Source(
        "Prices that the file leaves out: public price map of LiteLLM 1.106.2 (2026-10-21)",
        .secondary),
    ], guide: .harness
  ) { site in
    let harness = site.scenario.harness
    guard let name = site.keys["service"],
      let service = harness.services.first(where: { $0.name == name })
    else { return [] }
    return [
      Figure("q", "how much of it is used each time", "") { $0(service.quantity) },
      Figure("p", "price", "USD") { $0(service.price) },
      Figure("n", "for so much of it", "") { _ in service.priceFor },
      Figure("C", "cost of \(service.basis.words)", "USD", "q * p / n") {
        $0.harnessPart(name, harness)
      },
    ]
  }

  static let regions = Mechanism(
    "regions", "regions",
    "Where data lives, where embeddings are made and where inference runs: a flow between two places in"
      + " one region costs nothing.",
    fields: [.value("data"), .value("embedding"), .value("inference")], sources: [.definition],
    guide: .harness)

  static let flow = Mechanism(
    "flow", "flow of data",
    "Data that moves from one part of the feature to another, paid where it leaves a region; a GB is"
      + " 1,000 MB.",
    fields: [
      .value("from"), .value("to"), .value("per"), .value("MB"), .value("pricePerGB"),
    ],
    metrics: [.costHarness], sources: [.definition], guide: .harness
  ) { site in
    let harness = site.scenario.harness
    guard let from = site.node?.text("from"), let to = site.node?.text("to"),
      let transfer = harness.transfers.first(where: { $0.name == "\(from)-to-\(to)" })
    else { return [] }
    return [
      Figure("m", "data each time", "MB") { $0(transfer.megabytes) },
      Figure("p", "price of a GB", "USD") { $0(transfer.pricePerGigabyte) },
      Figure("E", "cost of \(transfer.basis.words)", "USD", "m / 1000 * p") {
        $0.harnessPart(transfer.name, harness)
      },
    ]
  }
}

extension JSONNode {
  fileprivate func text(_ key: String) -> String? {
    guard case .object(let members) = value,
      case .string(let text)? = members.first(where: { $0.key == key })?.value.value
    else { return nil }
    return text
  }
}
