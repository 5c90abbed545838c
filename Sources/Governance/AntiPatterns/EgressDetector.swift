import Simulation

/// Data that moves between regions and is in no report of models.
///
/// - Source: FinOps-for-AI guide, pattern 4: "S3 or network costs rising in proportion with AI feature
///   usage."
enum EgressDetector {
  static func finding(in forecast: PatternForecast) -> PatternFinding {
    guard let egress = forecast.windows([.harnessCost], lackedBy: .egress) else {
      return PatternFinding(
        .dataEgress, .forecast,
        notVisible:
          "the scenario moves no data between regions: `harness.egress` and `harness.flows`"
          + " cost nothing")
    }
    let length = forecast.window(PatternWindow.weeks)
    let cost = forecast.windows(Flow.costs)
    let units = forecast.windows([.units])
    var worst = [Double](repeating: 0, count: forecast.trials)
    let appearance = forecast.appearance(from: length - 1) { week in
      let all = cost.sum(endingWith: week, length: length)
      let moved = egress.sum(endingWith: week, length: length)
      return all.indices.map { trial in
        let share = all[trial] > 0 ? moved[trial] / all[trial] : 0
        worst[trial] = max(worst[trial], share)
        return share >= AntiPattern.dataEgress.threshold
      }
    }
    func growth(_ windows: WeeklyWindows) -> Double {
      let first = windows.sum(endingWith: length - 1, length: length)
      let last = windows.sum(endingWith: forecast.weeks - 1, length: length)
      return WeeklyWindows.median(zip(last, first).map { $1 > 0 ? $0 / $1 : .nan })
    }
    return PatternFinding(
      .dataEgress, .forecast, probability: appearance.probability, weeks: appearance.weeks,
      signals: [
        .init("egress in the cost of its worst four weeks", WeeklyWindows.median(worst), .share),
        .init("egress of the last weeks over the first", growth(egress), .times),
        .init("use of the last weeks over the first", growth(units), .times),
      ])
  }
}
