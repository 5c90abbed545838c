import Foundation
import Testing

struct DiffCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func diff(_ base: String, _ head: String, _ options: String...) throws -> CommandRun {
    let before = try folder.write(base, to: "base.json")
    let after = try folder.write(head, to: "head.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["diff", before, after, "--trials", "256"] + options)
  }

  private func attribution(_ run: CommandRun) throws -> (total: Double, parts: [String: Double]) {
    let attribution = try #require(run.json["contributions"] as? [String: Any])
    let total = try #require((attribution["total"] as? [String: Double])?["value"])
    var parts: [String: Double] = [:]
    for part in try #require(attribution["parts"] as? [[String: Any]]) {
      let path = try #require(part["path"] as? String)
      parts[path] = (part["amount"] as? [String: Double])?["value"]
    }
    return (total, parts)
  }

  /// 1,000 sessions a week of 1,000 tokens in and 100 out at $5 and $20 a million: $0.007 each,
  /// with 20 % more users and 100 more tokens of instructions.
  @Test func `plain numbers are shared out as by hand`() throws {
    let base = SmallScenario.priced(users: 1000, system: 1000)
    let run = try diff(
      base, SmallScenario.priced(users: 1200, system: 1100), "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let (total, parts) = try attribution(run)
    let month = 13.0 / 3
    let (before, after) = (1000 * 0.007 * month, 1200 * 0.0075 * month)
    #expect(abs(total - (after - before)) < 1e-9)
    // Each first or second: the mean of both orders.
    let users = (200 * 0.007 + 200 * 0.0075) / 2 * month
    let system = (1000 * 0.0005 + 1200 * 0.0005) / 2 * month
    #expect(abs((parts["segments.all.users"] ?? 0) - users) < 1e-9)
    #expect(abs((parts["workflows.chat.calls.answer.prompt.system"] ?? 0) - system) < 1e-9)
  }

  @Test func `nothing changed is said so`() throws {
    let run = try diff(SmallScenario.uncertain(), SmallScenario.uncertain())
    #expect(run.output.hasPrefix("No field that cost depends on has changed."))
  }

  @Test func `what is the same is not shown as a change`() throws {
    let run = try diff(SmallScenario.uncertain(), SmallScenario.uncertain())
    #expect(!run.output.contains("Higher in"), "\(run.output)")
  }

  @Test func `unlike horizons and units are remarked`() throws {
    let base = SmallScenario.uncertain()
    let longer = try #require(base.firstMatch(of: /"weeks": *(\d+)/))
    let head = base.replacing(
      longer.0, with: "\"weeks\": \(try #require(Int(longer.1)) * 2)"
    ).replacing("\"horizon\"", with: "\"unit\": \"document\", \"horizon\"")
    let run = try diff(base, head)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("The horizons differ ("), "\(run.output)")
    #expect(run.output.contains("The units differ (session and document)"), "\(run.output)")
  }

  @Test func `a change of the remarks alone is no change of cost`() throws {
    let base = SmallScenario.uncertain()
    let run = try diff(base, base.replacing("\"Small\"", with: "\"New\""))
    #expect(run.output.hasPrefix("No field that cost depends on has changed."))
    #expect(run.output.contains("Changed too, without effect on cost: name."))
  }

  /// A field that needs another one is attributed together with it.
  @Test func `changes that only work together are one part`() throws {
    let base = SmallScenario.priced(users: 1000, system: 1000)
    let head = base.replacing("\"m\": {", with: "\"other\": {")
      .replacing("\"model\": \"m\"", with: "\"model\": \"other\"")
      .replacing("\"input\": 5", with: "\"input\": 6")
    let (total, parts) = try attribution(try diff(base, head, "--format", "json"))
    #expect(parts.count == 1)
    #expect(parts.keys.first?.contains(" + ") == true)
    #expect(abs(total - 1000 * 0.001 * 13 / 3) < 1e-9)
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `threads change nothing but the time`(format: String) throws {
    let base = SmallScenario.uncertain()
    let head = base.replacing("\"output\": 500", with: "\"output\": 600")
    let one = try diff(base, head, "--format", format, "--threads", "1")
    let two = try diff(base, head, "--format", format, "--threads", "2")
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output && !one.output.isEmpty)
  }

  @Test func `git gives the file as it was`() throws {
    let file = try folder.write(SmallScenario.priced(users: 1000, system: 1000), to: "a.json")
    for arguments in [
      ["init", "-q"], ["add", "a.json"],
      ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "base"],
    ] {
      let run = try CommandRun(
        executable: URL(fileURLWithPath: "/usr/bin/env"), ["git"] + arguments, in: folder.root)
      try #require(run.status == 0, "\(run.error)")
    }
    _ = try folder.write(SmallScenario.priced(users: 1100, system: 1000), to: "a.json")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["diff", "git:HEAD:a.json", "a.json", "--trials", "64", "--format", "csv"], in: folder.root)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("attribution,segments.all.users,"))
    for (revision, words) in [
      ("git:nowhere:a.json", "no revision nowhere"), ("git:HEAD:b.json", "no file b.json"),
    ] {
      let failed = try CommandRun("diff", revision, file)
      #expect(failed.status == 66 && failed.error.contains(words), "\(failed.error)")
    }
    #expect(try CommandRun("diff", "git:HEAD", file).status == 64)
  }
}
