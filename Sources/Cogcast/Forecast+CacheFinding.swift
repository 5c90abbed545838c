import Economics
import Pricing
import Reports
import Scenarios
import Simulation
import Summaries

extension Forecast {
  /// Standard errors by which the effect of a cache must exceed zero to be reported: 99.7 % of what a
  /// cache without effect would show lies within.
  private static let certainty = 3.0

  /// Warns of caching that costs more than it saves, with the share of reads from which it would pay.
  static func cacheFindings(
    _ simulated: StrategyResult, _ evaluator: MetricEvaluator
  ) -> [Warning] {
    guard let rung = simulated.bridge.first(where: { $0.effect == .cache }),
      rung.amount > certainty * rung.error, rung.amount > 0
    else { return [] }
    let scenario = evaluator.result.scenario
    let lifetimes = Set(
      scenario.workflows.flatMap(\.calls).compactMap { call in
        call.cache.map { $0.ttl == .oneHour ? TokenRates.CacheLifetime.oneHour : .fiveMinutes }
      })
    let strategy = scenario.routing?.strategies.firstIndex { $0.name == simulated.name }
    let models = scenario.modelsCalled(under: strategy).sorted()
    let thresholds = models.compactMap { name in
      scenario.models[name].map { price in
        lifetimes.compactMap { price.rates.breakEvenHitRate($0) }.max()
          .map { "\(percent($0)) on \(name)" } ?? "never on \(name)"
      }
    }
    let rate = evaluator.band(for: MetricReference(.cacheHitRate, strategy: simulated.name)).mean
    let found = rate.map { "; \(percent($0.value)) of the input is read from it" } ?? ""
    return [
      Warning(
        location: nil,
        message:
          "caching costs $\(Numerals.fixed(rung.amount, decimals: 2)) over the horizon more than it"
          + " saves\(found). It pays where the share of its tokens that are read exceeds"
          + " \(thresholds.joined(separator: ", ")): remove `cache`, shorten its `prefix`, or"
          + " bring turns closer together.")
    ]
  }

  private static func percent(_ share: Double) -> String {
    "\(Numerals.fixed(100 * share, decimals: 1)) %"
  }
}
