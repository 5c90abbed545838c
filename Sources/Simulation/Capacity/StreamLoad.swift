/// What sessions put on a capacity in an hour, or in a share of a week.
struct StreamLoad {
  /// Expected sessions with any load, and sums over them of the raw moments of a session's load.
  private(set) var sessions = 0.0
  private(set) var powers = LoadPowers()

  mutating func add(_ sessions: Double, _ load: SessionLoad) {
    self.sessions += sessions * load.probability
    powers += load.powers * sessions
  }
}

/// What a session puts on a capacity.
struct SessionLoad {
  /// P(any load).
  var probability = 0.0
  /// Raw moments of the load.
  var powers = LoadPowers()
  /// What it would cost by the token, US dollars.
  var byToken = 0.0
}

extension HourLoad {
  /// The load of an hour of users, who come in bursts, and of background work, which does not.
  ///
  /// - Parameter burstVariance: Of the factor of a burst.
  init(users: StreamLoad, background: StreamLoad, burstVariance: Double) {
    let sessions = users.sessions + background.sessions
    var powers = users.powers
    powers += background.powers
    guard powers.first > 0 else {
      self.init(sessions: 0, moments: LoadPowers())
      return
    }
    let bursting = users.powers.first / powers.first
    self.init(
      sessions: sessions, moments: powers * (1 / sessions),
      burstVariance: burstVariance * bursting * bursting)
  }
}
