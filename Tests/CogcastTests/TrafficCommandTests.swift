import Foundation
import Testing

/// Background work, untracked use and events, as the command line shows them.
struct TrafficCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 1,000 sessions a week at $0.007 for four weeks: $28.
  private func scenario(segment: String = "", top: String = "") -> String {
    """
    { "name": "Small", "attribution": { "feature": "small" }, "horizon": { "weeks": 4 },
      "models": { "m": { "input": 5, "output": 20 } },
      "segments": { "all": { "users": 1000, "sessionsPerUserPerWeek": 1\(segment) } },
      "workflows": { "chat": { "calls": [ { "name": "answer", "model": "m",
        "prompt": { "system": 1000 }, "output": 100, "maxTokens": 400 } ] } }\(top) }
    """
  }

  private func run(_ command: String, _ text: String, _ options: String...) throws -> CommandRun {
    let file = try folder.write(text, to: "feature.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"), [command, file] + options)
  }

  private func mean(_ value: Any?) -> Double? {
    ((value as? [String: Any])?["mean"] as? [String: Double] ?? value as? [String: Double])?[
      "value"]
  }

  @Test func `background work and untracked use are lines of their own`() throws {
    let text = scenario(
      top: #", "background": { "sync": { "runsPerWeek": 500 } }, "shadowShare": 0.2"#)
    let run = try run("estimate", text, "--format", "json", "--trials", "256")
    #expect(run.status == 0, "\(run.error)")
    let breakdown = try #require(run.json["breakdown"] as? [String: [String: Any]])
    let expected = ["all": 28.0, "background.sync": 14, "shadow.all": 7]
    for (name, cost) in expected {
      #expect(abs(try #require(mean(breakdown["segment"]?[name])) - cost) < 1e-9, "\(name)")
    }
    let metrics = try #require(run.json["metrics"] as? [String: Any])
    #expect(abs(try #require(mean(metrics["cost.total"])) - 49) < 1e-9)
    #expect(abs(try #require(mean(metrics["cost.perUnit"])) - 49.0 / 4000) < 1e-12)
    let bridge = try #require(run.json["bridge"] as? [[String: Any]])
    for (effect, amount) in [("spreadsheet", 28.0), ("background", 14), ("shadow", 7)] {
      let rung = try #require(bridge.first { $0["effect"] as? String == effect })
      #expect(abs(try #require(rung["amount"] as? Double) - amount) < 1e-9, "\(effect)")
    }
  }

  @Test(arguments: ["text", "markdown", "csv"])
  func `every format names them`(format: String) throws {
    let text = scenario(
      top: #", "background": { "sync": { "runsPerWeek": 500 } }, "shadowShare": 0.2"#)
    let run = try run("estimate", text, "--format", format, "--trials", "256")
    #expect(run.status == 0, "\(run.error)")
    for name in ["background.sync", "shadow.all"] {
      #expect(run.output.contains(name), "\(format)")
    }
  }

  @Test func `a gate can select background work`() throws {
    let text = scenario(
      top: #"""
        , "background": { "sync": { "runsPerWeek": 500 } },
        "gates": [ "mean(cost.total{segment:background.sync}) <= 13" ]
        """#)
    let run = try run("gate", text, "--trials", "256")
    #expect(run.status == 1, "\(run.error)")
    #expect(run.output.contains("background.sync"))
  }

  @Test func `a campaign is in the months that it touches`() throws {
    let text = scenario(segment: #", "events": [ { "week": 2, "factor": 3, "weeks": 1 } ]"#)
    let run = try run("estimate", text, "--format", "json", "--trials", "256")
    let metrics = try #require(run.json["metrics"] as? [String: Any])
    #expect(abs(try #require(mean(metrics["cost.total"])) - 42) < 1e-9)
  }

  @Test func `what changes nothing is said`() throws {
    let run = try run("validate", scenario(top: #", "demand": { "hourProfile": "office" }"#))
    #expect(run.status == 0)
    #expect((run.output + run.error).contains("no call has a `cache`"))
  }
}
