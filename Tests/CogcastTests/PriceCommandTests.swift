import Foundation
import Testing

struct PriceCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func book(
    input: Double, checked: String = "2026-11-20", name: String = "mine"
  ) -> String {
    """
    { "name": "\(name)", "released": "2026-11-26", "models": [
      { "name": "m", "provider": "p", "rates": { "input": \(input), "output": 8 },
        "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "\(checked)", "source": "s" } ] }
    """
  }

  @Test func `list prints the built-in book and those of files`() throws {
    let builtin = try CommandRun("prices", "list")
    #expect(builtin.status == 0 && builtin.output.contains("claude-haiku-5-5"))
    let file = try folder.write(Self.book(input: 2), to: "mine.json")
    let own = try CommandRun("prices", "list", "--book", file, "--format", "csv")
    #expect(
      own.output.split(separator: "\n").last == "m,p,2,2,,,8,,,2026-11-20", "\(own.error)")
    #expect(try CommandRun("prices", "list", "--provider", "mistral").output.contains("codestral"))
    #expect(try CommandRun("prices", "list", "--provider", "nobody").status == 64)
    #expect(try CommandRun("prices", "list", "--on", "tomorrow").status == 64)
  }

  @Test func `list tells which models had a price on an old day`() throws {
    let json = try CommandRun("prices", "list", "--on", "2025-07-20", "--format", "json").json
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.contains { $0["model"] as? String == "claude-3-sonnet" })
    #expect((json["book"] as? [String: Any])?["asOf"] as? String == "2025-07-20")
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func `the JSON is as the published schemas say`() throws {
    let old = try folder.write(Self.book(input: 2), to: "old.json")
    let new = try folder.write(Self.book(input: 3, name: "theirs"), to: "new.json")
    let commands = [
      ["list"], ["list", "--book", old], ["show", "gemini-2.5-pro"], ["show", "claude-3-sonnet"],
      ["diff", old, new], ["diff", "builtin", new], ["check", "builtin"],
      ["check", old, new],
    ]
    for command in commands {
      let run = try CommandRun(
        executable: Repository.products.appending(path: "cogcast"),
        ["prices"] + command + ["--format", "json"])
      _ = try folder.write(run.output, to: "sheet.json")
      let schema = Repository.root.appending(
        path: "scenarios/schemas/prices-\(command[0]).schema.json")
      let findings = try SchemaValidator.findings(of: folder.url("sheet.json"), schema: schema)
      #expect(findings == "", "\(command) \(run.error)")
    }
  }

  @Test func `show prints every figure, and suggests a model for a misspelt one`() throws {
    let run = try CommandRun("prices", "show", "gemini-2.5-pro", "--format", "markdown")
    #expect(run.output.contains("| longContext.200000.input | 2.5 |"), "\(run.output)")
    let misspelt = try CommandRun("prices", "show", "gemini-25-pro")
    #expect(misspelt.status == 64 && misspelt.error.contains("Did you mean `gemini-2.5-pro`?"))
  }

  @Test func `diff prints changes in percent`() throws {
    let old = try folder.write(Self.book(input: 4), to: "old.json")
    let new = try folder.write(Self.book(input: 3), to: "new.json")
    let run = try CommandRun("prices", "diff", old, new)
    #expect(run.status == 0 && run.output.contains("1 of 1 models changed"))
    #expect(run.output.contains("m      rates.input") && run.output.contains("-25.0 %"))
    #expect(try CommandRun("prices", "diff", old, old).output.contains("0 of 1 models changed"))
  }

  @Test func `check exits with 1 where books disagree`() throws {
    let one = try folder.write(Self.book(input: 4), to: "one.json")
    let other = try folder.write(Self.book(input: 3, name: "other"), to: "other.json")
    let run = try CommandRun("prices", "check", one, other)
    #expect(run.status == 1 && run.output.contains("-25.0 %"))
    #expect(run.output.contains("1 of the 1 models of mine that other has disagree"))
    #expect(try CommandRun("prices", "check", one, one).status == 0)
    #expect(try CommandRun("prices", "check", "builtin").status == 0)
  }

  @Test func `old prices warn, and fail beyond the limit that is asked for`() throws {
    let file = try folder.write(Self.book(input: 4, checked: "2026-10-26"), to: "old.json")
    let warned = try CommandRun("prices", "check", file)
    #expect(warned.status == 0 && warned.error.contains("warning: The price of m"))
    #expect(warned.error.contains("2026-10-26, 31 days before 2026-11-26"))
    #expect(try CommandRun("prices", "check", file, "--max-price-age", "31").status == 0)
    #expect(try CommandRun("prices", "check", file, "--max-price-age", "30").status == 1)
    #expect(try CommandRun("prices", "check", file, "--max-price-age", "-1").status == 64)
  }

  @Test func `today is a matter of standard error alone`() throws {
    let file = "scenarios/support-assistant.json"
    let options = ["--trials", "32", "--format", "json"]
    func run(_ more: [String]) throws -> CommandRun {
      try CommandRun(
        executable: Repository.products.appending(path: "cogcast"),
        ["estimate", file] + options + more)
    }
    let plain = try run([])
    let today = try run(["--today", "2027-06-01"])
    #expect(plain.status == 0 && plain.error == "" && plain.output == today.output)
    #expect(today.error.contains("warning: as of today: The price of claude-haiku-5-5"))
    #expect(try run(["--today", "soon"]).status == 64)
  }

  @Test func `a scenario whose prices are too old is refused`() throws {
    let scenario = try folder.write(
      """
      { "cogcast": 1, "name": "Small", "attribution": { "feature": "small" },
        "prices": { "asOf": "2027-03-01" },
        "segments": { "all": { "users": 10, "sessionsPerUserPerWeek": 1 } },
        "workflows": { "ask": { "calls": [ { "name": "answer", "model": "claude-opus-5-5",
          "maxTokens": 1000, "prompt": { "user": 1000 }, "output": 500 } ] } } }
      """, to: "a.json")
    let warned = try CommandRun("estimate", scenario, "--trials", "32")
    #expect(warned.status == 0 && warned.output.contains("was last checked"))
    for command in ["estimate", "gate"] {
      let refused = try CommandRun(command, scenario, "--trials", "32", "--max-price-age", "60")
      #expect(refused.status == 65, "\(refused.error)")
      #expect(refused.error.contains("The price of claude-opus-5-5"))
    }
    #expect(
      try CommandRun("estimate", scenario, "--trials", "32", "--max-price-age", "400").status == 0)
  }

  @Test func `import writes a book that the other commands read`() throws {
    let map = try folder.write(
      """
      { "sample_spec": {}, "m": { "litellm_provider": "openai", "mode": "chat",
        "input_cost_per_token": 1e-07, "output_cost_per_token": "4e-07",
        "input_cost_per_video_token": 1e-06 } }
      """, to: "map.json")
    let output = folder.url("book.json").path
    let run = try CommandRun(
      "prices", "import", map, "--format", "litellm", "--output", output, "--date", "2026-11-26")
    #expect(run.status == 0 && run.output == "wrote \(output): 1 models\n", "\(run.error)")
    #expect(run.error.contains("1 skipped: explains the format: sample_spec"))
    #expect(run.error.contains("1 imported in part: no meter for input_cost_per_video_token: m"))
    let list = try CommandRun("prices", "list", "--book", output, "--format", "csv")
    #expect(list.output.contains("m,openai,0.1,0.1,,,0.4,,,2026-11-26"))
    let undated = try CommandRun(
      "prices", "import", map, "--format", "litellm", "--output", output)
    #expect(undated.status == 0)
  }

  @Test func `import says what is wrong with a map, and with its arguments`() throws {
    let map = try folder.write("{ \"m\": ", to: "map.json")
    let output = folder.url("book.json").path
    func run(_ file: String, _ format: String, _ output: String) throws -> CommandRun {
      try CommandRun("prices", "import", file, "--format", format, "--output", output)
    }
    let broken = try run(map, "litellm", output)
    #expect(broken.status == 65 && broken.error.contains("map.json:1:8"))
    #expect(try run(map, "csv", output).status == 64)
    #expect(try run("no-such-file.json", "litellm", output).status == 66)
    #expect(FileManager.default.fileExists(atPath: output) == false)
  }

  @Test func `a broken book is reported with its lines`() throws {
    let file = try folder.write(
      "{ \"name\": \"b\",\n  \"released\": \"2026-11-26\", \"modles\": [] }", to: "b.json")
    let run = try CommandRun("prices", "list", "--book", file)
    #expect(run.status == 65 && run.error.contains("b.json:2:29 /modles"), "\(run.error)")
    #expect(run.error.contains("Did you mean `models`?"))
    #expect(try CommandRun("prices", "list", "--book", "none.json").status == 66)
  }
}
