import Foundation
import Simulation
import Testing

/// Cascades of models whose outcomes were measured question by question.
struct PublishedCascadeTests {
  /// Both right, only the strong, only the weak one; counted over all questions.
  private static let published: [RouteLLMOutcomes.Benchmark: [Double]] = [
    .gsm8k: [0.566, 0.290, 0.072], .mmlu: [0.628, 0.178, 0.053],
  ]

  private func forecast(
    _ shares: [Double], truePositive: Double, falsePositive: Double
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.calls = [#""name": "answer", "prompt": {"user": 100}, "output": 10"#]
    scenario.root = """
      "routing": {"strategies": {"it": {
        "stages": ["cheap", "hand"],
        "escalation": {"truePositive": \(truePositive), "falsePositive": \(falsePositive)},
        "quality": {"both": \(shares[0]), "onlyLarge": \(shares[1]), "onlySmall": \(shares[2])}}}}
      """
    return try await HandForecast(scenario)
  }

  /// A judge's verdicts question by question, against the engine with the four shares alone.
  @Test(
    .enabled(if: RouteLLMOutcomes.areAtHand, "no copy of RouteLLM's outcomes at hand"),
    arguments: RouteLLMOutcomes.Benchmark.allCases)
  func theEngineAgreesWithQuestionByQuestionReplay(
    _ benchmark: RouteLLMOutcomes.Benchmark
  ) async throws {
    let data = try RouteLLMOutcomes(benchmark)
    let shares = [
      data.share { $0 && $1 }, data.share { !$0 && $1 }, data.share { $0 && !$1 },
    ]
    for (hit, falseAlarm) in [(0.9, 0.1), (0.6, 0.05), (1, 0)] {
      var escalated = 0.0
      var right = 0.0
      for outcome in data.outcomes {
        let chance = outcome.weak ? falseAlarm : hit
        escalated += chance
        right += (outcome.weak ? 1 - chance : 0) + (outcome.strong ? chance : 0)
      }
      let count = Double(data.outcomes.count)
      let forecast = try await forecast(shares, truePositive: hit, falsePositive: falseAlarm)
      #expect(isClose(forecast.mean(.escalations) / 1000, escalated / count))
      #expect(isClose(forecast.mean(.successes) / 1000, right / count))
    }
  }

  /// The sample is 60 % of the questions, so its shares lie within sampling errors of those of all,
  /// beside their rounding. Models succeed together: with independent ones a cascade would promise more.
  @Test(
    .enabled(if: RouteLLMOutcomes.areAtHand, "no copy of RouteLLM's outcomes at hand"),
    arguments: RouteLLMOutcomes.Benchmark.allCases)
  func measuredOutcomesAreThosePublishedAndNotIndependent(
    _ benchmark: RouteLLMOutcomes.Benchmark
  ) async throws {
    let data = try RouteLLMOutcomes(benchmark)
    let shares = [
      data.share { $0 && $1 }, data.share { !$0 && $1 }, data.share { $0 && !$1 },
    ]
    for (share, all) in try zip(shares, #require(Self.published[benchmark])) {
      let error = (all * (1 - all) / Double(data.outcomes.count)).squareRoot()
      #expect(abs(share - all) <= 5.33 * error + 0.0005, "\(share) \(all)")
    }
    let (weak, strong) = (data.share { weak, _ in weak }, data.share { _, strong in strong })
    let independent = [weak * strong, (1 - weak) * strong, weak * (1 - strong)]
    let measured = try await forecast(shares, truePositive: 0.9, falsePositive: 0.1)
    let promised = try await forecast(independent, truePositive: 0.9, falsePositive: 0.1)
    #expect(promised.mean(.successes) > measured.mean(.successes) + 1000 * 0.01)
    #expect(measured.mean(.successes) > 1000 * strong)
  }

  /// HEADLINES: gemini-1.5-flash is right in 0.848 at $17.29 a million queries, gpt-4-turbo in 0.8558
  /// at $3,330.56, a cascade in 0.870 at $190.
  ///
  /// The price says that 5.2 % escalate. A judge that escalates no right answer then finds 34 % of the
  /// wrong ones, and the accuracy says that gpt-4-turbo corrects 6.5 % of all queries: more than the
  /// least that its own accuracy needs (0.8 %), less than if the models were independent (13 %).
  ///
  /// - Source: stanford-futuredata/FrugalGPT, summary/*.csv (2024).
  @Test func aFrugalGPTCascadeFollowsFromItsModels() async throws {
    let (small, large) = (0.848, 0.8558)
    let escalated = (190 - 17.29215) / 3330.555
    let found = escalated / (1 - small)
    let onlyLarge = (0.870 - small) / found
    #expect(onlyLarge > large - small && onlyLarge < large * (1 - small), "\(onlyLarge)")
    var scenario = HandScenario()
    scenario.calls = [#""name": "answer", "prompt": {"user": 100}, "output": 0"#]
    scenario.root = """
      "routing": {"strategies": {"it": {
        "stages": ["flash", "turbo"], "escalation": {"truePositive": \(found), "falsePositive": 0},
        "quality": {"both": \(large - onlyLarge), "onlyLarge": \(onlyLarge),
                    "onlySmall": \(small - large + onlyLarge)}}}}
      """
    let text = scenario.text.replacing(
      #""models": {"#,
      with: """
        "models": {"flash": {"input": 0.1729215, "output": 0},
                   "turbo": {"input": 33.30555, "output": 0},
        """)
    let forecast = try await HandForecast(text: text)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * 190 / 1e6))
    #expect(isClose(forecast.mean(.successes), 870))
  }
}
