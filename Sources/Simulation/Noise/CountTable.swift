/// Draws counts by inversion, in constant time on average.
///
/// - Source: Chen & Asau, "On generating random variates from an empirical distribution", AIIE
///   Transactions 6 (1974): the search through the distribution function starts from a guide.
package struct CountTable {
  /// With many more strata than counts the search is over before it begins, which a processor can
  /// foresee.
  private static let leastStrata = 256

  private let cumulative: [Double]
  /// `guide[k]`: the first count that a number in stratum k may give.
  private let guide: [Int32]
  /// Where rounding leaves the sum below a number: the largest possible count.
  private let last: Int

  /// - Parameter probabilities: P(N = n), n from 0.
  package init(_ probabilities: [Double]) {
    var sum = 0.0
    let cumulative = probabilities.map { probability in
      sum += probability
      return sum
    }
    let last = probabilities.lastIndex { $0 > 0 } ?? 0
    let strata = last == 0 ? 1 : max(last, Self.leastStrata)
    var count = 0
    guide = (0..<strata).map { stratum in
      // The same product as in the search, so that rounding never starts it too late.
      while count < last, cumulative[count] * Double(strata) < Double(stratum) { count += 1 }
      return Int32(count)
    }
    self.cumulative = cumulative
    self.last = last
  }

  /// The first count whose cumulative probability exceeds u.
  @inline(__always)
  package func count(at u: Double) -> Int {
    var count = Int(guide[min(Int(u * Double(guide.count)), guide.count - 1)])
    while count < last, cumulative[count] <= u { count += 1 }
    return count
  }

  /// Likewise for a group of sessions.
  func counts(at u: Lanes) -> Lanes {
    Lanes(
      Double(count(at: u[0])), Double(count(at: u[1])), Double(count(at: u[2])),
      Double(count(at: u[3])))
  }
}
