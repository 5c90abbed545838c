import Cogcast
import Foundation
import Testing

/// The README says no more than is true: its commands run, its make targets exist, and the report it
/// shows is the one that the command prints.
struct ReadmeCommandsTests {
  static let readme = MarkdownPage("README.md")
  static let command = ".build/release/cogcast"

  @Test func `every command is one that these tests run or look up`() {
    let others = Self.readme.commands.filter {
      !$0.hasPrefix(Self.command + " ") && !$0.hasPrefix("make ")
    }
    #expect(others.isEmpty)
    #expect(Self.readme.commands.contains("make estimate"))
    #expect(Self.readme.commands.contains("make test"))
  }

  @Test func `the commands work one after the other`() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(at: folder.url(".build/release"), withIntermediateDirectories: true)
    try files.createSymbolicLink(
      at: folder.url(Self.command),
      withDestinationURL: Repository.products.appending(path: "cogcast"))
    try files.copyItem(
      at: Repository.root.appending(path: "scenarios"), to: folder.url("scenarios"))
    for line in Self.readme.commands where line.hasPrefix(Self.command) {
      let run = try CommandRun(executable: Self.shell, ["-c", line], in: folder.root)
      #expect(run.status == 0, "\(line)\n\(run.output)\(run.error)")
    }
  }

  @Test(arguments: readme.commands.filter { $0.hasPrefix("make ") })
  func `a make target exists`(line: String) throws {
    let run = try CommandRun(executable: Self.shell, ["-c", line + " --dry-run"])
    #expect(run.status == 0, "\(run.error)")
  }

  /// `COGCAST_REWRITE_GOLDENS=1` writes the excerpts of the README anew.
  @Test func `the report shown is what the command prints`() throws {
    let report = try CommandRun("estimate", Repository.scenario("support-assistant")).output
    let comparison = try CommandRun(
      "compare", Repository.scenario("homework-tutor"), "--strategies", "by-lot,cascade"
    ).output
    let sensitivity = try CommandRun(
      "sensitivity", Repository.scenario("support-assistant"), "--gate", "2"
    ).output
    let explanation = try CommandRun(
      "explain", Repository.scenario("support-assistant"),
      "workflows.chat.calls.answer.retry.failureRate"
    ).output
    let printed = [
      try Self.excerpt(of: report, from: "Likely ", to: "\n\nMonth by month"),
      try Self.excerpt(of: report, from: "From the spreadsheet ", to: "\n\nGates"),
      try Self.excerpt(of: sensitivity, from: "What explains ", to: "\n\nWhat knowing"),
      try Self.excerpt(of: explanation, from: "Formula\n", to: "\n\nHow this"),
      try Self.excerpt(of: comparison, from: "Differences ", to: "\n\nGates"),
    ]
    if ProcessInfo.processInfo.environment["COGCAST_REWRITE_GOLDENS"] == "1" {
      var text = Self.readme.text
      for (shown, printed) in zip(Self.readme.blocks(of: "text"), printed) {
        text = text.replacing(shown, with: printed)
      }
      return try Data(text.utf8).write(to: Self.readme.file)
    }
    #expect(Self.readme.blocks(of: "text") == printed)
  }

  @Test func `the private model can be priced`() throws {
    let block = try #require(
      Self.readme.blocks(of: "json").first { $0.hasPrefix("\"models\"") })
    let file = URL(fileURLWithPath: Repository.scenario("guide-headline"))
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacing("\"claude-sonnet-5-5\"", with: "\"our-model\"")
      .replacing("{", with: "{\n" + block + ",", maxReplacements: 1)
    let scenario = try FeatureScenario(text: text)
    #expect(scenario.warnings.isEmpty)
  }

  private static let shell = URL(fileURLWithPath: "/bin/sh")

  private static func excerpt(of report: String, from start: String, to end: String) throws
    -> String
  {
    let first = try #require(report.range(of: start))
    let rest = report[first.lowerBound...]
    let last = try #require(rest.range(of: end))
    return rest[..<last.lowerBound] + "\n"
  }
}

/// A page of Markdown and its fenced blocks.
struct MarkdownPage {
  let file: URL
  let text: String

  init(_ path: String) {
    file = Repository.root.appending(path: path)
    text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }

  /// Contents of the blocks fenced as a language, in their order.
  func blocks(of language: String) -> [String] {
    text.matches(of: /```(\w+)\n(.*?)```/.dotMatchesNewlines())
      .filter { $0.1 == language }
      .map { String($0.2) }
  }

  /// Every line of the `sh` blocks.
  var commands: [String] {
    blocks(of: "sh").flatMap { $0.split(separator: "\n").map(String.init) }
  }
}
