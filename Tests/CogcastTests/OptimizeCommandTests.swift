import Foundation
import Testing

struct OptimizeCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let decisions = """
    "routing.use": { "oneOf": ["split", "one"] },
    "\(OptimizationTests.share)": { "from": 0.1, "to": 0.9, "step": 0.1 }
    """

  private static let uncertain = OptimizationTests.split(
    decisions, success: #"{ "p5": 0.7, "p95": 0.9 }"#, users: #"{ "p5": 500, "p95": 2000 }"#)

  private func optimize(_ text: String, _ options: [String]) throws -> CommandRun {
    let file = try folder.write(text, to: "a.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"), ["optimize", file] + options)
  }

  private static let goal = [
    "--minimize", "p95(cost.month)", "--subject-to", "mean(quality.success) >= 0.88",
    "--trials", "256",
  ]

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let one = try optimize(Self.uncertain, Self.goal + ["--format", format, "--threads", "1"])
    let two = try optimize(Self.uncertain, Self.goal + ["--format", format, "--threads", "2"])
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output && !one.output.isEmpty)
    #expect(format != "text" || one.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  /// Enough trials for quantiles along lines.
  @Test func `what is optimized is the number that a constraint on it is judged by`() throws {
    let run = try optimize(
      Self.uncertain,
      [
        "--minimize", "p95(cost.month)", "--subject-to", "p95(cost.month) <= 10000",
        "--trials", "1024", "--format", "json",
      ])
    #expect(run.status == 0, "\(run.error)")
    let policies = try #require(run.json["policies"] as? [[String: Any]])
    var compared = 0
    for policy in policies {
      guard let objective = policy["objective"] as? [String: Any],
        let constraint = (policy["constraints"] as? [[String: Any]])?.first,
        let measured = constraint["measured"] as? [String: Any]
      else { continue }
      #expect(objective["value"] as? Double == measured["value"] as? Double)
      compared += 1
    }
    #expect(compared > 0)
  }

  @Test func `a genetic search depends on the seed alone`() throws {
    let some = Self.goal + ["--evaluations", "12", "--format", "json"]
    let one = try optimize(Self.uncertain, some + ["--threads", "1"])
    let two = try optimize(Self.uncertain, some + ["--threads", "2"])
    #expect(one.status == 0 && one.output == two.output, "\(one.error)")
    let search = try #require(one.json["search"] as? [String: Any])
    #expect(search["method"] as? String == "nsga-ii")
    #expect(search["policies"] as? Int == 18)
    #expect((search["evaluated"] as? Int ?? 99) <= 12)
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func `the JSON is as the published schema says`() throws {
    let schema = Repository.root.appending(path: "scenarios/schemas/optimize.schema.json")
    let infeasible = [
      "--maximize", "mean(quality.success)", "--subject-to", "mean(cost.total) <= 1",
      "--trials", "64",
    ]
    for options in [Self.goal, infeasible] {
      let run = try optimize(Self.uncertain, options + ["--format", "json"])
      #expect(run.status == 0, "\(run.error)")
      _ = try folder.write(run.output, to: "report.json")
      let findings = try SchemaValidator.findings(of: folder.url("report.json"), schema: schema)
      #expect(findings == "")
    }
  }

  @Test func `the best policy is written with nothing else changed`() throws {
    let best = folder.url("best.json").path
    let run = try optimize(Self.uncertain, Self.goal + ["--write", best])
    #expect(run.status == 0, "\(run.error)")
    let written = try String(contentsOfFile: best, encoding: .utf8)
    let lines = zip(written.split(separator: "\n"), Self.uncertain.split(separator: "\n"))
    #expect(lines.filter { $0 != $1 }.count == 1)
    #expect(try CommandRun("validate", best).status == 0)
  }

  @Test func `nothing is written where no policy is feasible`() throws {
    let best = folder.url("best.json").path
    let run = try optimize(
      Self.uncertain,
      [
        "--minimize", "mean(cost.total)", "--subject-to", "mean(cost.total) <= 1", "--trials", "64",
        "--write", best,
      ])
    #expect(run.status == 0)
    #expect(run.error.contains("nothing written"))
    #expect(run.output.hasPrefix("No policy keeps every constraint"))
    #expect(!FileManager.default.fileExists(atPath: best))
  }

  @Test func `decisions do not change an estimate`() throws {
    let text = Self.uncertain
    let plain = try #require(text.range(of: ",\n  \"decisions\""))
    let files = try [
      folder.write(text, to: "with.json"),
      folder.write(text[..<plain.lowerBound] + "}", to: "without.json"),
    ]
    let runs = try files.map {
      try CommandRun("estimate", $0, "--trials", "64", "--format", "json")
    }
    #expect(runs[0].status == 0 && runs[0].output == runs[1].output, "\(runs[1].error)")
  }

  /// A mistake of the command line, found before anything is simulated.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let options: [String]
    let words: String

    var testDescription: String { options.joined(separator: " ") }
  }

  static let mistakes = [
    Mistake(options: [], words: "say what shall be best"),
    Mistake(
      options: ["--minimize", "mean(cost.total)", "--maximize", "mean(cost.total)"],
      words: "give one of them"),
    Mistake(
      options: ["--minimize", "mean(cost.totl)"], words: "mean(cost.totl):6: no metric `cost.totl`"),
    Mistake(options: ["--minimize", "cost.total"], words: "found `cost.total`, expected mean"),
    Mistake(
      options: ["--minimize", "mean(cost.total) <= 5"], words: "the objective, which has no limit"),
    Mistake(options: ["--minimize", "change(mean(cost.total))"], words: "not with a base"),
    Mistake(options: ["--maximize", "mean(npv)"], words: "add a `value` block"),
    Mistake(
      options: ["--minimize", "mean(cost.total)", "--subject-to", "mean(quality.success) >= 92"],
      words: "write 0.8 or 80%"),
    Mistake(
      options: ["--minimize", "mean(cost.total)", "--subject-to", "mean(quality.success)"],
      words: "expected one of < <= > >="),
    Mistake(
      options: [
        "--minimize", "mean(cost.total)", "--subject-to", "change(mean(cost.total)) <= 5%",
      ], words: "a change needs a base, and policies have none"),
    Mistake(
      options: ["--minimize", "mean(cost.total)", "--evaluations", "1"],
      words: "1 evaluations: ask for 2 to 100000"),
    Mistake(
      options: ["--minimize", "mean(cost.total)", "--precision", "1%"], words: "has no precision"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is a usage error`(mistake: Mistake) throws {
    let run = try optimize(Self.uncertain, mistake.options)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.error.contains(mistake.words), "\(run.error)")
  }

  @Test func `without decisions the error shows how to declare one`() throws {
    let run = try optimize(SmallScenario.certain(), ["--minimize", "mean(cost.total)"])
    #expect(run.status == 64)
    #expect(run.error.contains("\"workflows.ask.calls.answer.maxTokens\": { \"from\": 256"))
  }

  @Test func `a decision that the language refuses is an error of the file`() throws {
    let text = OptimizationTests.split("\"routing.use\": { \"oneOf\": [\"split\", \"two\"] }")
    let run = try optimize(text, ["--minimize", "mean(cost.total)"])
    #expect(run.status == 65)
    #expect(run.error.contains("/decisions/routing.use/oneOf/1"), "\(run.error)")
  }
}
