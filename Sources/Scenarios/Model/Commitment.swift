/// Something that is paid for by the week or the month whatever the traffic: capacity committed to, a
/// subscription, what an abandoned or an earlier provider has left behind.
package struct Commitment: Sendable {
  package let name: String
  /// Who is paid.
  package let provider: String
  /// US dollars a week.
  package let price: Price
  /// Weeks of the horizon in which it is paid, from 0.
  package let weeks: Range<Int>
  package let use: Use

  package enum Price: Sendable {
    case perWeek(Quantity)
    /// Of 13/3 weeks.
    case perMonth(Quantity)

    package var quantity: Quantity {
      switch self {
      case .perWeek(let price), .perMonth(let price): price
      }
    }
  }

  package enum Use: Sendable {
    /// It serves nothing in production.
    case none
    /// Share of it that production uses.
    case production(utilisation: Quantity)
    /// It serves models: what uses it is production as long as one of them is called.
    case models([String], utilisation: Quantity)
  }

  package init(
    name: String, provider: String, price: Price, weeks: Range<Int>, use: Use
  ) {
    self.name = name
    self.provider = provider
    self.price = price
    self.weeks = weeks
    self.use = use
  }
}

extension Scenario {
  /// Commitments in production while a strategy is in use; the others are paid for nothing.
  ///
  /// - Parameter strategy: Index into the routing's strategies; `nil` for the one in use.
  package func isInProduction(_ commitment: Commitment, under strategy: Int? = nil) -> Bool {
    switch commitment.use {
    case .none: false
    case .production: true
    case .models(let models, _): !modelsCalled(under: strategy).isDisjoint(with: models)
    }
  }
}
