/// As many sessions of one tier as a vector has lanes, played together.
struct SessionGroup {
  /// 1 where a lane holds a session.
  let present: Lanes
  /// Model turns, the most first; -1 in an empty lane.
  let turns: Lanes
  let mostTurns: Int
  /// Lanes up to the last one that has a turn left.
  private(set) var width: Int
  /// Tokens so far.
  var used = Lanes.zero
  /// 1 where the last turn is sent and its answers fit.
  private(set) var lastFits = Lanes(repeating: 1)
  /// Sessions that a budget has ended, and turns that were sent.
  private(set) var atBudget = Lanes.zero
  private(set) var turnsSent = Lanes.zero

  @inline(__always)
  init(turns: Lanes) {
    self.turns = turns
    present = Lanes.zero.replacing(with: 1, where: turns .>= Lanes.zero)
    mostTurns = Int(turns[0])
    width = Int(present.total)
  }

  /// 1 in the sessions that send a turn, counted from 0.
  @inline(__always)
  mutating func begin(_ turn: Int, _ budget: TokenBudget?) -> Lanes {
    var sent = Lanes.zero.replacing(with: 1, where: turns .> Lanes(repeating: Double(turn)))
    width = Int(sent.total)
    if let budget {
      sent *= 1 - atBudget
      let ended = sent * (1 - budget.isLeft(by: used))
      atBudget += ended
      lastFits -= lastFits * ended
      sent -= ended
    }
    turnsSent += sent
    return sent
  }

  /// Notes where the answer of the last turn does not fit.
  mutating func note(_ turn: Int, _ asked: Lanes, fits: Lanes) {
    let isLast = turns .== Lanes(repeating: Double(turn + 1))
    lastFits.replace(with: lastFits * fits, where: isLast .& (asked .> Lanes.zero))
  }
}

extension Lanes {
  /// Written out, since the standard library's `max()` is a loop behind a call.
  @inline(__always) var largest: Double {
    Swift.max(Swift.max(self[0], self[1]), Swift.max(self[2], self[3]))
  }

  @inline(__always) var isAnyPositive: Bool {
    self[0] > 0 || self[1] > 0 || self[2] > 0 || self[3] > 0
  }
}
