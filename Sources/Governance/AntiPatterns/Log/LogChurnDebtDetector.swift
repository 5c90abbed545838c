import Simulation

/// Models and providers on their way out, and what is committed to beside the log.
enum LogChurnDebtDetector {
  static func finding(in log: PatternLog) -> PatternFinding {
    let recent = PatternWindow.weeks
    let paid = log.history.models.filter { $0.cost.suffix(recent).contains { $0 > 0 } }
    let spent = paid.reduce(0) { $0 + $1.cost.suffix(recent).reduce(0, +) }
    let fading = paid.filter { isFading($0.requests) }
    let fadingCost = fading.reduce(0) { $0 + $1.cost.suffix(recent).reduce(0, +) }
    let signals: [PatternFinding.Signal] = [
      .init("providers paid in the last weeks", Double(Set(paid.map(provider)).count), .count),
      .init("models paid in the last weeks whose use falls", Double(fading.count), .count),
      .init(
        "cost of the last weeks at those models", spent > 0 ? fadingCost / spent : .nan, .share),
    ]
    guard let forecast = log.forecast, !forecast.scenario.commitments.isEmpty else {
      return PatternFinding(
        .churnDebt, .log,
        notVisible:
          "resources and reservations are in no request log; list them as `commitments` of a"
          + " scenario and give it beside the log", signals: signals)
    }
    let weeks = Double(forecast.weeks)
    let logged = spent / Double(max(min(log.weeks.count, recent), 1))
    let all = forecast.metrics.column(.commitmentCost).expected
    let idle = forecast.metrics.column(.idleCommitmentCost).expected
    let shares = zip(idle, all).map { idle, all in idle / (all + weeks * logged) }
    let appearance = PatternAppearance(
      shares.map { $0 >= AntiPattern.churnDebt.threshold ? 0 : nil },
      randomisations: forecast.randomisations)
    return PatternFinding(
      .churnDebt, .log, probability: appearance.probability, weeks: nil,
      signals: [
        .init("idle commitments in those and the log's cost", WeeklyWindows.median(shares), .share)
      ] + signals,
      remark: "commitments are those of the scenario; the log shows the rest of the cost")
  }

  private static func provider(_ model: UsageHistory.Model) -> String {
    model.provider ?? model.name
  }

  /// Weeks without any request count as a tenth of one, so that a model that is gone has a trend.
  private static func isFading(_ requests: [Double]) -> Bool {
    let used = requests.drop { $0 == 0 }.map { max($0, 0.1) }
    guard used.count >= UsageHistory.fewestWeeks, let trend = WeeklyTrend(used) else {
      return false
    }
    return trend.confidence(atMost: 1 - PatternWindow.fall) >= 0.95
  }
}
