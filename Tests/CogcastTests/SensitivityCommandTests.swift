import Cogcast
import Foundation
import Testing

struct SensitivityCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sensitivity(_ scenario: String, _ options: String...) throws -> CommandRun {
    let file = try folder.write(scenario, to: "a.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["sensitivity", file, "--trials", "512"] + options)
  }

  private let product = SmallScenario.uncertain(gates: ["p95(cost.month) <= 200"])
    .replacing(
      "\"sessionsPerUserPerWeek\": 1",
      with: #""sessionsPerUserPerWeek": { "p5": 0.9, "p95": 1.1, "source": "counted" }"#)

  @Test func `the first sentence says what to measure`() throws {
    let run = try sensitivity(product)
    #expect(run.status == 0, "\(run.error)")
    let opening = run.output.replacing("\n", with: " ")
    #expect(
      opening.hasPrefix(
        "Measure segments.all.users first: it decides p95(cost.month) <= 200 with probability 0."),
      "\(run.output)")
    #expect(opening.contains("segments.all.users explains "))
  }

  @Test func `without gates it is what explains the variance`() throws {
    let run = try sensitivity(SmallScenario.uncertain())
    #expect(
      run.output.hasPrefix("segments.all.users explains 100.0 % of the variance of cost.total."))
    #expect(run.output.contains("no source"))
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `plain numbers leave nothing to measure`(format: String) throws {
    let run = try sensitivity(
      SmallScenario.certain(gates: ["mean(cost.month) <= 100"]), "--format", format)
    #expect(run.status == 0, "\(run.error)")
    let sentence = "Every input is a plain number: there is nothing to measure."
    #expect(run.output.contains(sentence) || format == "csv")
    #expect(!run.output.contains("variance,"))
  }

  /// 1,000 users at the median: $20 a week; the ends are 500 and 2,000 of them.
  @Test func `the ends of a bar are as by hand`() throws {
    let run = try sensitivity(SmallScenario.uncertain(), "--format", "json")
    let tornado = try #require(run.json["tornado"] as? [String: Any])
    let bar = try #require((tornado["bars"] as? [[String: Any]])?.first)
    for (key, expected) in [("atP5", 130.0), ("atP95", 520), ("swing", 390)] {
      let estimate = try #require(bar[key] as? [String: Double])
      #expect(abs((estimate["value"] ?? 0) - expected) < 1e-9 * expected, "\(key): \(estimate)")
      #expect(estimate["error"] == 0)
    }
    let base = try #require(tornado["base"] as? [String: Double])
    #expect(abs((base["value"] ?? 0) - 260) < 1e-9 * 260)
  }

  /// Two of three assumptions are correlated and count as one factor; the report says so.
  @Test func `correlated assumptions are one factor`() throws {
    let scenario = product.replacing(
      "\"prompt\": { \"user\": 1000 }", with: #""prompt": { "system": { "p5": 500, "p95": 900 } }"#
    ).replacing(
      "\"gates\":",
      with: #"""
        "correlations": [{ "between": ["segments.all.users", "segments.all.sessionsPerUserPerWeek"],
          "rank": -0.5 }], "gates":
        """#)
    let run = try sensitivity(scenario, "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let variance = try #require(run.json["variance"] as? [String: Any])
    let factors = try #require(variance["factors"] as? [[String: Any]])
    let names = factors.compactMap { $0["assumptions"] as? [String] }
    #expect(
      names.contains(["segments.all.users", "segments.all.sessionsPerUserPerWeek"])
        && names.count == 2, "\(names)")
    #expect(run.output.contains("correlated, and so one factor of the variance"))
    let gate = try #require((run.json["gates"] as? [[String: Any]])?.first)
    #expect((gate["decides"] as? [[String: Any]])?.count == 3)
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let scenario = product.replacing(
      "\"gates\":", with: #""demand": { "weeklyNoise": 0.2 }, "gates":"#)
    let one = try sensitivity(scenario, "--format", format, "--threads", "1")
    let two = try sensitivity(scenario, "--format", format, "--threads", "2")
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output && !one.output.isEmpty)
    #expect(format == "markdown" || one.output.contains("demand"))
  }

  @Test func `a gate may be numbered or typed`() throws {
    let gates = ["p95(cost.month) <= 200", "mean(cost.total) <= 900"]
    let scenario = SmallScenario.uncertain(gates: gates)
    func asked(_ options: [String]) throws -> [String] {
      let file = try folder.write(scenario, to: "b.json")
      let run = try CommandRun(
        executable: Repository.products.appending(path: "cogcast"),
        ["sensitivity", file, "--trials", "64", "--format", "json"] + options)
      let found = try #require(run.json["gates"] as? [[String: Any]], "\(run.error)")
      return found.compactMap { ($0["gate"] as? [String: Any])?["expression"] as? String }
    }
    #expect(try asked([]) == gates)
    #expect(try asked(["--gate", "2"]) == ["mean(cost.total) <= 900"])
    #expect(
      try asked(["--gate", "p50(cost.total) <= 1000", "--gate", "1"])
        == ["p50(cost.total) <= 1000", "p95(cost.month) <= 200"])
  }

  /// Half the budget is left at the median: the payoff of 900 less the total.
  @Test func `without a value the limit of a gate is the budget`() throws {
    let run = try sensitivity(
      SmallScenario.uncertain(), "--gate", "mean(cost.total) <= 290", "--format", "json")
    let decision = try #require(run.json["decision"] as? [String: Any])
    func value(_ estimate: Any?) -> Double { (estimate as? [String: Double])?["value"] ?? .nan }
    let mean = try #require(run.json["mean"] as? [String: Double])
    #expect(abs(value(decision["mean"]) - (290 - value(mean))) < 1e-9)
    // Everything there is to know is the one assumption.
    let known = try #require((decision["assumptions"] as? [[String: Any]])?.first)
    let everything = value(decision["everything"])
    #expect(everything > 10)
    #expect(abs(value(known["value"]) - everything) < 0.02 * everything)
  }

  @Test(arguments: [
    (["--metric", "cost.totl"], "no metric `cost.totl`"),
    (["--metric", "npv"], "`npv` needs to know what a unit is worth"),
    (["--metric", "cost.total{segment:free}"], "no segment `free`"),
    (["--gate", "4"], "--gate 4: "), (["--gate", "0"], "one gate, 1."),
    (["--gate", "p95(cost.month <= 3"], "--gate p95(cost.month <= 3:"),
    (["--gate", "change(mean(cost.month)) <= 15%"], "a change is measured against a base"),
    (["--gate", "1", "--gate", "1"], "named twice"), (["--strategy", "x"], "no strategy `x`"),
    (["--trials", "20"], "20 trials"),
  ])
  func `a wrong request says what to ask instead`(options: [String], words: String) throws {
    let file = try folder.write(product, to: "a.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["sensitivity", file] + options)
    #expect(run.status == 64, "\(run.error)")
    #expect(run.error.contains(words), "\(run.error)")
    #expect(run.output.isEmpty)
  }

  @Test func `a time without mean has no variance`() throws {
    let run = try CommandRun(
      "sensitivity", Repository.scenario("support-assistant"), "--metric", "payback.months")
    #expect(run.status == 64 && run.error.contains("it may be infinite"), "\(run.error)")
  }

  @Test(.enabled(if: SchemaValidator.isAvailable), arguments: [true, false])
  func `small documents satisfy the schema`(isUncertain: Bool) throws {
    let run = try sensitivity(
      isUncertain ? product : SmallScenario.certain(), "--format", "json", "--metric",
      "cost.perUnit")
    let document = folder.url("a.out")
    try Data(run.output.utf8).write(to: document)
    #expect(
      try SchemaValidator.findings(
        of: document,
        schema: Repository.root.appending(path: "scenarios/schemas/sensitivity.schema.json")) == "")
  }
}
