import Cogcast
import Foundation
import Testing

/// Selectors of a gate measure what other reports say of the same part.
struct GateSelectorTests {
  @Test func `a part of the feature costs what the breakdown says`() async throws {
    let golden = try GoldenDocument(GoldenReport(command: .estimate, scenario: "rag-search"))
    let breakdown = try golden.object("breakdown")
    let parts = [
      ("segment", "power"), ("segment", "casual"), ("model", "claude-sonnet-5-5"),
      ("model", "gpt-6-luna"),
    ]
    // An attribution field selects the whole feature.
    let selectors = parts.map { "{\($0):\($1)}" } + ["{team:search}"]
    let expected =
      try parts.map { dimension, name in
        let costs = try #require(breakdown[dimension] as? [String: Any])
        return try #require(GoldenDocument.Number(costs[name])).value
      } + [try golden.number("mean", of: "cost.total").value]
    let measured = try await measure(
      selectors.map { "mean(cost.total\($0)) > 0" }, in: "rag-search")
    for (position, selector) in selectors.enumerated() {
      let difference = abs(measured[position] - expected[position])
      #expect(difference <= 1e-9 * expected[position], "\(selector)")
    }
  }

  @Test func `another strategy costs what the comparison says`() async throws {
    let golden = try GoldenDocument(
      GoldenReport(command: .compare, scenario: "support-assistant"))
    let sides = try golden.objects("strategies")
    let large = try #require(sides.first { $0["strategy"] as? String == "all-large" })
    let labels = ["mean", "P50", "P95"]
    let measured = try await measure(
      labels.map { "\($0.lowercased())(cost.total{strategy:all-large}) > 0" },
      in: "support-assistant")
    for (label, value) in zip(labels, measured) {
      let number = GoldenDocument.number(label, of: "cost.total", in: large["metrics"])
      let expected = try #require(number).value
      #expect(abs(value - expected) <= 1e-9 * expected, "\(label)")
    }
  }

  @Test func `another team's feature is refused`() throws {
    #expect(throws: CogcastError.self) {
      try feature("rag-search", gates: ["mean(cost.total{team:other}) > 0"])
    }
  }

  /// What gates of a scenario measure.
  private func measure(_ gates: [String], in scenario: String) async throws -> [Double] {
    let report = try await feature(scenario, gates: gates).checkGates().report(.csv)
    // A selector with a comma would be quoted; these have none.
    return try report.split(separator: "\n").dropFirst().map { row in
      try #require(Double(row.split(separator: ",")[4]))
    }
  }

  private func feature(_ scenario: String, gates: [String]) throws -> FeatureScenario {
    let file = URL(fileURLWithPath: Repository.scenario(scenario))
    let text = try String(contentsOf: file, encoding: .utf8)
    let old = try #require(text.range(of: "\"gates\""))
    let list = gates.map { "\"\($0)\"" }.joined(separator: ", ")
    return try FeatureScenario(text: text[..<old.lowerBound] + "\"gates\": [\(list)] }")
  }
}
