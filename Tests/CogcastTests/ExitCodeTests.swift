import Foundation
import Testing

struct ExitCodeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["estimate", "gate", "validate"])
  func `a valid scenario exits with 0`(command: String) throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["mean(cost.month) <= 87"]), to: "a.json")
    let run = try CommandRun(command, file)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error == "")
  }

  @Test func `a failed gate exits with 1`() throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["mean(cost.month) <= 86"]), to: "a.json")
    #expect(try CommandRun("gate", file).status == 1)
  }

  @Test func `only gate fails on gates`() throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["mean(cost.month) <= 86"]), to: "a.json")
    let run = try CommandRun("estimate", file)
    #expect(run.status == 0)
    #expect(run.output.contains("fail         mean(cost.month) <= 86"))
  }

  @Test func `a limit inside the interval is inconclusive and exits with 2, or warns`() throws {
    let estimate = try CommandRun(
      "estimate", folder.write(SmallScenario.uncertain(), to: "a.json"), "--trials", "256",
      "--format", "json", "--method", "monte-carlo")
    let limit = try #require(Self.p95(estimate.json))
    let file = try folder.write(
      SmallScenario.uncertain(gates: ["p95(cost.total) <= \(limit)"]), to: "b.json")
    let options = ["gate", file, "--trials", "256", "--method", "monte-carlo"]
    func gate(_ more: String...) throws -> CommandRun {
      try CommandRun(executable: Repository.products.appending(path: "cogcast"), options + more)
    }
    #expect(try gate("--max-trials", "256").status == 2)
    let warning = try gate("--max-trials", "256", "--inconclusive", "warn")
    #expect(warning.status == 0)
    #expect(warning.error.contains("inconclusive"))
    // 256 trials put the P95 beside its true place; more find it there.
    let decided = try gate("--max-trials", "32768")
    #expect(decided.status == 1)
    #expect(decided.output.contains("trials where 256 were asked for"))
  }

  @Test func `a gate that warns passes with a warning, and fails where that is asked for`() throws {
    let text = SmallScenario.certain(gates: ["mean(cost.month) <= 86"]).replacing(
      "[\"mean(cost.month) <= 86\"]",
      with: #"[{ "gate": "mean(cost.month) <= 86", "level": "warn" }]"#)
    let file = try folder.write(text, to: "a.json")
    let run = try CommandRun("gate", file)
    #expect(run.status == 0)
    #expect(run.output.contains("warn         mean(cost.month) <= 86"))
    #expect(try CommandRun("gate", file, "--fail-on-warn").status == 1)
  }

  @Test func `a change without base is an error`() throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["change(p95(cost.month)) <= 15%"]), to: "a.json")
    let run = try CommandRun("gate", file)
    #expect(run.status == 65)
    #expect(run.error.contains("a.json:7:13 /gates/0\n  a change needs a base"))
    let estimate = try CommandRun("estimate", file)
    #expect(estimate.status == 0)
    #expect(estimate.output.contains("A change is measured against a base: cogcast gate --base."))
  }

  @Test func `a schema among the scenarios is left out, and said to be`() throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["mean(cost.month) <= 87"]), to: "a.json")
    let schema = try folder.write(CommandRun("schema").output, to: "scenario.schema.json")
    let run = try CommandRun("gate", file, schema)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error == "\(schema) is a JSON Schema, not a scenario, and left out\n")
  }

  @Test func `a bound of trials below those asked for is an error`() throws {
    let file = try folder.write(SmallScenario.certain(), to: "a.json")
    let run = try CommandRun("gate", file, "--trials", "256", "--max-trials", "64")
    #expect(run.status == 64)
    #expect(run.error.contains("found 64 in --max-trials, less than the 256 of --trials"))
    #expect(try CommandRun("gate", file, file).error.contains("is named twice"))
  }

  @Test func `a precision that is not reached is a warning`() throws {
    let file = try folder.write(SmallScenario.uncertain(), to: "a.json")
    let run = try CommandRun(
      "estimate", file, "--trials", "32", "--precision", "0.001%", "--format", "json")
    let warnings = try #require(run.json["warnings"] as? [[String: Any]])
    let message = try #require(warnings.first?["message"] as? String)
    #expect(message.contains("not to the 0.001 % asked for: trials have doubled 6 times"))
    let reached = try CommandRun(
      "estimate", file, "--trials", "1024", "--precision", "20%", "--format", "json")
    #expect(try (reached.json["warnings"] as? [Any])?.isEmpty == true)
  }

  private static func p95(_ document: [String: Any]) -> Double? {
    let metrics = document["metrics"] as? [String: [String: Any]]
    let quantiles = metrics?["cost.total"]?["quantiles"] as? [[String: Double]]
    return quantiles?.first { $0["p"] == 0.95 }?["value"]
  }

  @Test func `a scenario without gates cannot pass them`() throws {
    let run = try CommandRun("gate", folder.write(SmallScenario.certain(), to: "a.json"))
    #expect(run.status == 65)
    #expect(run.error.contains("no gates"))
  }

  @Test func `a warning fails where that is asked for`() throws {
    let text = SmallScenario.certain(gates: ["mean(cost.month) <= 87"])
      .replacing(#" "maxTokens": 1000,"#, with: "")
    let file = try folder.write(text, to: "a.json")
    #expect(try CommandRun("gate", file).status == 0)
    #expect(try CommandRun("gate", file, "--fail-on-warn").status == 1)
  }

  @Test(arguments: [
    ["--trials", "17"], ["--trials", "16"], ["--trials", "-4"], ["--trials", "99999999999"],
    ["--precision", "0"], ["--precision", "200%"], ["--precision", "x"], ["--threads", "0"],
    ["--seed", "-1"], ["--method", "halton"], ["--format", "pdf"], ["--surprise"],
    ["--strategy", "none"],
  ])
  func `a wrong option exits with 64 and says what is allowed`(options: [String]) throws {
    let file = try folder.write(SmallScenario.certain(), to: "a.json")
    let run =
      try options.count == 1
      ? CommandRun("estimate", file, options[0])
      : CommandRun("estimate", file, options[0], options[1])
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("Error: "))
  }

  @Test func `no arguments print help and unknown commands are usage errors`() throws {
    #expect(try CommandRun("--help").status == 0)
    #expect(try CommandRun("--version").output == "0.1.0\n")
    #expect(try CommandRun("forecast").status == 64)
    #expect(try CommandRun("estimate").status == 64)
  }

  @Test(arguments: ["estimate", "compare", "gate", "validate"])
  func `an invalid scenario exits with 65 and says where`(command: String) throws {
    let file = try folder.write(
      SmallScenario.certain().replacing("1000, \"sessions", with: "-5, \"sessions"), to: "a.json")
    let run = try CommandRun(command, file)
    #expect(run.status == 65)
    let said = command == "validate" ? run.output : run.error
    #expect(said.contains("a.json:3:"))
    #expect(said.contains("/segments/all/users\n  "))
  }

  @Test(arguments: ["estimate", "compare", "gate", "validate"])
  func `a missing file or a folder exits with 66`(command: String) throws {
    #expect(try CommandRun(command, folder.url("none.json").path).status == 66)
    #expect(try CommandRun(command, folder.root.path).status == 66)
  }

  @Test func `a report that cannot be written is no success`() throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["mean(cost.month) <= 87"]), to: "a.json")
    let run = try CommandRun("gate", file, "--output", folder.url("none/report.txt").path)
    #expect(run.status == 66)
  }

  @Test func `a comparison of one strategy is a usage error`() throws {
    let run = try CommandRun("compare", folder.write(SmallScenario.certain(), to: "a.json"))
    #expect(run.status == 64)
    #expect(run.error.contains("two strategies"))
    #expect(run.error.contains("\nUsage: cogcast compare <files> ..."))
  }

  @Test func `a negative number is the value of the option before it`() throws {
    let file = try folder.write(SmallScenario.certain(), to: "a.json")
    let trials = try CommandRun("estimate", file, "--trials", "-5")
    #expect(trials.status == 64)
    #expect(trials.error.hasPrefix("Error: -5 trials: ask for 32 to "))
    let seed = try CommandRun("estimate", file, "--seed", "-1")
    #expect(seed.status == 64)
    #expect(seed.error.hasPrefix("Error: The value '-1' is invalid for '--seed <seed>'"))
    let option = try CommandRun("estimate", file, "-5")
    #expect(option.status == 64)
    #expect(option.error.hasPrefix("Error: Unknown option '-5'"))
  }

  @Test func `a gate that cannot be read is located in the file`() throws {
    let file = try folder.write(
      SmallScenario.certain(gates: ["p95(cost.moon) <= 5"]), to: "a.json")
    let run = try CommandRun("validate", file)
    #expect(run.status == 65)
    #expect(run.output.contains("a.json:7:18 /gates/0\n  no metric `cost.moon`."))
  }
}
