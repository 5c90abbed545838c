/// Tokens that stay while sessions go.
enum LogZombieDetector {
  static func finding(in log: PatternLog) -> PatternFinding {
    if let gap = log.trendGap { return PatternFinding(.zombie, .log, notVisible: gap) }
    guard let sessions = WeeklyTrend(log.weeks.map { Double($0.sessions) }),
      let tokens = WeeklyTrend(log.weeks.map(\.tokens))
    else {
      return PatternFinding(
        .zombie, .log, notVisible: "a week has no request, so that there is no trend through it")
    }
    // Both together are at least as probable as this, however they depend (Fréchet).
    let both =
      sessions.confidence(atMost: 1 - PatternWindow.fall)
      + tokens.confidence(atLeast: PatternWindow.stable) - 1
    return PatternFinding(
      .zombie, .log,
      probability: PatternFinding.Probability(value: max(both, 0), error: nil),
      weeks: firstFall(log),
      signals: [
        .init("sessions of the last week over the first, by trend", sessions.factor, .times),
        .init("tokens of the last week over the first, by trend", tokens.factor, .times),
      ],
      remark: "the log's counterpart: sessions fall by a quarter while tokens keep nine tenths")
  }

  /// The first week whose window has a quarter fewer sessions than the best before it.
  private static func firstFall(_ log: PatternLog) -> PatternFinding.Weeks? {
    var peak = 0.0
    for (place, use) in log.windows({ Double($0.sessions) }).enumerated() {
      peak = max(peak, use)
      if use <= (1 - PatternWindow.fall) * peak {
        return .init(week: place + PatternWindow.weeks)
      }
    }
    return nil
  }
}

extension PatternFinding.Weeks {
  /// A week that is known.
  init(week: Int) { self.init(p10: week, p50: week, p90: week) }
}
