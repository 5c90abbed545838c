import Simulation

/// Background work that goes on while nobody uses the feature any more.
///
/// - Source: FinOps-for-AI guide, pattern 1: "Token consumption stable or rising while active user
///   sessions decline."
enum ZombieDetector {
  static func finding(in forecast: PatternForecast) -> PatternFinding {
    guard
      let background = forecast.windows(Flow.variableCosts, lackedBy: .background)
    else {
      return PatternFinding(
        .zombie, .forecast,
        notVisible: "the scenario has no `background` work: nothing in it runs without users")
    }
    let length = PatternWindow.weeks
    guard forecast.weeks >= 2 * length else {
      return PatternFinding(
        .zombie, .forecast,
        notVisible: "\(forecast.weeks) weeks are too few to see use fall; it takes \(2 * length)")
    }
    let cost = forecast.windows(Flow.variableCosts)
    let units = forecast.windows([.units])
    var peak = [Double](repeating: -1, count: forecast.trials)
    var atPeak = peak
    var share = peak
    var kept = peak
    let appearance = forecast.appearance(from: length - 1) { week in
      let use = units.sum(endingWith: week, length: length)
      let work = background.sum(endingWith: week, length: length)
      let all = cost.sum(endingWith: week, length: length)
      return use.indices.map { trial in
        if use[trial] > peak[trial] { (peak[trial], atPeak[trial]) = (use[trial], work[trial]) }
        share[trial] = all[trial] > 0 ? work[trial] / all[trial] : 0
        kept[trial] = peak[trial] > 0 ? use[trial] / peak[trial] : 1
        return kept[trial] <= 1 - PatternWindow.fall
          && share[trial] >= AntiPattern.zombie.threshold
          && work[trial] > (1 - PatternWindow.fall) * atPeak[trial]
      }
    }
    return PatternFinding(
      .zombie, .forecast, probability: appearance.probability, weeks: appearance.weeks,
      signals: [
        .init("background work in the cost of the last weeks", WeeklyWindows.median(share), .share),
        .init("use of the last weeks over its peak", WeeklyWindows.median(kept), .share),
      ])
  }
}
