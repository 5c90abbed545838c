import Cogcast
import Foundation
import Testing

/// The examples of the design are estimated from end to end as they stand.
struct DesignEstimateTests {
  private static let options = RunOptions(trials: 512)

  @Test func `the first scenario is estimated, compared and gated`() async throws {
    let scenario = try FeatureScenario(text: Examples.supportAssistant)
    #expect(scenario.warnings.isEmpty)
    let estimate = try await scenario.estimate(Self.options)
    #expect(estimate.headline.hasPrefix("Likely $"))
    let fixed = try #require(estimate.band(of: "cost.fixed"))
    #expect(fixed.mean?.value == 18_000)
    let comparison = try await scenario.compare(Self.options)
    #expect(comparison.report(.text).contains("all-large less tiered"))
    let check = try await scenario.checkGates(Self.options)
    #expect(check.report(.csv).split(separator: "\n").count == 3)
  }

  /// One multiplication by hand: users × adoption × sessions, medians of what is unknown, one turn,
  /// the largest tier's price.
  @Test func `the spreadsheet number of the first scenario is that of a spreadsheet`() async throws
  {
    func logit(_ share: Double) -> Double { log(share / (1 - share)) }
    let middle: Double = (logit(0.20) + logit(0.45)) / 2
    let ceiling = 1 / (1 + exp(-middle))
    let half = (6.0 * 16).squareRoot()
    let steepness = log(0.95 / 0.05) / half
    let adoption = (0..<52).reduce(0.0) { sum, week in
      let fromHalf = Double(week) + 0.5 - half
      return sum + ceiling / (1 + exp(-steepness * fromHalf))
    }
    let sessions = 40_000 * adoption * (0.4 * 2.0).squareRoot()
    // The standard normal's P95 is 1.6448536….
    let spread = log(320.0 / 45) / 1.6448536269514722
    let user = 45 * exp(spread * spread / 2)
    let input = 1_400 + 650 + (900.0 * 3_200).squareRoot() + user
    // The measured mean of the chat-output profile, to six digits.
    let output = 203.825
    let expected = sessions * (input * 4 + output * 20) / 1e6
    let document = try await Self.document(Examples.supportAssistant)
    let found = try #require(document["spreadsheet"] as? Double)
    #expect(abs(found - expected) <= 1e-6 * expected)
  }

  @Test func `every other block of the language leaves its trace in the estimate`() async throws {
    #expect(try FeatureScenario(text: Examples.otherBlocks).warnings.isEmpty)
    let document = try await Self.document(Examples.otherBlocks)
    let breakdown = try #require(document["breakdown"] as? [String: [String: [String: Double]]])
    let parts = [
      ("model", ["our-model", "claude-opus-5-5", "claude-haiku-5-5"]),
      ("meter", ["input", "cacheRead", "cacheWrite", "output", "vectorQueries", "egress"]),
      ("call", ["chat.answer", "chat.answer.validate"]),
    ]
    for (dimension, names) in parts {
      for name in names {
        #expect(try #require(breakdown[dimension]?[name]?["value"]) > 0, "\(dimension) \(name)")
      }
    }
    let bridge = try #require(document["bridge"] as? [[String: Any]])
    let absent = ["fixed", "prices", "capacity"]
    for rung in bridge where !absent.contains(rung["effect"] as? String ?? "") {
      #expect(rung["amount"] as? Double != 0, "\(rung)")
    }
    let drivers = try #require(document["sensitivity"] as? [[String: Any]])
    #expect(
      Set(drivers.compactMap { $0["assumption"] as? String }) == [
        "segments.free.sessionsPerUserPerWeek", "workflows.chat.turns.mean", "shadowShare",
      ])
  }

  /// The design's cascade says nothing of joint quality: what was measured is assumed, with a warning.
  @Test func `the cascade of the design is compared with the other strategies`() async throws {
    let text = Examples.supportAssistant.replacing(
      #""all-large": { "single": "claude-opus-5-5" },"#, with: Examples.cascade)
    let scenario = try FeatureScenario(text: text)
    #expect(scenario.warnings.count == 1)
    #expect(scenario.warnings[0].message.contains("add `quality`"))
    let comparison = try await scenario.compare(Self.options)
    let json = try JSONSerialization.jsonObject(with: Data(comparison.report(.json).utf8))
    let document = try #require(json as? [String: Any])
    let sides = try #require(document["strategies"] as? [[String: Any]])
    let side = try #require(sides.first { $0["strategy"] as? String == "cascade" })
    let metrics = try #require(side["metrics"] as? [String: [String: Any]])
    // (1 - 0.681) · 0.9 + 0.681 · 0.1 of the sessions escalate.
    let share = metrics["routing.escalationShare"]?["mean"] as? [String: Double]
    #expect(try abs(#require(share?["value"]) - 0.3552) < 1e-9)
    #expect(comparison.report(.text).contains("Sessions answered beyond the first model"))
  }

  private static func document(_ scenario: String) async throws -> [String: Any] {
    let estimate = try await FeatureScenario(text: scenario).estimate(options)
    let json = Data(estimate.report(.json).utf8)
    return try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
  }
}
