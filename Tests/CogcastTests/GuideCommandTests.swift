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

  @Test func `every chapter has a command and fits into a terminal`() throws {
    let run = try CommandRun("guide")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let chapters = try #require(
      try CommandRun("guide", "--format", "json").json["chapters"] as? [[String: Any]])
    #expect(chapters.count == 22)
    for chapter in chapters {
      #expect(!(chapter["commands"] as? [String] ?? []).isEmpty, "\(chapter)")
      #expect(run.output.contains(try #require(chapter["title"] as? String)))
    }
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
