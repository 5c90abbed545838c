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

  package init(
    perUnit: Quantity, vectorQueriesPerCall: Quantity, vectorQueryPrice: Quantity,
    egressMegabytesPerCall: Quantity, egressPricePerGigabyte: Quantity
  ) {
    self.perUnit = perUnit
    self.vectorQueriesPerCall = vectorQueriesPerCall
    self.vectorQueryPrice = vectorQueryPrice
    self.egressMegabytesPerCall = egressMegabytesPerCall
    self.egressPricePerGigabyte = egressPricePerGigabyte
  }
}

/// Costs that do not depend on use, US dollars.
package struct FixedCosts: Sendable {
  package let oneOff: Quantity
  package let monthly: Quantity

  package init(oneOff: Quantity, monthly: Quantity) {
    self.oneOff = oneOff
    self.monthly = monthly
  }
}

/// How a unit earns its cost, US dollars.
package enum ValueMethod: Sendable {
  /// Value per unit = `humanCost` × `deflection`; success is inside the deflection rate.
  case costDisplacement(humanCost: Quantity, deflection: Quantity)
  /// Value per successful unit = `uplift` × `averageTransactionValue`.
  case revenue(uplift: Quantity, averageTransactionValue: Quantity)
  /// Value per successful unit = `retainedPerUnit` × `lifetimeValueDelta`.
  case retention(retainedPerUnit: Quantity, lifetimeValueDelta: Quantity)
  /// Revenue per active user and month = `subscriptionPrice`; the unit cost is subtracted once.
  case premium(subscriptionPrice: Quantity)
}
