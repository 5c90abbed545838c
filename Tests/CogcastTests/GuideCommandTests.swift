import Cogcast
import Foundation
import Testing

struct GuideCommandTests {
  @Test(arguments: GuideOverview.commands)
  func `every command that serves a chapter exists`(command: String) throws {
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      command.split(separator: " ").map(String.init) + ["--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("USAGE: cogcast \(command)"), "\(run.output)")
  }

  @Test func `chapters without a command are said to have none`() throws {
    let run = try CommandRun("guide")
    #expect(run.status == 0)
    #expect(run.output.contains("Not served yet"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let chapters = try #require(
      try CommandRun("guide", "--format", "json").json["chapters"] as? [[String: Any]])
    let served = chapters.count { !($0["commands"] as? [String] ?? []).isEmpty }
    #expect(run.output.hasPrefix("\(served) of \(chapters.count) chapters"))
    #expect(served < chapters.count)
  }

  @Test(.enabled(if: SchemaValidator.isAvailable))
  func `the overview satisfies its schema`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(try CommandRun("guide", "--format", "json").output, to: "guide.json")
    _ = try folder.write(try CommandRun("schema", "guide").output, to: "schema.json")
    #expect(
      try SchemaValidator.findings(
        of: folder.url("guide.json"), schema: folder.url("schema.json")) == "")
  }
}
