import Kernels

/// Draws to which tier sessions are sent and how many model turns they have, in groups of like ones.
struct SessionStarts {
  /// Shares of the tiers, and P(a session is sent to a tier before).
  private let shares: [Double]
  private let starts: [Double]
  /// The first tier that any session is sent to; rounding leaves none undrawn behind it.
  private let lowest: Int
  private let turns: CountTable
  /// By group the model turns of its sessions, those with the most first; -1 where there is none.
  private(set) var groups: [Lanes] = []
  /// By tier, places in ``groups``.
  private(set) var places: [Range<Int>]
  /// Turns of all sessions.
  private(set) var turnCount = 0
  private var spacings: [Double] = []

  /// - Parameters:
  ///   - shares: P(a session is sent to the tier).
  ///   - turns: Of a session.
  init(shares: [Double], turns: CountTable) {
    self.shares = shares
    self.turns = turns
    var start = 0.0
    starts = shares.map { share in
      defer { start += share }
      return start
    }
    lowest = shares.firstIndex { $0 > 0 } ?? 0
    places = shares.map { _ in 0..<0 }
  }

  /// A number of (0, 1) for each session says its tier and, within the share of that, its turns.
  ///
  /// The numbers come in falling order, so that nothing needs sorting: divided by the sum of n + 1
  /// exponential numbers, the sums of the first ones are the ordered values of n uniform ones.
  ///
  /// - Source: Devroye, "Non-Uniform Random Variate Generation" (1986), theorem V.2.2.
  mutating func draw(_ sessions: Int, _ draws: inout ColumnDraws) {
    groups.removeAll(keepingCapacity: true)
    turnCount = 0
    let total = fillSpacings(sessions + 1, &draws)
    let scale = 1 / total
    var left = total - spacings[sessions]
    var undrawn = sessions
    for tier in shares.indices.reversed() {
      let first = groups.count
      let bound = starts[tier] * total
      let inverse = scale / shares[tier]
      var group = Lanes(repeating: -1)
      var lane = 0
      while undrawn > 0, shares[tier] > 0, tier == lowest || left >= bound {
        let count = turns.count(at: (left - bound) * inverse)
        turnCount += count
        undrawn -= 1
        left -= spacings[undrawn]
        group[lane] = Double(count)
        lane += 1
        guard lane == Lanes.scalarCount else { continue }
        groups.append(group)
        group = Lanes(repeating: -1)
        lane = 0
      }
      if lane > 0 { groups.append(group) }
      places[tier] = first..<groups.count
    }
  }

  /// Fills so many exponential numbers; returns their sum.
  private mutating func fillSpacings(_ count: Int, _ draws: inout ColumnDraws) -> Double {
    if spacings.count < count { spacings = [Double](repeating: 0, count: count) }
    var total = 0.0
    spacings.withUnsafeMutableBufferPointer { values in
      var span = UnsafeMutableBufferPointer(rebasing: values[..<count]).mutableSpan
      draws.stream.exponentials(into: &span)
      for place in 0..<count { total += span[place] }
    }
    return total
  }
}
