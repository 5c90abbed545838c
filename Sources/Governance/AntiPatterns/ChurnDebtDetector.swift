import Scenarios
import Simulation

/// Commitments that production has left behind.
///
/// - Source: FinOps-for-AI guide, pattern 2: "committed capacity with low utilization"; three or more
///   providers at once.
enum ChurnDebtDetector {
  static func finding(in forecast: PatternForecast) -> PatternFinding {
    let scenario = forecast.scenario
    guard !scenario.commitments.isEmpty else {
      return PatternFinding(
        .churnDebt, .forecast,
        notVisible:
          "the scenario lists no `commitments`; what earlier providers left behind is seen"
          + " there alone",
        signals: [.init("providers", Double(scenario.providers(inWeek: nil).count), .count)])
    }
    let length = forecast.window(PatternWindow.quarter)
    let cost = forecast.windows(Flow.costs)
    let idle = forecast.windows([.idleCommitmentCost])
    var worst = [Double](repeating: 0, count: forecast.trials)
    let appearance = forecast.appearance(from: length - 1) { week in
      let all = cost.sum(endingWith: week, length: length)
      let unused = idle.sum(endingWith: week, length: length)
      return all.indices.map { trial in
        let share = all[trial] > 0 ? unused[trial] / all[trial] : 0
        worst[trial] = max(worst[trial], share)
        return share >= AntiPattern.churnDebt.threshold
      }
    }
    let providers = (0..<scenario.horizon.weeks).map { scenario.providers(inWeek: $0).count }
    let abandoned = scenario.commitments.count { !scenario.isInProduction($0) }
    return PatternFinding(
      .churnDebt, .forecast, probability: appearance.probability, weeks: appearance.weeks,
      signals: [
        .init(
          "idle commitments in the cost of their worst quarter", WeeklyWindows.median(worst), .share
        ),
        .init("commitments without production use", Double(abandoned), .count),
        .init("providers at once, at most", Double(providers.max() ?? 0), .count),
      ])
  }
}

extension Scenario {
  /// Who is paid: the providers of models that are called, and those of commitments.
  ///
  /// - Parameter week: From 0; `nil` for any.
  func providers(inWeek week: Int?) -> Set<String> {
    let called = modelsCalled().compactMap { models[$0]?.provider }
    let committed = commitments.filter { week.map($0.weeks.contains) ?? true }.map(\.provider)
    return Set(called + committed)
  }
}
