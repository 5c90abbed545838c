import Foundation
import Testing

struct AdviseCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let text = AdviceTests.scenario(
    call: #"""
      "prompt": { "system": 1000 }, "output": { "lognormal": { "mean": 100, "cv": 1 } },
      "retry": { "failureRate": { "p5": 0.01, "p95": 0.1 }, "maxAttempts": 4 }
      """#,
    workflow: #""turns": { "geometric": { "mean": 4 } }, "memory": "full","#,
    routing: #"""
      { "use": "one", "strategies": { "one": { "single": "m", "success": 0.9 },
        "small": { "single": "n", "success": 0.89 } } }
      """#, users: #"{ "p5": 500, "p95": 2000 }"#)

  private func advise(_ options: String...) throws -> CommandRun {
    let file = try folder.write(Self.text, to: "a.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["advise", file, "--trials", "64"] + options)
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let one = try advise("--format", format, "--threads", "1")
    let two = try advise("--format", format, "--threads", "2")
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output && !one.output.isEmpty)
    #expect(format != "text" || one.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func `the JSON is as the published schema says`() throws {
    let schema = Repository.root.appending(path: "scenarios/schemas/advise.schema.json")
    #expect(
      try CommandRun("schema", "advise").output == String(contentsOf: schema, encoding: .utf8))
    for options in [[], ["--hourly-rate", "100", "--within", "2"]] {
      let run = try CommandRun(
        executable: Repository.products.appending(path: "cogcast"),
        ["advise", try folder.write(Self.text, to: "a.json"), "--trials", "64", "--format", "json"]
          + options)
      #expect(run.status == 0, "\(run.error)")
      _ = try folder.write(run.output, to: "report.json")
      #expect(
        try SchemaValidator.findings(of: folder.url("report.json"), schema: schema) == "")
    }
  }

  @Test func `every change can be made by hand, path by path`() throws {
    let run = try advise("--format", "json")
    let levers = try #require(try run.json["levers"] as? [[String: Any]])
    let edits = levers.flatMap { $0["edits"] as? [[String: Any]] ?? [] }
    #expect(edits.count >= 5)
    let text = try advise().output
    for edit in edits {
      let path = try #require(edit["path"] as? String)
      #expect(text.contains(path + ": "), "\(path)")
    }
  }

  @Test func `the sequence is written as a scenario that is valid`() throws {
    let best = folder.url("best.json").path
    let run = try advise("--write", best)
    #expect(run.status == 0, "\(run.error)")
    #expect(try String(contentsOfFile: best, encoding: .utf8).contains(#""use": "small""#))
    #expect(try CommandRun("validate", best).status == 0)
  }

  @Test(arguments: [
    ["--prompt-cut", "0%"], ["--whole-answers", "100%"], ["--history-turns", "0"],
    ["--within", "0"], ["--within", "9"], ["--hourly-rate", "-1"], ["--trials", "33"],
  ])
  func `a request that cannot be served says what to ask`(options: [String]) throws {
    let file = try folder.write(Self.text, to: "a.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"), ["advise", file] + options)
    #expect(run.status == 64 && !run.error.isEmpty, "\(run.status) \(run.error)")
  }
}
