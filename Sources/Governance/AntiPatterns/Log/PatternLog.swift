import Economics
import Summaries

/// A request log in which patterns are looked for, with the forecast of its scenario where there is one.
package struct PatternLog {
  let history: UsageHistory
  let forecast: PatternForecast?

  package init(_ history: UsageHistory, forecast: PatternForecast? = nil) {
    self.history = history
    self.forecast = forecast
  }

  package var findings: [PatternFinding] {
    AntiPattern.allCases.map { pattern in
      switch pattern {
      case .zombie: LogZombieDetector.finding(in: self)
      case .churnDebt: LogChurnDebtDetector.finding(in: self)
      case .agenticLoop: LogLoopDetector.finding(in: self)
      case .dataEgress:
        PatternFinding(
          .dataEgress, .log,
          notVisible: "a request log has no cost of networks; see the forecast of the scenario")
      case .negativeUnits: LogNegativeUnitsDetector.finding(in: self)
      }
    }
  }

  var weeks: [UsageHistory.Week] { history.weeks }

  /// Why there is no trend to tell; `nil` where there is.
  var trendGap: String? {
    if history.counting == nil {
      return "no request names a session or a user, so that use cannot be told from requests"
    }
    if weeks.count < UsageHistory.fewestWeeks {
      return "the log has \(weeks.count) whole weeks; a trend takes \(UsageHistory.fewestWeeks)"
    }
    return nil
  }

  /// Sums over the windows that end with each week from the first full one on.
  func windows(_ value: (UsageHistory.Week) -> Double) -> [Double] {
    let length = PatternWindow.weeks
    guard weeks.count >= length else { return [] }
    return (length...weeks.count).map { end in
      weeks[(end - length)..<end].reduce(0) { $0 + value($1) }
    }
  }
}
