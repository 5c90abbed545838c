import Foundation
import Testing

struct PatternsCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func patterns(_ arguments: [String]) throws -> CommandRun {
    try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["patterns"] + arguments + ["--trials", "256"])
  }

  private struct Finding {
    let verdict: String
    let probability: Double?
    let firstWeek: Int?
    let remark: String
  }

  private func findings(
    _ run: CommandRun, _ face: String = "forecast"
  ) throws -> [String: Finding] {
    let all = try #require(run.json["patterns"] as? [[String: Any]], "\(run.error)")
    var findings: [String: Finding] = [:]
    for finding in all where finding["face"] as? String == face {
      let name = try #require(finding["pattern"] as? String)
      findings[name] = Finding(
        verdict: finding["verdict"] as? String ?? "",
        probability: finding["probability"] as? Double,
        firstWeek: (finding["firstWeek"] as? [String: Any])?["p50"] as? Int,
        remark: finding["remark"] as? String ?? "")
    }
    return findings
  }

  private static let pairs = [
    ("zombie", "zombie", "zombie-ended"), ("churnDebt", "churn-debt", "churn-debt-cleared"),
    ("agenticLoop", "loops", "loops-capped"), ("dataEgress", "egress", "egress-one-region"),
    ("negativeUnits", "loss-at-scale", "loss-avoided"),
  ]

  @Test(arguments: pairs)
  func `a scenario has the pattern, and its other does not`(
    pattern: String, with: String, without: String
  ) throws {
    let has = try patterns([Repository.scenario("patterns/" + with), "--format", "json"])
    #expect(has.status == 0, "\(has.error)")
    let found = try #require(try findings(has)[pattern])
    #expect(["present", "likely"].contains(found.verdict), "\(found)")
    #expect((found.probability ?? 0) >= 0.5 && found.firstWeek != nil)
    let hasNot = try patterns([Repository.scenario("patterns/" + without), "--format", "json"])
    let other = try #require(try findings(hasNot)[pattern])
    #expect(["unlikely", "notVisible"].contains(other.verdict), "\(other)")
    #expect((other.probability ?? 0) < 0.05)
  }

  @Test func `every format says what was found`() throws {
    let file = Repository.scenario("patterns/loops")
    let text = try patterns([file])
    #expect(text.output.hasPrefix("Sales agent that checks itself: agents in loops (forecast, "))
    #expect(text.output.contains("guide, pattern 3: tokens multiply 5 to 50 times"))
    #expect(text.output.contains("cap steps, rounds and agents of a request"))
    let lines = text.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 100 })
    let markdown = try patterns([file, "--format", "markdown"])
    #expect(markdown.output.contains("| present | agents in loops |"))
    let csv = try patterns([file, "--format", "csv"])
    #expect(csv.output.hasPrefix("pattern,face,verdict,probability,error,weekP10"))
    #expect(csv.output.contains("agenticLoop,forecast,present,"))
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func `the JSON follows its schema`() throws {
    let log = try folder.write(PatternLogs.zombie, to: "log.jsonl")
    let run = try patterns([
      Repository.scenario("patterns/zombie"), "--log", log, "--format", "json",
    ])
    let document = try folder.write(run.output, to: "patterns.json")
    let schema = Repository.root.appending(path: "scenarios/schemas/patterns.schema.json")
    #expect(
      try SchemaValidator.findings(of: URL(fileURLWithPath: document), schema: schema) == "")
  }

  // MARK: - Logs

  private func logFindings(
    _ log: String, scenario: String? = nil
  ) throws -> [String: Finding] {
    let file = try folder.write(log, to: "log.jsonl")
    let run = try patterns(
      (scenario.map { [$0] } ?? []) + ["--log", file, "--format", "json"])
    #expect(run.status == 0, "\(run.error)")
    return try findings(run, "log")
  }

  @Test func `a log whose sessions go and whose tokens stay is a zombie`() throws {
    let found = try #require(try logFindings(PatternLogs.zombie)["zombie"])
    #expect(found.verdict == "present", "\(found)")
    #expect(found.firstWeek.map { (4...9).contains($0) } == true, "\(found)")
    let healthy = try logFindings(PatternLogs.healthy)
    #expect(healthy["zombie"]?.verdict == "unlikely")
    #expect(healthy["agenticLoop"]?.verdict == "unlikely")
    // Both fall together: the feature loses users, and costs less.
    #expect(try logFindings(PatternLogs.declining)["zombie"]?.verdict == "unlikely")
  }

  @Test func `a log with runaway sessions has agents in loops`() throws {
    let found = try #require(try logFindings(PatternLogs.loops)["agenticLoop"])
    #expect(found.verdict == "present", "\(found)")
  }

  @Test func `what a log cannot show is said`() throws {
    let found = try logFindings(PatternLogs.healthy)
    for pattern in ["churnDebt", "dataEgress", "negativeUnits"] {
      #expect(found[pattern]?.verdict == "notVisible", "\(pattern)")
    }
    #expect(found["churnDebt"]?.remark.contains("in no request log") == true)
    let short = try logFindings(PatternLogs.short)
    #expect(short["zombie"]?.remark.contains("5 whole weeks") == true)
  }

  /// A session of the log costs 0.00375 USD: 500 tokens in, 150 out, three times, at $1 and $5.
  private func scenario(worth: Double, commitments: String = "{}") -> String {
    """
    { "name": "Logged", "attribution": { "feature": "logged" }, "horizon": { "weeks": 26 },
      "segments": { "all": { "users": 100, "sessionsPerUserPerWeek": 1 } },
      "workflows": { "w": { "calls": [ { "name": "a", "model": "claude-haiku-4-5",
        "prompt": { "user": 500 }, "output": 150, "maxTokens": 400 } ] } },
      "commitments": \(commitments),
      "value": { "costDisplacement": { "humanCost": \(worth), "deflection": 1 } } }
    """
  }

  @Test func `a scenario beside the log says what a session is worth`() throws {
    let poor = try folder.write(scenario(worth: 0.002), to: "poor.json")
    let found = try #require(
      try logFindings(PatternLogs.growing, scenario: poor)["negativeUnits"])
    #expect(found.verdict == "present", "\(found)")
    let rich = try folder.write(scenario(worth: 0.01), to: "rich.json")
    #expect(
      try logFindings(PatternLogs.growing, scenario: rich)["negativeUnits"]?.verdict == "unlikely")
  }

  @Test func `a scenario beside the log lists what is committed to`() throws {
    let left = #"{ "old": { "provider": "p", "perWeek": 50, "production": false } }"#
    let debt = try folder.write(scenario(worth: 1, commitments: left), to: "debt.json")
    #expect(
      try logFindings(PatternLogs.healthy, scenario: debt)["churnDebt"]?.verdict == "present")
  }

  @Test func `bad records are told and exit with 65`() throws {
    let log = try folder.write(PatternLogs.healthy + "{ \"model\": 3 }\n", to: "bad.jsonl")
    let run = try patterns(["--log", log])
    #expect(run.status == 65)
    #expect(run.error.contains("/model"))
    #expect(try patterns(["--log", log, "--skip-invalid"]).status == 0)
  }

  @Test func `what cannot be looked at is refused`() throws {
    #expect(try patterns([]).status == 64)
    #expect(try patterns(["--log", "nowhere.jsonl"]).status == 66)
    #expect(try patterns(["nowhere.json"]).status == 66)
    let empty = try folder.write("", to: "empty.jsonl")
    let run = try patterns(["--log", empty])
    #expect(run.status == 65)
    #expect(run.error.contains("there is no request"))
  }
}

/// Logs of a feature, made here: a session is three calls a minute apart.
enum PatternLogs {
  static let healthy = log(weeks: 12) { _ in (sessions: 60, batch: 0) }
  static let growing = log(weeks: 20, tokens: 500) { week in (sessions: 20 + 8 * week, batch: 0) }
  static let declining = log(weeks: 12) { week in (sessions: 90 - 7 * week, batch: 0) }
  static let short = log(weeks: 5) { _ in (sessions: 60, batch: 0) }
  /// What ran beside users keeps on when they leave.
  static let zombie = log(weeks: 12) { week in (sessions: 90 - 7 * week, batch: 4000) }
  /// One session in twenty calls a model fifty times within minutes.
  static let loops = log(weeks: 12, runaway: 20) { _ in (sessions: 60, batch: 0) }

  /// - Parameters:
  ///   - runaway: Every so manieth session is one; 0 for none.
  ///   - use: Sessions of users, and calls without a session, in a week from 0.
  private static func log(
    weeks: Int, tokens: Int = 500, runaway: Int = 0, use: (Int) -> (sessions: Int, batch: Int)
  ) -> String {
    var random = Shuffle()
    var lines = ""
    func call(_ second: Int, session: String?) {
      let at = Date(timeIntervalSince1970: 1_798_416_000 + Double(second))
      let name = session.map { ", \"session\": \"\($0)\"" } ?? ""
      lines += """
        {"model": "claude-haiku-4-5", "uncachedInputTokens": \(tokens), "outputTokens": \
        \(100 + random.below(100)), "at": "\(at.ISO8601Format())"\(name)}

        """
    }
    for week in 0..<weeks {
      let counts = use(week)
      let noisy = counts.sessions + random.below(max(counts.sessions / 8, 1))
      for session in 0..<noisy {
        let start = week * 604_800 + random.below(604_000)
        let isRunaway = runaway > 0 && session % runaway == 0
        for step in 0..<(isRunaway ? 50 : 3) {
          call(start + step * (isRunaway ? 5 : 60), session: "\(week)-\(session)")
        }
      }
      for _ in 0..<counts.batch { call(week * 604_800 + random.below(604_800), session: nil) }
      // The last second of the week, so that the log has whole weeks.
      call(week * 604_800, session: "\(week)-0")
      call(week * 604_800 + 604_799, session: "\(week)-0")
    }
    return lines
  }

  private struct Shuffle {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }
}
