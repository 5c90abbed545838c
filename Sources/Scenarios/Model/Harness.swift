/// What surrounds the model, by meter.
package struct Harness: Sendable {
  /// US dollars per unit of value.
  package let perUnit: Quantity
  /// Vector queries per model request, and US dollars per query.
  package let vectorQueriesPerCall: Quantity
  package let vectorQueryPrice: Quantity
  /// Megabytes that cross a region boundary per model request, and US dollars per GB (1,000 MB).
  package let egressMegabytesPerCall: Quantity
  package let egressPricePerGigabyte: Quantity
  /// Services by name, in the order of the file.
  package let services: [HarnessService]
  /// Flows of data between two regions; those that stay in one cost nothing and are left out.
  package let transfers: [HarnessTransfer]

  package init(
    perUnit: Quantity, vectorQueriesPerCall: Quantity, vectorQueryPrice: Quantity,
    egressMegabytesPerCall: Quantity, egressPricePerGigabyte: Quantity,
    services: [HarnessService] = [], transfers: [HarnessTransfer] = []
  ) {
    self.perUnit = perUnit
    self.vectorQueriesPerCall = vectorQueriesPerCall
    self.vectorQueryPrice = vectorQueryPrice
    self.egressMegabytesPerCall = egressMegabytesPerCall
    self.egressPricePerGigabyte = egressPricePerGigabyte
    self.services = services
    self.transfers = transfers
  }
}

/// What a part of the harness happens once for.
package enum HarnessBasis: String, Sendable, CaseIterable {
  case unit, session
  /// A turn of a session that reaches a model.
  case turn
  /// A request sent to a model, whatever becomes of it.
  case request
  /// A thousand billed tokens, input and output.
  case thousandTokens
  /// A month of 13/3 weeks, whether anybody uses the feature or not.
  case month

  package var words: String {
    switch self {
    case .unit: "a unit of value"
    case .session: "a session"
    case .turn: "a turn that reaches a model"
    case .request: "a model request"
    case .thousandTokens: "1,000 billed tokens"
    case .month: "a month"
    }
  }
}

/// Something beside the model that is paid for what it does.
package struct HarnessService: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case compute, retrieval, vectorStore, embeddings, guardrails, observability, storage
  }

  package let name: String
  package let kind: Kind
  package let basis: HarnessBasis
  /// How much of it is used each time: seconds, queries, tokens, characters, GB.
  package let quantity: Quantity
  /// US dollars for ``priceFor`` of it.
  package let price: Quantity
  package let priceFor: Double

  package init(
    name: String, kind: Kind, basis: HarnessBasis, quantity: Quantity, price: Quantity,
    priceFor: Double
  ) {
    self.name = name
    self.kind = kind
    self.basis = basis
    self.quantity = quantity
    self.price = price
    self.priceFor = priceFor
  }
}

/// Data that moves from one region to another.
package struct HarnessTransfer: Sendable {
  /// `FROM-to-TO`, of the places that the data leaves and reaches.
  package let name: String
  package let basis: HarnessBasis
  package let megabytes: Quantity
  /// US dollars per GB (1,000 MB).
  package let pricePerGigabyte: Quantity

  package init(
    name: String, basis: HarnessBasis, megabytes: Quantity, pricePerGigabyte: Quantity
  ) {
    self.name = name
    self.basis = basis
    self.megabytes = megabytes
    self.pricePerGigabyte = pricePerGigabyte
  }
}
