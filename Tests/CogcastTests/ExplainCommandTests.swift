import Cogcast
import Foundation
import Testing

struct ExplainCommandTests {
  private static let support = Repository.scenario("support-assistant")
  private static let retry = "workflows.chat.calls.answer.retry"

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func explain(_ file: String, _ arguments: String...) throws -> CommandRun {
    try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["explain", file, "--trials", "64"] + arguments)
  }

  private func rows(_ run: CommandRun, _ key: String) throws -> [[String: Any]] {
    try #require(run.json[key] as? [[String: Any]], "\(run.error)")
  }

  @Test func `a mechanism has formula, inputs, result and source`() throws {
    let run = try explain(Self.support, Self.retry)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("\(Self.retry): retry policy\n"))
    for words in [
      "N = (1 - f^M) / (1 - f)", "maxAttempts", "known, default",
      "expected attempts of a request", "What it adds", "cost.month", "Loss Models",
      "cited from memory",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    #expect(!run.output.contains("▶"))
  }

  @Test func `a field is marked in its mechanism`() throws {
    let run = try explain(Self.support, "\(Self.retry).failureRate", "--format", "json")
    let inputs = try rows(run, "inputs")
    let marked = inputs.filter { $0["marked"] as? Bool == true }
    #expect(marked.map { $0["path"] as? String } == ["\(Self.retry).failureRate"])
    #expect(marked.first?["is"] as? String == "unknown")
    let spread = try #require(marked.first?["spread"] as? [String: Double])
    #expect(abs((spread["p5"] ?? 0) - 0.01) < 1e-12 && abs((spread["p95"] ?? 0) - 0.08) < 1e-12)
    #expect(try rows(run, "results").count == 4)
  }

  @Test func `a parameter of a law is an input of its own`() throws {
    let run = try explain(Self.support, "workflows.chat.turns.mean", "--format", "json")
    let inputs = try rows(run, "inputs")
    #expect(inputs.map { $0["is"] as? String } == ["varies", "unknown"])
    #expect(inputs.map { $0["marked"] as? Bool } == [false, true])
  }

  /// Turns begin at 1, whatever the law that is behind them.
  @Test func `a count that varies has the quantiles of counts`() throws {
    let run = try explain(Self.support, "workflows.chat.turns", "--format", "json")
    let turns = try #require(try rows(run, "inputs").first)
    let spread = try #require(turns["spread"] as? [String: Double])
    #expect(spread["p5"] == 1 && spread["p50"] == 2)
    let mean = try rows(run, "results").first { $0["symbol"] as? String == "E1" }?["value"]
    #expect(turns["value"] as? Double == mean as? Double)
  }

  /// 1,000 sessions a week; a fifth of the requests fails once and is billed in full.
  @Test func `what a mechanism adds is as by hand`() throws {
    let scenario = SmallScenario.priced(users: 1000, system: 1000).replacing(
      "\"output\": 100",
      with: """
        "output": 100, "retry": { "failureRate": 0.2, "maxAttempts": 2, "billedFraction": 1 }
        """)
    let run = try explain(
      try folder.write(scenario, to: "a.json"), Self.retry, "--format", "json")
    let effects = try #require(run.json["effects"] as? [String: [String: Double]])
    #expect(abs((effects["cost.month"]?["value"] ?? 0) - 1000 * 0.007 * 0.2 * 13 / 3) < 1e-9)
    #expect(abs((effects["cost.perUnit"]?["value"] ?? 0) - 0.007 * 0.2) < 1e-12)
    #expect(abs((effects["quality.success"]?["value"] ?? 0) + 0.04) < 1e-12)
    let results = try rows(run, "results")
    #expect(
      results.compactMap { $0["value"] as? Double }.map { ($0 * 1e9).rounded() / 1e9 }
        == [1.2, 0.96, 0.04, 1.2])
  }

  @Test func `a metric has its formula and its band with errors`() throws {
    let run = try explain(Self.support, "roi.month(6)", "--format", "json")
    let metrics = try #require(run.json["metrics"] as? [String: [String: Any]])
    let band = try #require(metrics["roi.month(6)"]?["quantiles"] as? [[String: Any]])
    #expect(band.count == 6 && band.allSatisfy { ($0["error"] as? Double ?? 0) > 0 })
    #expect(try rows(run, "results").last?["formula"] as? String == "(V - C - K) / (C + K)")
  }

  @Test func `a metric of a strategy and a segment is theirs`() throws {
    let run = try explain(Self.support, "cost.perUnit{strategy:all-large}", "--format", "json")
    #expect(try run.json["strategy"] as? String == "all-large")
    let estimate = try CommandRun(
      "estimate", Self.support, "--trials", "64", "--strategy", "all-large", "--format", "json")
    let metrics = try #require(estimate.json["metrics"] as? [String: [String: Any]])
    let expected = try #require(metrics["cost.perUnit"]?["mean"] as? [String: Double])
    #expect(try rows(run, "results").last?["value"] as? Double == expected["value"])
    let segment = try explain(Self.support, "cost.total{segment:all}", "--format", "json")
    #expect(try rows(segment, "results").last?["formula"] as? String == "I + H")
  }

  @Test func `payback has no closed form and may lie beyond the horizon`() throws {
    let run = try explain(Self.support, "payback.months")
    #expect(run.status == 0 && !run.output.contains("Formula"), "\(run.error)")
  }

  @Test func `without a path everything is listed, with a prefix what lies below`() throws {
    let all = try explain(Self.support, "--format", "json")
    let paths = try rows(all, "list").compactMap { $0["path"] as? String }
    for path in [Self.retry, "segments.all.adoption", "demand", "cost.perUnit"] {
      #expect(paths.contains(path))
    }
    let calls = try explain(Self.support, "workflows.chat.calls", "--format", "json")
    let below = try rows(calls, "list").compactMap { $0["path"] as? String }
    #expect(below.contains(Self.retry) && below.allSatisfy { paths.contains($0) })
    #expect(try all.json["trials"] as? Int == 0)
  }

  @Test(arguments: [
    ("workflows.chat.calls.answr.retry", "Did you mean `answer`?", "It has `answer`."),
    (
      "workflows.chat.calls.answer.retry.failurRate", "Did you mean `failureRate`?",
      "can be explained: failureRate, maxAttempts, billedFraction"
    ),
    (
      "workflows.chat.calls.answer.loop", "the file has no `workflows.chat.calls.answer.loop`",
      "Tool use inside a turn"
    ),
    ("segmnts", "Did you mean `segments`?", "At the top can be explained: horizon, prices"),
    ("workflows.chat.turns.mode", "there is no `mode` in `workflows.chat.turns`", "mean"),
    ("cost.perUnt", "Did you mean `cost.perUnit`?", "Metrics are cost.total"),
    ("roi.month(99)", "found `99` as the month", "1 to 12"),
    ("name", "`name` is a name", "At the top can be explained"),
    ("routing.strategies.tiered.tiers.7", "there is no `7`", "It has `0`, `1` and `2`."),
  ])
  func `a wrong path says where and what is there`(
    path: String, words: String, allowed: String
  ) throws {
    let run = try explain(Self.support, path)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.error.contains(words) && run.error.contains(allowed), "\(run.error)")
    #expect(run.error.contains("support-assistant.json: "))
  }

  @Test func `other mistakes exit as those of other commands do`() throws {
    let bad = try folder.write("{ \"name\": 1 }", to: "bad.json")
    #expect(try explain(bad, "demand").status == 65)
    #expect(try explain("nowhere.json", "demand").status == 66)
    #expect(try explain(Self.support, "demand", "--strategy", "none").status == 64)
    let trials = try CommandRun("explain", Self.support, "demand", "--trials", "17")
    #expect(trials.status == 64 && trials.error.contains("17 trials"))
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let cache = "workflows.chat.calls.answer.cache"
    let one = try explain(Self.support, cache, "--format", format, "--threads", "1")
    let two = try explain(Self.support, cache, "--format", format, "--threads", "2")
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output && !one.output.isEmpty)
  }

  @Test func `a strategy that is not in use is explained by its own numbers`() throws {
    let file = Repository.scenario("homework-tutor")
    let run = try explain(file, "routing.strategies.cascade", "--format", "json")
    #expect(try run.json["strategy"] as? String == "cascade")
    let symbols = try rows(run, "results").compactMap { $0["symbol"] as? String }
    #expect(symbols.contains("E") && symbols.contains("Q"))
  }

  @Test(
    .enabled(if: SchemaValidator.isAvailable),
    arguments: ["", "demand", "workflows.chat.calls.answer.cache", "payback.months", "gates.0"])
  func `JSON keeps to its published schema`(path: String) throws {
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["explain", Self.support] + (path.isEmpty ? [] : [path]) + ["--format", "json"])
    let document = try folder.write(run.output, to: "explain.json")
    let schema = try folder.write(PublishedSchema.explain.text, to: "schema.json")
    let findings = try SchemaValidator.findings(
      of: URL(fileURLWithPath: document), schema: URL(fileURLWithPath: schema))
    #expect(findings == "", "\(path): \(findings)")
  }

  /// Names are untrusted text.
  @Test func `hostile names do no harm`() throws {
    let scenario = SmallScenario.priced(users: 10, system: 10)
      .replacing("\"Priced\"", with: "\"<b>|*x*\"")
    let file = try folder.write(scenario, to: "a.json")
    let text = try explain(file, "demand")
    #expect(text.status == 0 && text.output.contains("<b>|*x*"))
    let page = try explain(file, "demand", "--format", "markdown").output
    #expect(page.contains("&lt;b&gt;\\|\\*x\\*") && !page.contains("<b>"))
  }

  @Test func `no line is wider than a hundred columns`() throws {
    for name in Repository.scenarios {
      let file = Repository.scenario(name)
      let list = try explain(file, "--format", "json")
      for path in try rows(list, "list").compactMap({ $0["path"] as? String }) {
        let run = try explain(file, path)
        #expect(run.status == 0, "\(path): \(run.error)")
        let wide = run.output.split(separator: "\n").filter { $0.count > 100 }
        #expect(wide.isEmpty, "\(name) \(path): \(wide.joined(separator: "\n"))")
      }
    }
  }
}
