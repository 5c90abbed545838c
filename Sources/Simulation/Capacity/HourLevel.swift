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

  /// Σ of the squared shares of a week's hours: the variance of the mean burst over that of one.
  static func concentration(_ levels: [HourLevel]) -> Double {
    levels.reduce(0) { $0 + $1.hours * $1.share * $1.share }
  }

  /// Mean and variance of the factor of an hour: its burst over the mean burst of the week, since bursts
  /// move the sessions of a week about and add none.
  ///
  /// To first order in the shares of the hours; the variance is exact where all are equal and the factor
  /// is one of a Dirichlet law.
  func burst(_ burstiness: Double, concentration: Double) -> (mean: Double, variance: Double) {
    let square = burstiness * burstiness
    return (
      max(1 - square * (share - concentration), 0),
      max(square * (1 - 2 * share + concentration), 0) / (1 + square * concentration)
    )
  }
}
