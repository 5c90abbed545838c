extension TokenRates {
  /// Every rate with the name a price book gives it, in the book's order.
  package var byMeter: [(name: String, rate: Double?)] {
    [
      ("input", input), ("cacheRead", cacheRead), ("cacheWrite5m", cacheWrite5m),
      ("cacheWrite1h", cacheWrite1h), ("output", output), ("reasoning", reasoning),
      ("audioInput", audioInput), ("audioCacheRead", audioCacheRead), ("imageInput", imageInput),
      ("audioOutput", audioOutput), ("imageOutput", imageOutput),
    ]
  }
}

extension RateTable {
  /// True where the tables have the same thresholds and meters, and rates that differ by rounding.
  func isNearly(_ other: RateTable) -> Bool {
    guard longContexts.count == other.longContexts.count else { return false }
    let steps = zip(longContexts, other.longContexts)
    return rates.isNearly(other.rates)
      && steps.allSatisfy { own, other in
        own.threshold == other.threshold && own.inclusive == other.inclusive
          && own.rates.isNearly(other.rates)
      }
  }
}

extension TokenRates {
  fileprivate func isNearly(_ other: TokenRates) -> Bool {
    zip(byMeter, other.byMeter).allSatisfy { own, other in
      guard let one = own.rate, let two = other.rate else { return own.rate == other.rate }
      return abs(one - two) <= 1e-12 * max(one, two)
    }
  }
}
