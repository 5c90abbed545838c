import Foundation
import Testing

struct ChargeCommandTests {
  /// A thousand tokens of GPT-5 in and a hundred out: 0.00125 + 0.001 dollars, which in doubles is
  /// 0.0022500000000000003.
  private static let good = #"{"model":"gpt-5","inputTokens":1000,"outputTokens":100}"#
  private static let bad = #"{"model":"gpt-5","inputTokens":-1}"#

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func log(_ lines: String...) throws -> String {
    try folder.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
  }

  /// Runs a line of the shell, where `cogcast` is the built one.
  private func shell(_ line: String) throws -> CommandRun {
    try CommandRun(
      executable: URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder.root,
      environment: ["PATH": Repository.products.path + ":/usr/bin:/bin"])
  }

  @Test func `records go to standard output and the summary to standard error`() throws {
    let run = try CommandRun("prices", "charge", log(Self.good, Self.good))
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains(#""cost":0.0022500000000000003,"#) })
    #expect(run.error.hasPrefix("2 records cost $0.00450.\n"))
    #expect(run.error.contains("2 records have no time: priced on the day of the book's release."))
  }

  @Test func `standard input is read, packed or not`() throws {
    _ = try log(Self.good)
    let plain = try shell("cogcast prices charge < log.jsonl")
    #expect(plain.status == 0 && !plain.output.isEmpty)
    #expect(try shell("cat log.jsonl | cogcast prices charge -").output == plain.output)
    #expect(try shell("gzip -c log.jsonl | cogcast prices charge").output == plain.output)
    let cut = try shell("gzip -c log.jsonl | head -c 40 | cogcast prices charge")
    #expect(cut.status == 65)
    #expect(cut.error.contains("standard input: the gzip archive ends too early"))
  }

  @Test func `bad records are told with their line and exit with 65`() throws {
    let file = try log(Self.good, Self.bad, "", Self.good, "{")
    let run = try CommandRun("prices", "charge", file)
    #expect(run.status == 65)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(
      run.error.contains(
        "log.jsonl:2 /inputTokens\n  found -1; allowed is a whole number from 0 to 10^15.\n"))
    #expect(run.error.contains("log.jsonl:5:2\n  the file ends too early"))
    #expect(run.error.contains("2 records cost $0.00450; 2 bad records are left out."))
    let skipping = try CommandRun("prices", "charge", file, "--skip-invalid")
    #expect(skipping.status == 0 && skipping.error == run.error)
  }

  @Test func `the first bad records are told in full and the rest is counted`() throws {
    let file = try folder.write(
      String(repeating: Self.bad + "\n", count: 30), to: "log.jsonl")
    let few = try CommandRun("prices", "charge", file, "--errors", "3")
    #expect(few.error.components(separatedBy: "/inputTokens").count - 1 == 3)
    #expect(few.error.contains("and 27 more bad records; see them with --errors."))
    let none = try CommandRun("prices", "charge", file, "--errors", "0")
    #expect(none.error.hasPrefix("30 bad records are not shown"))
    let all = try CommandRun("prices", "charge", file)
    #expect(all.error.contains("and 10 more bad records"))
  }

  @Test func `the summary alone goes to standard output, as JSON where asked for`() throws {
    let file = try log(Self.good, Self.good)
    let text = try CommandRun("prices", "charge", file, "--summary")
    #expect(text.output.hasPrefix("2 records cost") && text.error == "")
    let run = try CommandRun("prices", "charge", file, "--summary", "--format", "json")
    let document = try run.json
    #expect(document["schema"] as? String == "cogcast.charge/1")
    #expect(document["records"] as? Int == 2 && document["withoutTime"] as? Int == 2)
    #expect(abs((document["cost"] as? Double ?? 0) - 0.0045) < 1e-15)
    let models = document["models"] as? [[String: Any]]
    #expect(models?.first?["model"] as? String == "gpt-5")
    #expect(models?.first?["inputTokens"] as? Int == 2000)
  }

  @Test func `records go to a file and not to the screen`() throws {
    let target = folder.url("out.jsonl")
    let file = try log(Self.good)
    let run = try CommandRun("prices", "charge", file, "--output", target.path)
    #expect(run.status == 0 && run.output == "")
    #expect(try String(contentsOf: target, encoding: .utf8).contains(#""cost":"#))
    let nowhere = try CommandRun(
      "prices", "charge", file, "--output", folder.url("none/out").path)
    #expect(nowhere.status == 66)
  }

  @Test func `a full disk is no success`() throws {
    let run = try CommandRun("prices", "charge", log(Self.good), "--output", "/dev/full")
    #expect(run.status == 66)
    #expect(run.error.contains("cannot write /dev/full"))
  }

  @Test func `another book is used, and a broken one is told with its line`() throws {
    let book = try folder.write(
      """
      { "name": "ours", "released": "2026-06-01", "models": [
        { "name": "gpt-5", "provider": "openai", "rates": { "input": 10, "output": 0 },
          "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-06-01",
          "source": "contract" } ] }
      """, to: "book.json")
    let file = try log(Self.good)
    let run = try CommandRun("prices", "charge", file, "--book", book)
    #expect(run.output.contains(#""cost":0.01,"#))
    #expect(run.error.contains("Book ours, released on 2026-06-01."))
    let broken = try folder.write(#"{ "name": 1 }"#, to: "broken.json")
    let refused = try CommandRun("prices", "charge", file, "--book", broken)
    #expect(refused.status == 65 && refused.output == "")
    #expect(refused.error.contains("broken.json:1:"))
    #expect(try CommandRun("prices", "charge", file, "--book", "none.json").status == 66)
  }

  @Test func `names of a log are given a price by hand`() throws {
    let file = try log(#"{"model":"a=b","inputTokens":1000000}"#)
    let run = try CommandRun("prices", "charge", file, "--alias", "a=b=gpt-5")
    #expect(run.output.contains(#""pricedAs":"gpt-5","cost":1.25,"#))
    #expect(run.error.contains("a=b was priced as gpt-5."))
  }

  @Test(arguments: [
    ["--from", "datadog"], ["--alias", "gpt-5"], ["--alias", "=gpt-5"], ["--errors", "-1"],
    ["--format", "csv"], ["--summary", "--output", "x"], ["--alias", "a=b", "--alias", "a=c"],
  ])
  func `a wrong option exits with 64`(options: [String]) throws {
    let file = try log(Self.good)
    let line = (["cogcast", "prices", "charge", file] + options).joined(separator: " ")
    let run = try shell(line)
    #expect(run.status == 64 && run.output == "")
    #expect(run.error.hasPrefix("Error: "))
  }

  @Test func `a missing log or a folder exits with 66`() throws {
    #expect(try CommandRun("prices", "charge", folder.url("none.jsonl").path).status == 66)
    #expect(try CommandRun("prices", "charge", folder.root.path).status == 66)
  }

  @Test func `an empty log has no records and is no error`() throws {
    let run = try CommandRun("prices", "charge", folder.write("", to: "empty.jsonl"))
    #expect(run.status == 0 && run.output == "")
    #expect(run.error.hasPrefix("0 records cost $0.00.\n"))
  }

  @Test func `names from a log cannot write to the terminal`() throws {
    let run = try CommandRun(
      "prices", "charge", log(#"{"model":"\u001b[2J","inputTokens":1}"#))
    #expect(run.status == 65)
    #expect(!run.error.utf8.contains(0x1B))
  }
}
