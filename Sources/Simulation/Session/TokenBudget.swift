/// Tokens of a session from which no further turn is sent.
struct TokenBudget {
  /// Sums of the same tokens in another order differ by rounding: a budget that is met to the token
  /// is met in any order.
  private static let roundingSlack = 1e-12

  private let bound: Double

  init(tokens: Double) {
    bound = tokens * (1 - Self.roundingSlack)
  }

  func isReached(by tokens: Double) -> Bool { tokens >= bound }

  /// 1 where tokens are left.
  @inline(__always)
  func isLeft(by tokens: Lanes) -> Lanes {
    Lanes(repeating: 1).replacing(with: 0, where: tokens .>= Lanes(repeating: bound))
  }
}
