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

/// Which effects one evaluation includes.
struct EffectSet: Equatable {
  private let effects: Set<BridgeEffect>

  static let all = EffectSet(effects: Set(BridgeEffect.allCases))

  /// All effects up to and including the given one, in the order of the bridge.
  static func upTo(_ effect: BridgeEffect) -> EffectSet {
    let position = BridgeEffect.allCases.firstIndex(of: effect)!
    return EffectSet(effects: Set(BridgeEffect.allCases[...position]))
  }

  func contains(_ effect: BridgeEffect) -> Bool { effects.contains(effect) }
}
