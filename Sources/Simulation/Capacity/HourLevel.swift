import Scenarios

/// The hours of a week that have the same share of its sessions.
struct HourLevel: Sendable {
  /// Of the sessions of users, in each of the hours.
  let share: Double
  let hours: Double

  /// The levels of a week; the law of an hour depends on its level alone.
  static func all(_ profile: HourProfile) -> [HourLevel] {
    var levels: [HourLevel] = []
    for share in profile.shares.sorted() {
      if let last = levels.last, last.has(share) {
        levels[levels.count - 1] = HourLevel(share: last.share, hours: last.hours + 1)
      } else {
        levels.append(HourLevel(share: share, hours: 1))
      }
    }
    return levels
  }

  /// Whether an hour of this share belongs to it.
  func has(_ share: Double) -> Bool { abs(share - self.share) <= 1e-9 * share }
}
