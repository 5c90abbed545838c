import Foundation
import Testing

/// 100 sessions a week of 100,000 tokens at $1.25 a million: $12.50 a week, 12.5 cents a session.
struct TrackCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func scenario(start: String = #""start": "2026-01-12","#, weeks: Int = 13)
    -> String
  {
    """
    { "name": "Tracked", "attribution": { "feature": "f" },
      "horizon": { \(start) "weeks": \(weeks) },
      "segments": { "all": { "users": 100, "sessionsPerUserPerWeek": 1 } },
      "workflows": { "chat": { "calls": [ { "name": "answer", "model": "gpt-5", "maxTokens": 200,
        "prompt": { "user": 100000 }, "output": 0 } ] } } }
    """
  }

  private static func line(
    week: Int, day: Int = 0, session: String?, tokens: Int = 100_000, model: String = "gpt-5",
    feature: String? = "f", more: String = ""
  ) -> String {
    // The first week starts on 2026-01-12, a Monday.
    let number = 12 + 7 * (week - 1) + day
    let months = [("01", 31), ("02", 28), ("03", 31), ("04", 30)]
    var (rest, month) = (number, 0)
    while rest > months[month].1 { (rest, month) = (rest - months[month].1, month + 1) }
    let date = "2026-\(months[month].0)-\(rest < 10 ? "0" : "")\(rest)"
    return #"{"model":"\#(model)","inputTokens":\#(tokens),"at":"\#(date)T10:00:00Z""#
      + (session.map { #","session":"\#($0)""# } ?? "")
      + (feature.map { #","feature":"\#($0)""# } ?? "")
      + more + "}"
  }

  /// A week from its first day to its last.
  private static func week(_ week: Int, sessions: Int, tokens: Int = 100_000) -> [String] {
    (0..<sessions).map {
      line(week: week, day: $0 * 7 / sessions, session: "\(week)-\($0)", tokens: tokens)
    }
  }

  private func track(
    _ lines: [String], scenario: String = scenario(), _ options: String...
  ) throws -> CommandRun {
    let file = try folder.write(scenario, to: "a.json")
    let log = try folder.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["track", file, log, "--trials", "256"] + options)
  }

  private func weeks(_ run: CommandRun) throws -> [[String: Any]] {
    try #require(run.status == 0, "\(run.error)")
    return try #require(try run.json["weeks"] as? [[String: Any]])
  }

  private static let five =
    week(1, sessions: 100) + week(2, sessions: 150) + week(3, sessions: 100, tokens: 150_000)
    + week(4, sessions: 60) + [line(week: 5, session: "5-0")]

  @Test func `a week is held against its band, and volume and unit cost share the difference`()
    throws
  {
    let weeks = try weeks(try track(Self.five, "--format", "json"))
    #expect(
      weeks.map { $0["position"] as? String } == ["inside", "above", "above", "below", nil])
    #expect(weeks.map { $0["flaw"] as? String } == [nil, nil, nil, nil, "partial"])
    #expect(weeks.map { $0["units"] as? Double } == [100, 150, 100, 60, 1])
    for (week, hand) in zip(
      weeks, [(12.5, 0.0, 0.0), (18.75, 6.25, 0), (18.75, 0, 6.25), (7.5, -5, 0)])
    {
      #expect(abs(try #require(week["cost"] as? Double) - hand.0) < 1e-9)
      let cause = try #require(week["cause"] as? [String: Double])
      #expect(abs(try #require(cause["volume"]) - hand.1) < 1e-9)
      #expect(abs(try #require(cause["unitCost"]) - hand.2) < 1e-9)
    }
    let percentiles = weeks.map { $0["percentile"] as? Double ?? .nan }
    #expect(percentiles[1] == 1 && percentiles[3] == 0)
    #expect(percentiles[0] > 0.3 && percentiles[0] < 0.7)
  }

  /// Both at once: the product of the changes is shared by half.
  @Test func `a change of both is shared out in full`() throws {
    let log = Self.week(1, sessions: 150, tokens: 150_000)
    let week = try #require(try weeks(try track(log, "--format", "json")).first)
    let cause = try #require(week["cause"] as? [String: Double])
    // 50 · (0.1875 + 0.125) / 2 and 0.0625 · (150 + 100) / 2 are 28.125 - 12.5.
    #expect(abs(try #require(cause["volume"]) - 7.8125) < 1e-9)
    #expect(abs(try #require(cause["unitCost"]) - 7.8125) < 1e-9)
  }

  @Test func `weeks above the band fail a check from the limit on`() throws {
    let failed = try track(Self.five, "--fail-above", "2")
    #expect(failed.status == 1 && failed.output.hasPrefix("Failed: 2 weeks above"))
    let passed = try track(Self.five, "--fail-above", "3")
    #expect(passed.status == 0 && passed.output.hasPrefix("Passed: 3 weeks above"))
    let report = try track(Self.five)
    #expect(report.status == 0)
    #expect(report.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(report.output.contains("above, mostly by volume"))
    #expect(report.output.contains("above, mostly by unit cost"))
    #expect(try track(Self.five, "--fail-above", "0").status == 64)
  }

  /// A log of requests without a price, by their own cost.
  @Test func `a check with no week to judge does not pass`() throws {
    let run = try track(Self.five, "--cost", "recorded", "--fail-above", "1")
    #expect(run.status == 2, "\(run.error)")
    #expect(run.output.hasPrefix("Inconclusive: 1 week above the band would fail; No week can"))
    let report = try track(Self.five, "--cost", "recorded", "--fail-above", "1", "--format", "json")
    #expect(try report.json["verdict"] as? String == "inconclusive")
  }

  @Test func `a session counts once, in its first week, however the log is ordered`() throws {
    let log =
      [Self.line(week: 2, session: "long"), Self.line(week: 1, day: 6, session: "long")]
      + Self.week(1, sessions: 7) + Self.week(2, sessions: 7)
    let weeks = try weeks(try track(log, "--format", "json"))
    #expect(weeks.map { $0["units"] as? Double } == [8, 7])
    #expect(weeks.map { $0["requests"] as? Int } == [8, 8])
  }

  @Test func `traces are sessions where they are asked for`() throws {
    let log = (0..<7).map {
      Self.line(
        week: 1, day: $0, session: nil, more: #","trace":"t\#($0 / 2)""#)
    }
    #expect(
      try weeks(try track(log, "--unit", "trace", "--format", "json"))[0]["units"] as? Double == 4)
    let sessions = try track(log, "--format", "json")
    #expect(try weeks(sessions)[0]["units"] is NSNull)
    #expect(try track(log).output.contains("7 requests say no session"))
  }

  @Test func `what belongs to no week is counted, and nothing is dropped in silence`() throws {
    let log =
      Self.week(1, sessions: 7) + [
        Self.line(week: 1, session: "x", feature: "other"),
        Self.line(week: 0, session: "early"), Self.line(week: 14, session: "late"),
        Self.line(week: 1, session: "1-0", feature: nil),
        #"{"model":"gpt-5","inputTokens":5,"session":"when","feature":"f"}"#,
      ]
    let run = try track(log, "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let left = try #require(try run.json["leftOut"] as? [String: Int])
    #expect(
      left == [
        "otherFeature": 1, "withoutTime": 1, "beforeStart": 1, "afterEnd": 1, "invalid": 0,
        "passedOver": 0, "withoutFeature": 1,
      ])
    #expect(try weeks(run)[0]["requests"] as? Int == 8)
  }

  @Test func `a week with a request that has no price is shown and not judged`() throws {
    let log =
      Self.week(1, sessions: 100) + [Self.line(week: 1, session: "1-0", model: "gpt-unheard")]
    let run = try track(log, "--format", "json")
    let week = try #require(try weeks(run).first)
    #expect(week["flaw"] as? String == "unpriced" && week["position"] is NSNull)
    #expect(week["unpriced"] as? Int == 1)
    let models = try #require(try run.json["unpriced"] as? [[String: Any]])
    #expect(models.first?["model"] as? String == "gpt-unheard")
    #expect(try track(log).output.contains("No price of gpt-unheard"))
  }

  @Test func `unit cost that falls by three percent a week is improving`() throws {
    let log = (1...9).flatMap {
      Self.week($0, sessions: 14, tokens: Int(100_000 * pow(0.97, Double($0))))
    }
    let run = try track(log, "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let slope = try #require(try run.json["unitCost"] as? [String: Any])
    #expect(slope["verdict"] as? String == "improving" && slope["weeks"] as? Int == 9)
    #expect(abs(try #require(slope["change"] as? Double) + 0.03) < 1e-4)
    let short = try track(Self.five, "--format", "json")
    #expect(try short.json["unitCost"] is NSNull)
    #expect(try short.json["unitCostWeeks"] as? Int == 4)
    // One session costs as any other: the forecast's unit cost has no noise.
    #expect(abs(try #require(try short.json["forecastPower"] as? Double)) < 1e-9)
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func `the JSON is as the published schema says`() throws {
    let schema = Repository.root.appending(path: "scenarios/schemas/track.schema.json")
    #expect(
      try CommandRun("schema", "track").output == String(contentsOf: schema, encoding: .utf8))
    let long = (1...9).flatMap { Self.week($0, sessions: 14) }
    for run in [
      try track(Self.five, "--format", "json"),
      try track(long, "--format", "json", "--fail-above", "9"),
    ] {
      #expect(run.status == 0, "\(run.error)")
      _ = try folder.write(run.output, to: "report.json")
      #expect(try SchemaValidator.findings(of: folder.url("report.json"), schema: schema) == "")
    }
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let one = try track(Self.five, "--format", format, "--threads", "1")
    let two = try track(Self.five, "--format", format, "--threads", "2")
    #expect(one.status == 0 && one.output == two.output && !one.output.isEmpty, "\(one.error)")
  }

  @Test func `weeks count from the start that is asked for`() throws {
    let without = Self.scenario(start: "")
    let refused = try track(Self.five, scenario: without)
    #expect(refused.status == 64 && refused.error.contains("--start"))
    let run = try track(
      Self.five, scenario: without, "--start", "2026-01-12", "--format", "json")
    #expect(try weeks(run).count == 5)
    let later = try track(Self.five, "--start", "2026-01-19", "--format", "json")
    let left = try #require(try later.json["leftOut"] as? [String: Int])
    #expect(left["beforeStart"] == 100)
  }

  @Test func `the log's own cost counts where it is asked for`() throws {
    let log = (0..<7).map {
      Self.line(week: 1, day: $0, session: "\($0)", more: #","cost":\#($0 == 0 ? "0.5" : "0.25")"#)
    }
    let run = try track(log, "--cost", "recorded", "--format", "json")
    let week = try #require(try weeks(run).first)
    #expect(abs(try #require(week["cost"] as? Double) - 2) < 1e-12)
    #expect(try run.json["pricedBy"] as? String == "recorded")
    // By the book it is the tokens that count, whatever cost is written.
    let byBook = try #require(try weeks(try track(log, "--format", "json")).first)
    #expect(abs(try #require(byBook["cost"] as? Double) - 7 * 0.125) < 1e-12)
    let without = try track(
      log + [Self.line(week: 1, session: "x")], "--cost", "recorded", "--format", "json")
    #expect(try weeks(without)[0]["flaw"] as? String == "unpriced")
    let wrong = try track(log + [Self.line(week: 1, session: "x", more: #","cost":"dear""#)])
    #expect(wrong.status == 65 && wrong.error.contains("number from 0, US dollars"))
  }

  @Test func `LiteLLM's spend and Langfuse's total are recorded costs`() throws {
    let litellm = (0..<7).map {
      #"""
      {"model":"gpt-5","startTime":"2026-01-1\#(2 + $0)T10:00:00Z","prompt_tokens":1000,
      "completion_tokens":10,"spend":0.25,"session_id":"\#($0)"}
      """#.replacingOccurrences(of: "\n", with: "")
    }
    let first = try weeks(
      try track(litellm, "--from", "litellm", "--cost", "recorded", "--format", "json"))
    #expect(first[0]["cost"] as? Double == 1.75 && first[0]["units"] as? Double == 7)
    let langfuse = (0..<7).map {
      #"""
      {"type":"GENERATION","model":"gpt-5","startTime":"2026-01-1\#(2 + $0)T10:00:00Z",
      "usageDetails":{"input":1000,"output":10},"totalCost":"0.125","sessionId":"\#($0)"}
      """#.replacingOccurrences(of: "\n", with: "")
    }
    let second = try weeks(
      try track(langfuse, "--from", "langfuse", "--cost", "recorded", "--format", "json"))
    #expect(second[0]["cost"] as? Double == 0.875)
  }

  @Test func `a log that cannot be used says why`() throws {
    let bad = try track(Self.five + ["{"])
    #expect(bad.status == 65 && !bad.error.isEmpty)
    #expect(try track(Self.five + ["{"], "--skip-invalid").status == 0)
    let other = try track([Self.line(week: 1, session: "s", feature: "other")])
    #expect(other.status == 65 && other.error.contains("1 requests name another feature"))
    let unlike = Self.scenario().replacingOccurrences(
      of: #""sessionsPerUserPerWeek": 1"#,
      with: #""sessionsPerUserPerWeek": 1, "unitsPerSession": { "p5": 1, "p95": 2 }"#)
    let refused = try track(Self.five, scenario: unlike)
    #expect(refused.status == 64 && refused.error.contains("unitsPerSession"))
  }
}
