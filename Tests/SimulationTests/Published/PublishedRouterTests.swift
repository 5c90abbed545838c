import Simulation
import Testing

/// Routers between two models whose outcomes were measured question by question.
struct PublishedRouterTests {
  private func successes(
    weak: Double, strong: Double, curve: String = "", share: Double
  ) async throws -> Double {
    var scenario = HandScenario()
    scenario.calls = [#""name": "answer", "prompt": {"user": 100}, "output": 10"#]
    scenario.root = """
      "routing": {"strategies": {"it": {"router": {
        "small": {"model": "cheap", "success": \(weak)},
        "large": {"model": "hand", "success": \(strong)}, \(curve)"shareToLarge": \(share)}}}}
      """
    return try await HandForecast(scenario).mean(.successes) / 1000
  }

  /// Lots drawn question by question: on average a straight line between the two models.
  @Test(
    .enabled(if: RouteLLMOutcomes.areAtHand, "no copy of RouteLLM's outcomes at hand"),
    arguments: RouteLLMOutcomes.Benchmark.allCases)
  func aRandomRouterIsALine(_ benchmark: RouteLLMOutcomes.Benchmark) async throws {
    let data = try RouteLLMOutcomes(benchmark)
    let (weak, strong) = (data.share { weak, _ in weak }, data.share { _, strong in strong })
    for share in [0.1, 0.5, 0.8] {
      let right = data.outcomes.reduce(0) {
        $0 + ($1.weak ? 1 - share : 0) + ($1.strong ? share : 0)
      }
      let found = try await successes(weak: weak, strong: strong, share: share)
      #expect(isClose(found, right / Double(data.outcomes.count)))
    }
  }

  /// The router that knows the outcomes: it sends the questions that only the strong model answers
  /// first, as RouteLLM's evaluation does for its optimal line, and those that only the weak one
  /// answers last. It recovers the whole gap at the share by which the strong model is better.
  @Test(
    .enabled(if: RouteLLMOutcomes.areAtHand, "no copy of RouteLLM's outcomes at hand"),
    arguments: RouteLLMOutcomes.Benchmark.allCases)
  func theOracleRouterNeedsTheShareByWhichTheStrongModelIsBetter(
    _ benchmark: RouteLLMOutcomes.Benchmark
  ) async throws {
    let data = try RouteLLMOutcomes(benchmark)
    let (weak, strong) = (data.share { weak, _ in weak }, data.share { _, strong in strong })
    let onlyStrong = data.share { !$0 && $1 }
    let onlyWeak = data.share { $0 && !$1 }
    let most = onlyStrong / (strong - weak)
    let curve = "\"curve\": [[\(onlyStrong), \(most)], [\(1 - onlyWeak), \(most)]], "
    let gains = data.outcomes.map { ($0.strong ? 1 : 0) - ($0.weak ? 1 : 0) }.sorted(by: >)
    let count = gains.count
    for sent in [0, count / 20, count / 10, count / 2, count - count / 50, count] {
      let right = weak * Double(count) + Double(gains.prefix(sent).reduce(0, +))
      let found = try await successes(
        weak: weak, strong: strong, curve: curve, share: Double(sent) / Double(count))
      #expect(isClose(found, right / Double(count)), "\(sent)")
    }
    let cpt = try await successes(
      weak: weak, strong: strong, curve: curve, share: onlyStrong - onlyWeak)
    #expect(isClose(cpt, strong))
    // Over all questions the strong model is better on 21.8 % of GSM8K and 12.5 % of MMLU.
    let published = benchmark == .gsm8k ? 0.290 - 0.072 : 0.178 - 0.053
    let error = ((onlyStrong + onlyWeak) / Double(count)).squareRoot()
    #expect(abs(onlyStrong - onlyWeak - published) <= 5.33 * error + 0.001)
  }
}
