/// Shares of one whole, which takes the rest: their upper bounds sum to at most 1.
enum ShareSum {
  /// Rounding of sums such as 0.7 + 0.2 + 0.1.
  private static let slack = 1e-9

  /// Whether shares leave nothing for the rest.
  static func isWhole(_ shares: [Double]) -> Bool { abs(shares.reduce(0, +) - 1) <= slack }

  /// Checks the sum once the laws of all assumptions are known.
  ///
  /// - Parameter noun: What the shares are, e.g. "the shares of these tiers".
  static func check(
    _ shares: [Quantity], of noun: String, _ node: JSONNode, _ place: Place, _ decoding: Decoding
  ) {
    decoding.atEnd { assumptions, decoding in
      let bounds = shares.map { share in
        switch share.value {
        case .known(let value): value
        case .unknown(let index): min(assumptions[index].law.support.upperBound, 1)
        }
      }
      let sum = bounds.reduce(0, +)
      guard sum > 1 + slack else { return }
      let isUnknown = shares.contains { if case .unknown = $0.value { true } else { false } }
      decoding.error(
        node, place,
        "\(noun) reach \(Wording.list(bounds.map(Wording.rounded))), together"
          + " \(Wording.rounded(sum)); they may sum to at most 1."
          + (isUnknown ? " Give unknown shares a `max`, or lower them." : " Lower one of them."))
    }
  }
}
