import Cogcast
import Foundation
import Testing

struct CommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: StarterScenario.allCases)
  func `init writes a scenario of at most 20 lines that can be estimated`(
    template: StarterScenario
  ) throws {
    let run = try CommandRun(
      "init", "my-feature", "--template", template.rawValue, in: folder.root)
    #expect(run.status == 0, "\(run.error)")
    #expect(
      run.output == "wrote scenarios/my-feature.json\n"
        + "next: cogcast estimate scenarios/my-feature.json\n")
    let text = try String(contentsOf: folder.url("scenarios/my-feature.json"), encoding: .utf8)
    #expect(text.split(separator: "\n").count <= 20)
    let estimate = try CommandRun(
      "estimate", "scenarios/my-feature.json", "--trials", "64", in: folder.root)
    #expect(estimate.status == 0, "\(estimate.error)")
    #expect(estimate.output.hasPrefix("Likely $"))
  }

  @Test func `init leaves an existing file as it is`() throws {
    _ = try CommandRun("init", "mine", in: folder.root)
    let path = "scenarios/mine.json"
    let before = try Data(contentsOf: folder.url(path))
    let run = try CommandRun("init", "mine", "--template", "agent", in: folder.root)
    #expect(run.status == 64)
    #expect(run.error.contains("\(path) exists"))
    #expect(try Data(contentsOf: folder.url(path)) == before)
  }

  @Test(arguments: ["../up", "a/b", "", "a b", "ü", "-"])
  func `init takes no name that leaves the folder`(name: String) throws {
    let run = try CommandRun("init", "--", name, in: folder.root)
    #expect(run.status == 64)
    #expect(!FileManager.default.fileExists(atPath: folder.url("scenarios").path))
  }

  @Test(arguments: PublishedSchema.allCases)
  func `schema prints what the repository publishes`(schema: PublishedSchema) throws {
    let folder = schema == .scenario ? "scenarios" : "scenarios/schemas"
    let file = Repository.root.appending(path: "\(folder)/\(schema.rawValue).schema.json")
    let printed = try CommandRun("schema", schema.rawValue).output
    #expect(try printed == String(contentsOf: file, encoding: .utf8))
  }

  @Test func `validate lists what is known, what is not and what varies`() throws {
    let run = try CommandRun("validate", Repository.scenario("support-assistant"))
    #expect(run.status == 0, "\(run.output)\(run.error)")
    let rows = run.output.split(separator: "\n")
    #expect(rows.allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
    for kind in ["known", "unknown", "varies"] {
      #expect(rows.contains { $0.hasPrefix("  \(kind) ") })
    }
  }

  @Test func `validate reads every file and reports the worst`() throws {
    let good = try folder.write(SmallScenario.certain(), to: "good.json")
    let bad = try folder.write("{", to: "bad.json")
    let run = try CommandRun("validate", bad, good)
    #expect(run.status == 65)
    #expect(run.output.contains("bad.json:1:"))
    #expect(run.output.contains("good.json: valid"))
  }

  @Test func `output goes to a file and not to the screen`() throws {
    let file = try folder.write(SmallScenario.certain(), to: "a.json")
    let run = try CommandRun(
      "estimate", file, "--format", "csv", "--output", folder.url("a.csv").path)
    #expect(run.status == 0)
    #expect(run.output == "")
    let text = try String(contentsOf: folder.url("a.csv"), encoding: .utf8)
    #expect(text.hasPrefix("section,name,"))
  }

  /// Before the hours that so many trials would take.
  @Test func `a place that cannot be written is told at once`() throws {
    for place in ["none/report.txt", "."] {
      let target = folder.url(place).path
      let run = try CommandRun(
        "estimate", "scenarios/claims-triage.json", "--trials", "16777216", "--output", target)
      #expect(run.status == 66, "\(run.error)")
      #expect(run.error.contains("cannot write \(target): "), "\(run.error)")
    }
  }

  @Test func `another strategy can be estimated, and an unknown one is refused`() throws {
    let file = Repository.scenario("support-assistant")
    let run = try CommandRun(
      "estimate", file, "--strategy", "all-large", "--trials", "64", "--format", "json")
    #expect(try run.json["strategy"] as? String == "all-large")
    let unknown = try CommandRun("estimate", file, "--strategy", "all-small")
    #expect(unknown.status == 64)
    #expect(unknown.error.contains("all-large"))
  }

  @Test func `compare takes the strategies in the order asked for`() throws {
    let run = try CommandRun(
      "compare", Repository.scenario("support-assistant"), "--strategies", "tiered, all-large",
      "--trials", "64", "--format", "json")
    let sides = try #require(run.json["strategies"] as? [[String: Any]])
    #expect(sides.map { $0["strategy"] as? String } == ["tiered", "all-large"])
  }

  @Test func `a run can be asked for a precision`() throws {
    let file = try folder.write(SmallScenario.uncertain(), to: "a.json")
    let run = try CommandRun(
      "estimate", file, "--method", "monte-carlo", "--trials", "64", "--precision", "5%",
      "--format", "json")
    let trials = try #require(run.json["trials"] as? Int)
    #expect(trials > 64 && trials <= 64 * 64)
  }

  @Test func `a Latin hypercube estimates the same cost`() throws {
    let file = try folder.write(SmallScenario.uncertain(), to: "a.json")
    func mean(_ method: String) throws -> (value: Double, error: Double) {
      let run = try CommandRun("estimate", file, "--method", method, "--format", "json")
      #expect(try run.json["method"] as? String == method)
      let metrics = try #require(run.json["metrics"] as? [String: [String: Any]])
      let mean = try #require(metrics["cost.total"]?["mean"] as? [String: Double])
      return (try #require(mean["value"]), try #require(mean["error"]))
    }
    let (hypercube, sobol) = (try mean("latin-hypercube"), try mean("sobol"))
    let error = (hypercube.error * hypercube.error + sobol.error * sobol.error).squareRoot()
    // 99.9999 % of t(15).
    #expect(abs(hypercube.value - sobol.value) < 8 * error)
    let text = try CommandRun("estimate", file, "--method", "latin-hypercube", "--trials", "64")
    #expect(text.output.contains("Latin hypercube points"))
  }

  @Test(arguments: ["json", "csv", "text"])
  func `threads change nothing but the time`(format: String) throws {
    let file = Repository.scenario("support-assistant")
    let one = try CommandRun(
      "estimate", file, "--trials", "512", "--format", format, "--threads", "1")
    let two = try CommandRun(
      "estimate", file, "--trials", "512", "--format", format, "--threads", "2")
    #expect(one.status == 0)
    #expect(one.output == two.output)
  }

  @Test func `another seed gives other numbers`() throws {
    let file = try folder.write(SmallScenario.uncertain(), to: "a.json")
    let one = try CommandRun("estimate", file, "--format", "csv", "--trials", "64")
    let two = try CommandRun("estimate", file, "--format", "csv", "--trials", "64", "--seed", "2")
    #expect(one.output != two.output)
  }
}
