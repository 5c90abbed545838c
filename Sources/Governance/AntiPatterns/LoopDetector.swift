import Simulation
import Summaries

/// Requests that multiply: retries, validation rounds, loops and agents that start agents.
///
/// - Source: FinOps-for-AI guide, pattern 3: "Average tokens per request significantly above design
///   estimate; high variance in cost per session."
enum LoopDetector {
  static func finding(in forecast: PatternForecast) -> PatternFinding {
    guard let tokens = forecast.totals(Flow.tokens, without: .repetition) else {
      return PatternFinding(
        .agenticLoop, .forecast,
        notVisible: "no call has `retry`, `validate` or `loop`: every request is sent once")
    }
    let multipliers = zip(tokens.all, tokens.rest).map { $1 > 0 ? $0 / $1 : .nan }
    // Requests repeat from the first day on.
    let appearance = PatternAppearance(
      multipliers.map { $0 >= AntiPattern.agenticLoop.threshold ? 0 : nil },
      randomisations: forecast.randomisations)
    let calls = forecast.totals([.calls], without: .repetition)
    let requests = calls.map { zip($0.all, $0.rest).map { $1 > 0 ? $0 / $1 : .nan } } ?? []
    let tail = forecast.sessions?.tails.last
    return PatternFinding(
      .agenticLoop, .forecast, probability: appearance.probability, weeks: appearance.weeks,
      signals: [
        .init("tokens over those of the design", WeeklyWindows.median(multipliers), .times),
        .init(
          "the same in one trial of twenty", WeeklyWindows.quantile(0.95, multipliers), .times),
        .init("requests over those of the design", WeeklyWindows.median(requests), .times),
        .init(
          "cost of the dearest hundredth of the sessions", tail?.share?.value ?? .nan, .share),
      ])
  }
}
