/// A negotiated price: a discount on the list, perhaps against a promise to spend.
package struct CommittedSpend: Sendable, Equatable {
  /// US dollars that are owed for the period, used or not; 0 without a promise.
  package let commitment: Double
  /// Share off the list price, 0..<1.
  package let discount: Double
  /// True where the discount holds beyond the commitment too.
  package let discountsOverage: Bool

  /// - Precondition: `commitment` is not negative, `discount` in 0..<1.
  package init(commitment: Double = 0, discount: Double, discountsOverage: Bool = true) {
    precondition(commitment >= 0 && commitment.isFinite, "commitment \(commitment)")
    precondition(discount >= 0 && discount < 1, "discount \(discount)")
    self.commitment = commitment
    self.discount = discount
    self.discountsOverage = discountsOverage
  }

  /// Usage at list price that the commitment pays for.
  package var coveredListCost: Double { commitment / (1 - discount) }

  /// What a period costs whose usage comes to `listCost` at list prices.
  package func cost(ofListCost listCost: Double) -> Double {
    let overage = max(listCost - coveredListCost, 0)
    return commitment + overage * (discountsOverage ? 1 - discount : 1)
  }

  /// What was promised and not used, at the discounted price.
  package func unused(atListCost listCost: Double) -> Double {
    max(commitment - listCost * (1 - discount), 0)
  }
}
