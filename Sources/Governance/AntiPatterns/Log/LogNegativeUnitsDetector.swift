import Simulation

/// What a session costs in the log, against what the scenario says it is worth.
enum LogNegativeUnitsDetector {
  static func finding(in log: PatternLog) -> PatternFinding {
    if let gap = log.trendGap { return PatternFinding(.negativeUnits, .log, notVisible: gap) }
    let costs = log.windows { $0.cost }
    let use = log.windows { Double($0.sessions) }
    let perSession = zip(costs, use).map { $1 > 0 ? $0 / $1 : 0 }
    let signals: [PatternFinding.Signal] = [
      .init("cost of a session, first weeks", perSession.first ?? .nan, .dollars),
      .init("cost of a session, last weeks", perSession.last ?? .nan, .dollars),
      .init(
        "sessions of the last weeks over the first", (use.last ?? .nan) / (use.first ?? .nan),
        .times),
    ]
    guard let forecast = log.forecast, let valuation = forecast.valuation,
      log.history.counting == .session
    else {
      return PatternFinding(
        .negativeUnits, .log,
        notVisible: log.history.counting == .session
          ? "what a unit is worth is in no log; give a scenario with a `value` beside it"
          : "no request names a session, so that there is no unit to hold a value against",
        signals: signals)
    }
    // What is not in the log comes from the forecast: value and harness of a session.
    let sessions = forecast.metrics.column(.sessions).expected
    let earned = valuation.value().expected
    let harness = forecast.metrics.column(.harnessCost).expected
    let room = (0..<forecast.trials).map { trial in
      sessions[trial] > 0 ? (earned[trial] - harness[trial]) / sessions[trial] : .infinity
    }
    let lag = PatternWindow.quarter
    let firstWeeks = room.map { room in
      perSession.indices.first { place in
        place >= PatternWindow.weeks && perSession[place] > room
          && use[place] >= (1 + PatternWindow.growth) * use[max(place - lag, 0)]
      }.map { $0 + PatternWindow.weeks - 1 }
    }
    let appearance = PatternAppearance(firstWeeks, randomisations: forecast.randomisations)
    return PatternFinding(
      .negativeUnits, .log, probability: appearance.probability, weeks: appearance.weeks,
      signals: [.init("value of a session less harness", WeeklyWindows.median(room), .dollars)]
        + signals,
      remark: "value and harness of a session are those of the scenario")
  }
}
