import Cogcast
import Explanations
import Foundation
import Scenarios
import Testing

/// Printed formulas at printed inputs give the printed results, by an evaluator of the tests' own.
struct FormulaTests {
  private static let options = RunOptions(trials: 32)

  private static let shipped: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../scenarios")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") }.sorted()
      .compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
  }()

  private static func feature(_ scenario: EffectScenario) throws -> FeatureScenario {
    try FeatureScenario(text: Array(scenario.text.utf8), file: scenario.name) { name in
      scenario.files[name].map { Array($0.utf8) }
    }
  }

  private static func figure(
    _ feature: FeatureScenario, _ path: String
  ) async throws -> Explanation? {
    let explained = try await feature.explain(path, options)
    guard case .figure(let figure, _) = explained.explanation.content else { return nil }
    return figure
  }

  /// Evaluates every formula of a figure; how many there were.
  private static func check(_ figure: Explanation, tolerance: Double = 1e-9) throws -> Int {
    var values: [String: Double] = [:]
    for input in figure.inputs {
      if let symbol = input.symbol, let value = input.value { values[symbol] = value }
    }
    var count = 0
    for result in figure.results {
      if let formula = result.formula {
        let value = try Expression.value(of: formula, with: values)
        let error = abs(value - result.value)
        #expect(
          error <= tolerance * max(abs(result.value), 1e-6),
          "\(figure.path): \(result.symbol) = \(formula) is \(value), not \(result.value)")
        count += 1
      }
      values[result.symbol] = result.value
    }
    return count
  }

  @Test(arguments: EffectScenario.blocks + EffectScenario.terms)
  func `formulas of every mechanism evaluate to what the engine has`(
    scenario: EffectScenario
  ) async throws {
    let feature = try Self.feature(scenario)
    let paths = try await feature.explain().paths.filter { !Self.isMetric($0) }
    var count = 0
    for path in paths {
      if let figure = try await Self.figure(feature, path) { count += try Self.check(figure) }
    }
    #expect(paths.count > 10 && count >= 5)
  }

  @Test func `formulas of the scenarios that ship evaluate to what the engine has`() async throws {
    var count = 0
    for text in Self.shipped {
      let feature = try FeatureScenario(text: text)
      for path in try await feature.explain().paths where !Self.isMetric(path) {
        if let figure = try await Self.figure(feature, path) { count += try Self.check(figure) }
      }
    }
    #expect(Self.shipped.count >= 7 && count > 200)
  }

  /// Ratios are taken in every trial: they are those of the means where no trial differs.
  @Test func `metrics of plain numbers are their formulas`() async throws {
    let feature = try FeatureScenario(text: Self.plain)
    var count = 0
    for path in try await feature.explain().paths where Self.isMetric(path) {
      if let figure = try await Self.figure(feature, path) { count += try Self.check(figure) }
    }
    #expect(count >= 12)
    let roi = try await Self.figure(feature, "roi.month(2)")
    #expect(try Self.check(try #require(roi)) == 1)
  }

  @Test func `every mechanism of the language is explained somewhere`() async throws {
    var titles: Set<String> = []
    for scenario in EffectScenario.blocks + EffectScenario.terms {
      let feature = try Self.feature(scenario)
      guard case .list(let paths) = try await feature.explain().explanation.content else {
        continue
      }
      titles.formUnion(paths.map(\.title))
    }
    let missing = Mechanism.all.filter { !titles.contains($0.title) }.map(\.name)
    #expect(missing == ["scenario"])
  }

  private static func isMetric(_ path: String) -> Bool {
    let families = [
      "cost.", "tokens.", "calls.", "cache.", "quality.", "sessions.",
      "routing.escalation",
    ]
    let economic = ["units.", "margin.", "profit.", "roi.", "payback.", "npv"]
    return (families + economic).contains { path.hasPrefix($0) }
  }

  private static let plain = """
    { "name": "Plain", "attribution": { "feature": "plain" }, "horizon": { "weeks": 13 },
      "segments": { "all": { "users": 900, "adoption": 0.5, "sessionsPerUserPerWeek": 2 } },
      "models": { "m": { "input": 5, "output": 20, "cacheRead": 0.5 } },
      "workflows": { "chat": { "turns": 2, "memory": "full", "calls": [ { "name": "answer",
        "model": "m", "maxTokens": 200, "prompt": { "system": 2000, "user": 50 }, "output": 100,
        "cache": {} } ] } },
      "harness": { "perUnit": 0.01 }, "fixed": { "oneOff": 5000, "monthly": 100 },
      "value": { "costDisplacement": { "humanCost": 10, "deflection": 0.3 } } }
    """
}
