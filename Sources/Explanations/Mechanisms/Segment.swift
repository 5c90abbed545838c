import Scenarios
import Simulation

extension Mechanism {
  static let segment = Mechanism(
    "segment", "segment",
    "Users with one adoption curve and one workflow. Sessions of a week are people in use times their"
      + " rate, moved by season, growth and events; each session makes units.",
    fields: [
      .value("users", "N"), .value("workflow"), .part("adoption"),
      .value("sessionsPerUserPerWeek", "r"), .part("userHeterogeneity"), .part("churnPerMonth"),
      .value("unitsPerSession", "u"), .list("events", "trafficEvent"), .part("shadowShare"),
      .label("attribution"),
    ],
    sources: [.definition], guide: .traffic
  ) { site in
    guard let index = site.segmentIndex, let segment = site.segment else { return [] }
    let week = (site.scenario.horizon.weeks - 1) / 2
    let isPlain = segment.events.isEmpty
    return [
      Figure("a", "share in use in week \(week + 1)", "") {
        $0.adoption(segment).active[week]
      },
      Figure("A", "people in use in week \(week + 1)", "people", isPlain ? "N * a" : nil) {
        $0.activeUsers(index)[week]
      },
      Figure("c", "season and growth in that week", "") { $0.calendar[week] },
      Figure(
        "S", "expected sessions of that week", "sessions", isPlain ? "A * r * c" : nil
      ) { $0.sessions(index)[week] },
      Figure("n", "expected sessions over the horizon", "sessions") {
        $0.sessions(index).reduce(0, +)
      },
      Figure("Y", "expected units over the horizon", "units", "n * u") {
        $0.sessions(index).reduce(0, +) * $0(segment.unitsPerSession)
      },
    ]
  }

  static let churn = Mechanism(
    "churnPerMonth", shapes: ["segment.churnPerMonth"], "churn",
    "Adopters leave at a constant monthly rate and do not come back; a month is 13/3 weeks.",
    fields: [.value("", "c")], isAlwaysThere: true, isSwitchable: true, sources: [.definition],
    guide: .traffic
  ) { site in
    guard let segment = site.segment else { return [] }
    let last = site.scenario.horizon.weeks - 1
    return [
      Figure("w", "share of the adopters that stays a week", "", "(1 - c)^(3 / 13)") {
        $0.weeklySurvival(segment)
      },
      Figure("B", "share that has adopted by the last week", "") {
        $0.adoption(segment).adopted[last]
      },
      Figure("A", "share in use in the last week", "") { $0.adoption(segment).active[last] },
    ]
  }

  static let heterogeneity = Mechanism(
    "userHeterogeneity", shapes: ["segment.userHeterogeneity"], "differences between users",
    "Each user has a rate of their own, gamma distributed with this coefficient of variation. Over n"
      + " users the mean rate still varies by v / sqrt(n): drawn once a trial.",
    fields: [.value("", "v")], isAlwaysThere: true, isSwitchable: true, sources: [.klugman],
    guide: .traffic
  ) { site in
    guard let index = site.segmentIndex, let segment = site.segment else { return [] }
    return [
      Figure("n", "mean people in use", "people") {
        let users = $0.activeUsers(index)
        return users.reduce(0, +) / Double(users.count)
      },
      Figure("z", "coefficient of variation of the segment's rate", "", "v / sqrt(n)") {
        let users = $0.activeUsers(index)
        let mean = users.reduce(0, +) / Double(users.count)
        return $0(segment.userHeterogeneity) / mean.squareRoot()
      },
    ]
  }

  static let trafficEvent = Mechanism(
    "trafficEvent", "event",
    "A launch or campaign multiplies the sessions of some weeks; new people adopt the feature as the"
      + " first ones did from launch.",
    fields: [
      .value("week"), .value("factor", "k"), .value("weeks"), .value("users", "U"),
    ],
    isSwitchable: true, sources: [.definition], guide: .traffic
  ) { site in
    guard let index = site.segmentIndex, let segment = site.segment,
      let place = site.position("trafficEvent"), segment.events.indices.contains(place)
    else { return [] }
    let week = segment.events[place].week
    guard week < site.scenario.horizon.weeks else { return [] }
    return [
      Figure("A", "people in use in week \(week + 1)", "people") { $0.activeUsers(index)[week] },
      Figure("S", "expected sessions of that week", "sessions") { $0.sessions(index)[week] },
      Figure("b", "expected sessions of the week before", "sessions") {
        week > 0 ? $0.sessions(index)[week - 1] : 0
      },
    ]
  }

  static let background = Mechanism(
    "background", "background work",
    "Sessions that run whether anybody uses the feature or not, and make no units: what a feature"
      + " without users still costs.",
    fields: [
      .value("workflow"), .value("runsPerWeek", "r"), .value("from"), .value("until"),
    ],
    isSwitchable: true, sources: [.definition], guide: .traffic
  ) { site in
    guard let name = site.keys["background"],
      let index = site.scenario.segments.firstIndex(where: {
        $0.isBackground && $0.name == "background.\(name)"
      }), case .background(let runs) = site.scenario.segments[index].kind
    else { return [] }
    let weeks = runs.weeks.clamped(to: 0...(site.scenario.horizon.weeks - 1)).count
    return [
      Figure("W", "weeks of the horizon in which it runs", "weeks") { _ in Double(weeks) },
      Figure("n", "runs over the horizon", "sessions", "r * W") {
        $0.sessions(index).reduce(0, +)
      },
    ]
  }

  static let shadowShare = Mechanism(
    "shadowShare", shapes: ["scenario.shadowShare", "segment.shadowShare"], "untracked use",
    "Part of all use goes past the feature: it costs at the models, makes no units and no value, and"
      + " warms no cache. With s of all use untracked there are s / (1 - s) untracked sessions for each"
      + " tracked one.",
    fields: [.value("", "s")], isAlwaysThere: true, isSwitchable: true, sources: [.definition],
    guide: .traffic
  ) { site in
    let shadows = site.scenario.segments.enumerated().filter { _, segment in
      guard case .shadow(let tracked, _) = segment.kind else { return false }
      return site.segmentIndex == nil || site.segmentIndex == tracked
    }.map(\.offset)
    let tracked = shadows.compactMap { index -> Int? in
      if case .shadow(let of, _) = site.scenario.segments[index].kind { of } else { nil }
    }
    guard !shadows.isEmpty else { return [] }
    let isOwn = tracked.allSatisfy { site.scenario.segments[$0].shadowShare == nil }
    return [
      Figure("n", "tracked sessions over the horizon", "sessions") { point in
        tracked.reduce(0) { $0 + point.sessions($1).reduce(0, +) }
      },
      Figure(
        "z", "untracked sessions over the horizon", "sessions",
        isOwn || shadows.count == 1 && site.segmentIndex != nil ? "n * s / (1 - s)" : nil
      ) { point in shadows.reduce(0) { $0 + point.sessions($1).reduce(0, +) } },
    ]
  }
}
