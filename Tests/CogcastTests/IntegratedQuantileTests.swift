import Foundation
import Testing

/// Where the quantiles of cost are integrated along lines, where they are not, and that reports say so.
struct IntegratedQuantileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func scenario(
    users: String = #"{"p5": 900, "p95": 1300}"#, sessions: String = #"{"p5": 0.5, "p95": 2}"#,
    extra: String = ""
  ) -> String {
    """
    {"name": "Lines", "attribution": {"feature": "lines"}, "horizon": {"weeks": 9},
     "models": {"hand": {"input": 3, "output": 15}},
     "segments": {"all": {"users": \(users), "sessionsPerUserPerWeek": \(sessions)}},
     "workflows": {"chat": {"calls": [{"name": "answer", "model": "hand", "maxTokens": 900,
       "prompt": {"system": {"p5": 800, "p95": 1500}}, "output": 200}]}}\(extra)}
    """
  }

  /// The closing section, as one line of words.
  private func closing(_ text: String, _ options: String...) throws -> String {
    let file = try folder.write(text, to: "lines.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["estimate", file, "--trials", "1024"] + options, in: folder.root)
    #expect(run.status == 0, "\(run.error)")
    let closing = try #require(run.output.components(separatedBy: "How this was computed").last)
    return closing.split { $0.isWhitespace }.joined(separator: " ")
  }

  private let integrated = "metrics of cost integrated along 128 lines where cost grows"
  private let plain = "quantiles from plain trials, as the metric"

  @Test func `a smooth scenario is integrated`() throws {
    let words = try closing(scenario())
    #expect(words.contains(integrated))
    #expect(!words.contains("\(plain) is not smooth"))
  }

  @Test func `one unknown input is integrated too`() throws {
    let words = try closing(
      scenario(users: "1000").replacing(#"{"p5": 800, "p95": 1500}"#, with: "1000"))
    #expect(words.contains(integrated))
    #expect(!words.contains("outer points turned"))
  }

  @Test func `a discrete input leaves lines of the others`() throws {
    let users = #"{"discrete": {"values": [900, 1300], "weights": [0.5, 0.5]}}"#
    let words = try closing(scenario(users: users))
    #expect(words.contains(integrated))
  }

  @Test func `with discrete inputs alone there are no lines`() throws {
    let users = #"{"discrete": {"values": [900, 1300], "weights": [0.5, 0.5]}}"#
    let words = try closing(
      scenario(users: users, sessions: "1").replacing(#"{"p5": 800, "p95": 1500}"#, with: "1000"))
    #expect(!words.contains(integrated) && !words.contains(plain))
  }

  /// More sessions share the fixed cost, longer prompts cost more: along a line both rise, and at 6 %
  /// of fixed cost neither prevails throughout.
  @Test func `a cost per unit that turns back falls back`() throws {
    let words = try closing(scenario(extra: #", "fixed": {"monthly": 2}"#))
    #expect(words.contains("\(plain) does not rise or fall along every line: cost.perUnit, cost"))
    #expect(words.contains(integrated))
  }

  /// A few sessions a week are simulated one by one: their number jumps along a line.
  @Test func `single sessions are not smooth`() throws {
    let words = try closing(scenario(users: "20", sessions: #"{"p5": 0.9, "p95": 1.1}"#))
    #expect(words.contains("sessions simulated one by one"))
    let parts = words.components(separatedBy: plain).dropFirst()
    #expect(parts.contains { $0.contains("cost.total") }, "\(words)")
  }

  @Test func `other points have no lines`() throws {
    for method in ["monte-carlo", "latin-hypercube"] {
      let words = try closing(scenario(), "--method", method)
      #expect(!words.contains(integrated) && !words.contains(plain))
    }
  }

  /// The first of a comparison has the bands that it has alone, to the last digit.
  @Test func `a comparison integrates along the same lines`() throws {
    let base = try folder.write(scenario(), to: "base.json")
    let head = try folder.write(
      scenario().replacing("\"output\": 200", with: "\"output\": 210"), to: "head.json")
    func run(_ arguments: [String]) throws -> CommandRun {
      try CommandRun(
        executable: Repository.products.appending(path: "cogcast"),
        arguments + ["--trials", "1024", "--format", "json"], in: folder.root)
    }
    let alone = try run(["estimate", base])
    let compared = try run(["compare", base, head])
    let sides = try #require(compared.json["strategies"] as? [[String: Any]], "\(compared.error)")
    func quantiles(_ metrics: Any?) throws -> [[String: Double]] {
      let total = try #require((metrics as? [String: Any])?["cost.total"] as? [String: Any])
      return try #require(total["quantiles"] as? [[String: Double]])
    }
    let (one, both) = (
      try quantiles(alone.json["metrics"]), try sides.map { try quantiles($0["metrics"]) }
    )
    #expect(one == both[0])
    // Ten tokens at $15 a million, of at least 800 · $3 + 200 · $15 a million: below 2.8 %.
    for (before, after) in zip(both[0], both[1]) {
      let (low, high) = (try #require(before["value"]), try #require(after["value"]))
      #expect(low < high && high < 1.028 * low)
    }
  }
}
