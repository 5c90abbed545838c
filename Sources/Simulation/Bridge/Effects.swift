/// Mechanisms that the bridge switches on one after another, in this order.
package enum BridgeEffect: String, Sendable, CaseIterable {
  /// The level the bridge starts from: medians, one turn, one request.
  case spreadsheet
  /// Unknown inputs integrated instead of fixed at their median; per-event laws instead of means.
  case averages
  case turns, history, cache, routing, retries, validation, loops, harness, learning
  /// Changes of token prices within the horizon.
  case prices
  /// Hours of capacity instead of tokens.
  case capacity
  /// Runs without users, and use that nobody tracks; inference alone.
  case background, shadow
  case fixed
  /// What is paid whatever the traffic; left out of scenarios without any.
  case commitments
}

/// One rung of the bridge from the spreadsheet number to the forecast mean.
package struct BridgeRung: Sendable, Equatable {
  package let effect: BridgeEffect
  /// US dollars over the horizon: a level for `spreadsheet`, a change for every other effect.
  package let amount: Double
  /// Monte Carlo standard error of `amount`.
  package let error: Double

  package init(effect: BridgeEffect, amount: Double, error: Double) {
    self.effect = effect
    self.amount = amount
    self.error = error
  }
}

/// Which effects one evaluation includes: all up to one, in the order of the bridge.
struct EffectSet: Equatable {
  private let last: Int

  static let all = EffectSet(last: .max)

  /// All effects up to and including the given one.
  static func upTo(_ effect: BridgeEffect) -> EffectSet { EffectSet(last: effect.position) }

  func contains(_ effect: BridgeEffect) -> Bool { effect.position <= last }
}

extension BridgeEffect {
  /// Place in the order of the bridge: asked too often to be searched for.
  fileprivate var position: Int {
    switch self {
    case .spreadsheet: 0
    case .averages: 1
    case .turns: 2
    case .history: 3
    case .cache: 4
    case .routing: 5
    case .retries: 6
    case .validation: 7
    case .loops: 8
    case .harness: 9
    case .learning: 10
    case .prices: 11
    case .capacity: 12
    case .background: 13
    case .shadow: 14
    case .fixed: 15
    case .commitments: 16
    }
  }
}
