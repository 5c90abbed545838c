import Foundation
import Testing

/// What each value of an attribution field costs a month, before the cost exists.
struct AllocationCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 26 weeks are six months. A session of `chat` is an answer for 0.003 USD and a title for 0.001; one of
  /// `find` an answer for 0.002. Free users make 1,000 sessions a week of the first, paying ones 500 of
  /// the second.
  private static let scenario = """
    { "name": "Allocated", "attribution": { "feature": "chat", "team": "cx" },
      "horizon": { "weeks": 26 },
      "models": { "m": { "input": 1, "output": 10 }, "n": { "input": 2, "output": 10 } },
      "segments": {
        "free": { "users": 1000, "sessionsPerUserPerWeek": SESSIONS, "workflow": "chat" },
        "paid": { "users": 500, "sessionsPerUserPerWeek": 1, "workflow": "find",
          "attribution": { "team": "sales", "costCentre": "4711" } } },
      "workflows": {
        "chat": { "calls": [
          { "name": "answer", "model": "m", "prompt": { "user": 2000 }, "output": 100,
            "maxTokens": 200, "attribution": { "promptTemplate": "answer-v2" } },
          { "name": "title", "model": "n", "prompt": { "user": 400 }, "output": 20,
            "maxTokens": 200, "attribution": { "promptTemplate": "title-v1", "team": "docs" } } ] },
        "find": { "calls": [ { "name": "answer", "model": "n", "prompt": { "user": 500 },
          "output": 100, "maxTokens": 200 } ] } },
      "harness": { "perUnit": 0.001 }, "fixed": { "monthly": 60 },
      "commitments": { "old": { "provider": "azure", "perMonth": 30, "production": false } } }
    """
  private static let month = 13.0 / 3

  private func allocation(
    _ sessions: String = "1", by fields: String...
  ) throws -> [String: [String: [String: Double]]] {
    let file = try folder.write(
      Self.scenario.replacing("SESSIONS", with: sessions), to: "scenario.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["estimate", file, "--trials", "64", "--format", "json"] + fields.flatMap { ["--by", $0] })
    #expect(run.status == 0, "\(run.error)")
    let tables = try #require(run.json["allocation"] as? [String: [String: [String: Any]]])
    let metrics = try #require(run.json["metrics"] as? [String: [String: Any]])
    let total = try #require((metrics["cost.total"]?["mean"] as? [String: Double])?["value"])
    var means: [String: [String: [String: Double]]] = [:]
    for (field, values) in tables {
      for (value, band) in values {
        means[field, default: [:]][value] = band["mean"] as? [String: Double]
      }
      let sum = means[field]?.values.reduce(0) { $0 + ($1["value"] ?? .nan) } ?? .nan
      #expect(abs(6 * sum / total - 1) < 1e-12, "\(field): \(sum) a month, \(total) in all")
    }
    return means
  }

  @Test func `labels of calls go before those of segments and of the feature`() throws {
    let tables = try allocation()
    let team = try #require(tables["team"])
    let answers = (0.003 + 0.001) * 1000 * Self.month
    #expect(abs(team["cx"]!["value"]! - (answers + 60 + 30)) < 1e-9)
    #expect(abs(team["docs"]!["value"]! - 0.001 * 1000 * Self.month) < 1e-9)
    #expect(abs(team["sales"]!["value"]! - (0.002 + 0.001) * 500 * Self.month) < 1e-9)
    let template = try #require(tables["promptTemplate"])
    #expect(abs(template["answer-v2"]!["value"]! - 0.003 * 1000 * Self.month) < 1e-9)
    #expect(Set(template.keys) == ["answer-v2", "title-v1", "(none)"])
    #expect(Set(tables["costCentre"]!.keys) == ["4711", "(none)"])
    // Nobody asked for it, and it is the same everywhere.
    #expect(tables["feature"] == nil)
  }

  @Test func `what has no label is by call, model, provider, segment and layer`() throws {
    let tables = try allocation(by: "model", "provider", "segment", "call", "layer", "feature")
    #expect(abs(tables["model"]!["m"]!["value"]! - 0.003 * 1000 * Self.month) < 1e-9)
    #expect(abs(tables["provider"]!["azure"]!["value"]! - 30) < 1e-9)
    #expect(abs(tables["segment"]!["paid"]!["value"]! - 0.003 * 500 * Self.month) < 1e-9)
    #expect(abs(tables["call"]!["chat.title"]!["value"]! - 0.001 * 1000 * Self.month) < 1e-9)
    #expect(abs(tables["layer"]!["commitments"]!["value"]! - 30) < 1e-9)
    #expect(tables["feature"]!.count == 1)
  }

  @Test func `parts add up where nothing is known for sure`() throws {
    let tables = try allocation(#"{ "p5": 0.3, "p95": 3 }"#, by: "segment", "model")
    #expect(tables.count == 5)
  }

  @Test func `every format has them`() throws {
    let file = try folder.write(
      Self.scenario.replacing("SESSIONS", with: #"{ "p5": 0.3, "p95": 3 }"#), to: "scenario.json")
    let text = try CommandRun("estimate", file, "--trials", "64", "--by", "provider").output
    #expect(text.contains("By provider") && text.contains("By team"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 100 })
    let csv = try CommandRun("estimate", file, "--trials", "64", "--format", "csv").output
    #expect(csv.contains("allocation.team,docs"))
    let markdown = try CommandRun("estimate", file, "--trials", "64", "--format", "markdown")
    #expect(markdown.output.contains("By team"))
  }

  @Test func `a field that is not there is refused with those that are`() throws {
    let file = try folder.write(
      Self.scenario.replacing("SESSIONS", with: "1"), to: "scenario.json")
    let run = try CommandRun("estimate", file, "--by", "teem")
    #expect(run.status == 64)
    #expect(run.error.contains("Did you mean `team`?"))
    let twice = try CommandRun("estimate", file, "--by", "team", "--by", "team")
    #expect(twice.status == 64 && twice.error.contains("named twice"))
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func `the JSON follows its schema`() throws {
    let file = try folder.write(
      Self.scenario.replacing("SESSIONS", with: "1"), to: "scenario.json")
    let run = try CommandRun("estimate", file, "--trials", "64", "--format", "json")
    let document = try folder.write(run.output, to: "estimate.json")
    let schema = Repository.root.appending(path: "scenarios/schemas/estimate.schema.json")
    #expect(
      try SchemaValidator.findings(of: URL(fileURLWithPath: document), schema: schema) == "")
  }
}
