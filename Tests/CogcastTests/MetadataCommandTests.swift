import Foundation
import Testing

struct MetadataCommandTests {
  private static let full =
    #"{"model":"gpt-5","inputTokens":3000,"feature":"f","user":"u","promptTemplate":"p@1","environment":"prod","team":"t","costCenter":"7"}"#
  private static let bare = #"{"model":"gpt-5","inputTokens":1000}"#
  private static let dear = #"{"model":"gpt-5","inputTokens":97000,"feature":"f"}"#

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(_ lines: [String], _ options: String...) throws -> CommandRun {
    let file = try folder.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["metadata", "check", file] + options)
  }

  /// Three dollars' worth of tokens in a hundred and one: 3,000 of 4,000 tokens, one request of two.
  @Test func `the report says which share of requests and cost has an owner`() throws {
    let run = try check([Self.full, Self.bare], "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let report = try run.json
    #expect(report["requests"] as? Int == 2)
    let fields = try #require(report["fields"] as? [[String: Any]])
    for field in fields where field["field"] as? String != "modelVersion" {
      #expect(field["requests"] as? Double == 0.5)
      #expect(abs((field["cost"] as? Double ?? 0) - 0.75) < 1e-12)
      #expect(field["lackingLines"] as? [Int] == [2])
    }
    let text = try check([Self.full, Self.bare]).output
    #expect(text.hasPrefix("50.0 % of 2 requests, 75.0 % of $0.00500, say every field"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(.enabled(if: SchemaValidator.isAvailable))
  func `the document satisfies its schema`() throws {
    let options = ["--format", "json", "--require", "feature", "--at-least", "90%"]
    let file = try folder.write(Self.full + "\n" + Self.bare + "\n", to: "log.jsonl")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["metadata", "check", file] + options)
    _ = try folder.write(run.output, to: "report.json")
    _ = try folder.write(try CommandRun("schema", "metadata").output, to: "schema.json")
    #expect(
      try SchemaValidator.findings(
        of: folder.url("report.json"), schema: folder.url("schema.json")) == "")
  }

  @Test func `a requirement is a check for CI`() throws {
    let lines = [Self.full, Self.full, Self.bare]
    #expect(try check(lines, "--require", "feature,team", "--at-least", "66%").status == 0)
    let failed = try check(lines, "--require", "feature,team", "--at-least", "67%")
    #expect(failed.status == 1)
    #expect(failed.output.hasPrefix("Failed: required is feature, team on 67.0 %"))
    #expect(try check(lines, "--require", "feature").status == 1)
    #expect(try check(lines, "--at-least", "60%").status == 0)
    #expect(try check([Self.full], "--at-least", "100%").status == 0)
    #expect(try check([Self.full], "--require", "modelVersion").status == 0)
  }

  /// 97 of 101 thousand tokens have a feature, but one request of three does not; and the other way
  /// round for the environment.
  @Test func `both shares must be large enough`() throws {
    let lines = [Self.full, Self.bare, Self.dear]
    #expect(try check(lines, "--require", "feature", "--at-least", "90%").status == 1)
    #expect(try check(lines, "--require", "environment", "--at-least", "10%").status == 1)
    #expect(try check(lines, "--require", "environment", "--at-least", "2%").status == 0)
  }

  @Test func `an empty log is no pass`() throws {
    let run = try check([""], "--at-least", "50%")
    #expect(run.status == 65)
    #expect(run.error.contains("there is no request in"))
    #expect(try CommandRun("metadata", "check", "nowhere.jsonl").status == 66)
  }

  @Test func `bad records are told and exit with 65`() throws {
    let lines = [Self.full, #"{"model":"gpt-5"}"#]
    let run = try check(lines)
    #expect(run.status == 65 && run.error.contains("log.jsonl:2"))
    #expect(run.output.contains("1 bad record left out."))
    #expect(try check(lines, "--skip-invalid").status == 0)
  }

  @Test func `what has no price is said`() throws {
    let run = try check([Self.full, #"{"model":"nobody-1","inputTokens":9}"#])
    #expect(run.status == 0)
    #expect(run.output.contains("1 request of nobody-1 without a price"))
    let unpriced = try check(
      [#"{"model":"nobody-1","inputTokens":9,"feature":"f"}"#], "--require", "feature")
    #expect(unpriced.status == 0 && unpriced.output.contains("–"))
  }

  @Test(arguments: [
    ["--require", "colour"], ["--require", "feature,feature"], ["--at-least", "0%"],
    ["--at-least", "101%"], ["--require", ""], ["--at-least", "nan"],
  ])
  func `a wrong requirement is a usage error`(options: [String]) throws {
    let file = try folder.write(Self.full + "\n", to: "log.jsonl")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["metadata", "check", file] + options)
    #expect(run.status == 64 && run.output.isEmpty, "\(run.error)")
  }

  @Test func `CSV has a row for each field and Markdown a table`() throws {
    let csv = try check([Self.full, Self.bare], "--format", "csv").output
    #expect(csv.split(separator: "\n").count == 8)
    #expect(csv.contains("\ncostCenter,false,0.5,0.75,2,cogcast,builtin,"))
    #expect(
      try check([Self.full], "--format", "markdown").output.contains("| cost centre | no | 100.0 %")
    )
  }
}
