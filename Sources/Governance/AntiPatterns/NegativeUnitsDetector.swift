import Simulation

/// Units that cost more than they are worth, ever more of them.
///
/// - Source: FinOps-for-AI guide, pattern 5: "AI costs growing proportionally with user adoption; unit
///   margin declining as volume increases."
enum NegativeUnitsDetector {
  static func finding(in forecast: PatternForecast) -> PatternFinding {
    guard let value = forecast.value else {
      return PatternFinding(
        .negativeUnits, .forecast,
        notVisible: "the scenario does not say what a unit is worth; add `value`")
    }
    let length = PatternWindow.weeks
    guard forecast.weeks >= 2 * length else {
      return PatternFinding(
        .negativeUnits, .forecast,
        notVisible: "\(forecast.weeks) weeks are too few to see use grow; it takes \(2 * length)")
    }
    let cost = forecast.windows(Flow.variableCosts)
    let units = forecast.windows([.units])
    var beyond = [Double](repeating: 0, count: forecast.trials)
    let appearance = forecast.appearance(from: 2 * length - 1) { week in
      let spent = cost.sum(endingWith: week, length: length)
      let earned = value.sum(endingWith: week, length: length)
      let use = units.sum(endingWith: week, length: length)
      let before = units.sum(
        endingWith: max(week - PatternWindow.quarter, length - 1), length: length)
      return spent.indices.map { trial in
        beyond[trial] = spent[trial] > 0 ? max(1 - earned[trial] / spent[trial], 0) : 0
        return earned[trial] - spent[trial] < AntiPattern.negativeUnits.threshold
          && use[trial] >= (1 + PatternWindow.growth) * before[trial] && use[trial] > 0
      }
    }
    func lastOverFirst(_ windows: WeeklyWindows) -> Double {
      let first = windows.sum(endingWith: length - 1, length: length)
      let last = windows.sum(endingWith: forecast.weeks - 1, length: length)
      return WeeklyWindows.median(zip(last, first).map { $1 > 0 ? $0 / $1 : .nan })
    }
    let margins = forecast.valuation?.marginPerUnit().expected ?? []
    return PatternFinding(
      .negativeUnits, .forecast, probability: appearance.probability, weeks: appearance.weeks,
      signals: [
        .init("margin of a unit", WeeklyWindows.median(margins), .dollars),
        .init(
          "cost of the last weeks beyond what units are worth", WeeklyWindows.median(beyond),
          .share),
        .init("use of the last weeks over the first", lastOverFirst(units), .times),
      ])
  }
}
