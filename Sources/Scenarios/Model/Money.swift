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
