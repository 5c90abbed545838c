import Scenarios

/// What the harness costs in one trial, by what it is paid for. US dollars.
struct HarnessRates {
  /// One line of the breakdown: what it costs each time that its basis happens.
  struct Part {
    let meter: CostMeter
    /// `harness.NAME` of a service or a flow; `nil` for the three short forms.
    let name: String?
    let basis: HarnessBasis
    let price: Double
  }

  let parts: [Part]
  private(set) var perUnit = 0.0
  private(set) var perSession = 0.0
  private(set) var perTurn = 0.0
  private(set) var perRequest = 0.0
  private(set) var perToken = 0.0
  private(set) var perMonth = 0.0

  static let none = HarnessRates()

  private init() { parts = [] }

  init(_ harness: Harness, _ inputs: Inputs) {
    let short = [
      Part(meter: .harnessPerUnit, name: nil, basis: .unit, price: inputs(harness.perUnit)),
      Part(
        meter: .vectorQueries, name: nil, basis: .request,
        price: inputs(harness.vectorQueriesPerCall) * inputs(harness.vectorQueryPrice)),
      Part(
        meter: .egress, name: nil, basis: .request,
        price: inputs(harness.egressMegabytesPerCall) / 1000
          * inputs(harness.egressPricePerGigabyte)),
    ]
    let services = harness.services.map { service in
      Part(
        meter: CostMeter(service.kind), name: "harness.\(service.name)", basis: service.basis,
        price: inputs(service.quantity) * inputs(service.price) / service.priceFor)
    }
    let transfers = harness.transfers.map { transfer in
      Part(
        meter: .egress, name: "harness.\(transfer.name)", basis: transfer.basis,
        price: inputs(transfer.megabytes) / 1000 * inputs(transfer.pricePerGigabyte))
    }
    parts = short + services + transfers
    for part in parts {
      switch part.basis {
      case .unit: perUnit += part.price
      case .session: perSession += part.price
      case .turn: perTurn += part.price
      case .request: perRequest += part.price
      case .thousandTokens: perToken += part.price / 1000
      case .month: perMonth += part.price
      }
    }
  }
}

extension Harness {
  /// True where no trial changes what depends on the turns of a session.
  var hasKnownTurnPrices: Bool {
    let perTurn: Set<HarnessBasis> = [.turn, .request, .thousandTokens]
    let inputs =
      [
        vectorQueriesPerCall, vectorQueryPrice, egressMegabytesPerCall, egressPricePerGigabyte,
      ]
      + services.filter { perTurn.contains($0.basis) }.flatMap { [$0.quantity, $0.price] }
      + transfers.filter { perTurn.contains($0.basis) }
      .flatMap { [$0.megabytes, $0.pricePerGigabyte] }
    return inputs.allSatisfy(\.isKnown)
  }
}

extension CostMeter {
  init(_ kind: HarnessService.Kind) {
    self =
      switch kind {
      case .compute: .compute
      case .retrieval: .retrieval
      case .vectorStore: .vectorStore
      case .embeddings: .embeddings
      case .guardrails: .guardrails
      case .observability: .observability
      case .storage: .storage
      }
  }
}
