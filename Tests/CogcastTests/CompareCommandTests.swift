import Foundation
import Testing

/// Scenarios side by side, through the command.
struct CompareCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func compare(_ files: [String], _ options: String...) throws -> CommandRun {
    try CommandRun(
      executable: Repository.products.appending(path: "cogcast"), ["compare"] + files + options,
      in: folder.root)
  }

  private func write(_ text: String, to name: String) throws -> String {
    _ = try folder.write(text, to: name)
    return name
  }

  /// An unknown number of users, whose sessions cost $0.02, or as much and half a percent.
  private func twoThatNearlyAgree() throws -> [String] {
    let text = SmallScenario.uncertain()
    return [
      try write(text, to: "small.json"),
      try write(text.replacing("\"output\": 500", with: "\"output\": 505"), to: "larger.json"),
    ]
  }

  private func differences(_ run: CommandRun) throws -> [[String: Any]] {
    try #require(run.json["differences"] as? [[String: Any]], "\(run.error)")
  }

  private func value(_ json: Any?) throws -> Double {
    try #require((json as? [String: Any])?["value"] as? Double)
  }

  @Test func `half a percent shows with the default trials`() throws {
    let run = try compare(try twoThatNearlyAgree(), "--format", "json")
    let sides = try #require(run.json["strategies"] as? [[String: Any]], "\(run.error)")
    #expect(sides.map { $0["label"] as? String } == ["small", "larger"])
    let costs = try sides.map { side in
      try #require(
        GoldenDocument.number("mean", of: "cost.total", in: side["metrics"]))
    }
    let difference = try #require(differences(run).first)
    let mean = try #require(
      GoldenDocument.number("mean", of: "cost.total", in: difference["metrics"]))
    #expect(abs(mean.value / costs[0].value + 0.005) < 1e-9)
    #expect(mean.value < -100 * mean.error)
    let chance = try #require(difference["probabilities"] as? [String: Any])
    #expect(try value(chance["cost.total"]) == 1)
    #expect(try value(chance["cost.perSuccessfulUnit"]) == 1)
    let intervals = try #require(difference["intervals"] as? [String: [String: Double]])
    #expect(try #require(intervals["cost.total"]?["low"]) > 0.99)
    // The bands themselves lie over each other, and with independent points, whose quantiles are not
    // integrated, their own error is as large as the difference.
    let independent = try compare(
      try twoThatNearlyAgree(), "--method", "monte-carlo", "--format", "json")
    let plain = try #require(independent.json["strategies"] as? [[String: Any]])
    let (low, high) = (
      try #require(GoldenDocument.number("P5", of: "cost.total", in: plain[1]["metrics"])),
      try #require(GoldenDocument.number("P95", of: "cost.total", in: plain[0]["metrics"]))
    )
    #expect(low.value < 0.5 * high.value)
    #expect(high.error > -mean.value / 4)
  }

  @Test func `sides that cost the same are all named, in their order`() throws {
    let text = SmallScenario.uncertain()
    let dear = text.replacing("\"output\": 500", with: "\"output\": 900")
    let files = try ["third", "dear", "first", "second"].map {
      try write($0 == "dear" ? dear : text, to: "\($0).json")
    }
    let run = try compare(files)
    #expect(
      run.output.hasPrefix(
        "third, first and second cost the same per successful session but for noise: "),
      "\(run.output.prefix(200)) \(run.error)")
  }

  @Test func `the band of the difference is not the difference of the bands`() throws {
    let text = SmallScenario.uncertain()
    let files = [
      try write(text, to: "a.json"),
      try write(
        text.replacing("\"sessionsPerUserPerWeek\": 1", with: "\"sessionsPerUserPerWeek\": 1.1"),
        to: "b.json"),
    ]
    let run = try compare(files, "--trials", "256", "--format", "json")
    let sides = try #require(run.json["strategies"] as? [[String: Any]])
    let metrics = try #require(differences(run).first)["metrics"]
    for label in ["P5", "P50", "P95"] {
      let cost = try #require(
        GoldenDocument.number(label, of: "cost.total", in: sides[0]["metrics"])
      ).value
      let mirrored = ["P5": "P95", "P50": "P50", "P95": "P5"][label] ?? label
      let found = try #require(
        GoldenDocument.number(mirrored, of: "cost.total", in: metrics)
      ).value
      // Each trial costs a tenth more, but for the noise of requests.
      #expect(abs(found + 0.1 * cost) < 0.02 * cost, "\(label) \(found) \(cost)")
    }
  }

  @Test func `files with the same feature stay distinguishable`() throws {
    try FileManager.default.createDirectory(
      at: folder.url("old"), withIntermediateDirectories: true)
    let files = [
      try write(SmallScenario.certain(), to: "a.json"),
      try write(SmallScenario.certain(), to: "old/a.json"),
    ]
    let run = try compare(files, "--trials", "64")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("\n  a.json less old/a.json\n"))
    #expect(
      run.output.contains(
        "a.json is cheaper in total in 0.0 % of the trials, costs the same in 100.0 %"))
    let twice = try compare([files[0], files[0]])
    #expect(twice.status == 64 && twice.error.contains("named twice"))
  }

  @Test func `named strategies are taken from each file that has them`() throws {
    let files = ["support-assistant", "homework-tutor"].map(Repository.scenario)
    let run = try compare(
      files, "--strategies", "cascade,all-large,tiered", "--trials", "64", "--format", "json")
    let sides = try #require(run.json["strategies"] as? [[String: Any]], "\(run.error)")
    #expect(
      sides.map { $0["label"] as? String } == [
        "support-assistant: all-large", "support-assistant: tiered", "homework-tutor: cascade",
        "homework-tutor: all-large",
      ])
    #expect(sides.map { $0["inUse"] as? Bool } == [false, true, true, false])
    #expect(try differences(run).count == 6)
    let unknown = try compare(files, "--strategies", "tiered,small")
    #expect(unknown.status == 64 && unknown.error.contains("no strategy `small` in any"))
    #expect(unknown.error.contains("all-small, all-large, by-lot, cascade"))
    let without = try compare(files, "--strategies", "tiered")
    #expect(without.status == 64 && without.error.contains("none of tiered"))
  }

  /// Independent points, so that the larger spread needs more trials than the smaller one.
  @Test func `a precision is reached by all sides`() throws {
    let narrow = SmallScenario.uncertain()
    let wide = narrow.replacing("\"p5\": 500", with: "\"p5\": 50")
    for order in [[narrow, wide], [wide, narrow]] {
      let files = [try write(order[0], to: "a.json"), try write(order[1], to: "b.json")]
      let run = try compare(
        files, "--method", "monte-carlo", "--trials", "512", "--precision", "15%", "--format",
        "json")
      let trials = try #require(run.json["trials"] as? Int, "\(run.error)")
      #expect(trials > 512 && trials < 512 * 64)
      for side in try #require(run.json["strategies"] as? [[String: Any]]) {
        let p95 = try #require(
          GoldenDocument.number("P95", of: "cost.total", in: side["metrics"]))
        // Student's t of 15 degrees of freedom, 97.5 %.
        #expect(2.1314 * p95.error <= 0.15 * p95.value)
      }
    }
  }

  @Test func `what says nothing of each other is not subtracted`() throws {
    let text = SmallScenario.certain()
    let files = [
      try write(text, to: "a.json"),
      try write(
        text.replacing("\"weeks\": 13", with: "\"weeks\": 26")
          .replacing("\"name\": \"Small\"", with: "\"name\": \"Small\", \"unit\": \"answer\""),
        to: "b.json"),
    ]
    let run = try compare(files, "--trials", "64", "--format", "json")
    let difference = try #require(differences(run).first)
    let metrics = try #require(difference["metrics"] as? [String: Any])
    #expect(Array(metrics.keys) == ["cost.month"])
    // A month of $86.67 less one: nothing but rounding.
    #expect(abs(try value((metrics["cost.month"] as? [String: Any])?["mean"])) < 1e-9)
    let chances = try #require(difference["probabilities"] as? [String: Any])
    #expect(chances["cost.total"] is NSNull && chances["cost.perUnit"] is NSNull)
    let notes = try #require(run.json["notes"] as? [[String: String]]).compactMap { $0["message"] }
    #expect(notes.contains { $0.hasPrefix("The horizons differ (13, 26 weeks)") })
    #expect(notes.contains { $0.hasPrefix("The units differ (session, answer)") })
    let short = try write(text.replacing("\"weeks\": 13", with: "\"weeks\": 2"), to: "c.json")
    let apart = try compare([short, files[1]], "--trials", "64")
    #expect(apart.output.hasPrefix("The scenarios have no cost in common"), "\(apart.error)")
  }

  @Test func `gates are printed for each scenario and fail nothing`() throws {
    let files = [
      try write(SmallScenario.certain(gates: ["mean(cost.month) <= 1"]), to: "a.json"),
      try write(SmallScenario.certain(gates: ["mean(cost.month) <= 100"]), to: "b.json"),
    ]
    let run = try compare(files, "--trials", "64", "--format", "json")
    #expect(run.status == 0)
    let gates = try #require(run.json["gates"] as? [[String: Any]])
    #expect(gates.map { $0["file"] as? String } == ["a.json", "b.json"])
    #expect(gates.map { $0["verdict"] as? String } == ["fail", "pass"])
    let text = try compare(files, "--trials", "64").output
    #expect(text.matches(of: /\nGates +(\S+)\n/).map { String($0.1) } == ["a", "b"])
  }

  @Test func `CSV says in each row what was run`() throws {
    let rows = try compare(try twoThatNearlyAgree(), "--trials", "64", "--format", "csv").output
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let head = try #require(rows.first).map(String.init)
    #expect(rows.allSatisfy { $0.count == head.count })
    func column(_ name: String) throws -> Set<Substring> {
      let index = try #require(head.firstIndex(of: name))
      return Set(rows.dropFirst().map { $0[index] })
    }
    #expect(try column("scenario") == ["Small"])
    #expect(try column("strategy") == ["small", "larger"])
    #expect(try column("file") == ["small.json", "larger.json"])
    #expect(try column("seed") == ["1"])
    #expect(try column("trials") == ["64"])
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let files = try twoThatNearlyAgree()
    let one = try compare(files, "--trials", "256", "--format", format, "--threads", "1")
    let two = try compare(files, "--trials", "256", "--format", format, "--threads", "2")
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output && !one.output.isEmpty)
  }

  @Test func `what cannot be compared is said`() throws {
    let one = try write(SmallScenario.certain(), to: "one.json")
    let alone = try compare([one])
    #expect(alone.status == 64 && alone.error.contains("needs two strategies, or another scenario"))
    let broken = try compare([one, try write("{", to: "broken.json")])
    #expect(broken.status == 65 && broken.error.contains("broken.json:1:"))
    #expect(try compare([one, "missing.json"]).status == 66)
    #expect(try compare([]).status == 64)
  }
}
