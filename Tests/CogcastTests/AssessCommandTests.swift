import Cogcast
import Foundation
import Testing

struct AssessCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func answers(yes count: Int) -> String {
    let items = ReadinessCheck.Item.allCases.enumerated().map { place, item in
      "\"\(item.rawValue)\": \"\(place < count ? "yes" : place % 2 == 0 ? "no" : "unknown")\""
    }
    return "{ \"answers\": { \(items.joined(separator: ", ")) } }"
  }

  private func assess(_ text: String, _ options: String...) throws -> CommandRun {
    let file = try folder.write(text, to: "answers.json")
    return try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["assess", "--answers", file] + options)
  }

  /// The bounds of the guide: 4 crawl, 5 walk, 8 walk, 9 run; its list goes on to 13.
  @Test(arguments: [
    (0, "crawl"), (4, "crawl"), (5, "walk"), (8, "walk"), (9, "run"), (12, "run"), (13, "run"),
  ])
  func `the score decides how far an organisation is`(score: Int, maturity: String) throws {
    let run = try assess(answers(yes: score), "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    #expect(try run.json["score"] as? Int == score)
    #expect(try run.json["items"] as? Int == 13)
    #expect(try run.json["maturity"] as? String == maturity)
    let checklist = try #require(try run.json["checklist"] as? [[String: Any]])
    #expect(checklist.count { $0["nextStep"] != nil } == 13 - score)
  }

  @Test func `the four areas of the guide have three, three, three and four items`() throws {
    let checklist = try #require(
      try assess(answers(yes: 0), "--format", "json").json["checklist"] as? [[String: Any]])
    let areas = Dictionary(grouping: checklist) { $0["area"] as? String ?? "" }.mapValues(\.count)
    #expect(areas == ["visibility": 3, "unitEconomics": 3, "optimization": 3, "governance": 4])
  }

  @Test func `what files show is filled in and says by what`() throws {
    let log = try folder.write(
      String(
        repeating:
          #"{"model":"gpt-5","inputTokens":10,"feature":"f","user":"u","promptTemplate":"p","environment":"e"}"#
          + "\n", count: 20) + #"{"model":"gpt-5","inputTokens":10,"feature":"f"}"# + "\n",
      to: "log.jsonl")
    let example = Repository.root.appending(path: "scenarios/ci-example")
    let run = try assess(
      #"{ "answers": { "maxTokens": "no" } }"#, "--scenario",
      example.appending(path: "ticket-summary.json").path, "--policy",
      example.appending(path: "cogcast.policy.json").path, "--log", log, "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    var found: [String: [String: Any]] = [:]
    for line in try #require(try run.json["checklist"] as? [[String: Any]]) {
      found[try #require(line["item"] as? String)] = line
    }
    func shown(_ item: String) -> String { found[item]?["shownBy"] as? String ?? "" }
    #expect(found["featureBudgets"]?["answer"] as? String == "yes")
    #expect(shown("featureBudgets").contains("has a budget for ticket-summary"))
    #expect(found["maxTokens"]?["answer"] as? String == "yes")
    #expect(found["maxTokens"]?["contradicted"] as? Bool == true)
    #expect(found["tokensByFeature"]?["answer"] as? String == "yes")
    #expect(shown("tokensByFeature").hasPrefix("100 % of the requests in "))
    // 20 of 21 requests: 95.2 %.
    #expect(found["costAttribution"]?["answer"] as? String == "yes")
    #expect(shown("costAttribution").hasPrefix("95 % of the requests in "))
    #expect(found["estimateBeforeLaunch"]?["answer"] as? String == "yes")
    #expect(found["zombieProcess"]?["answer"] as? String == "unknown")
    #expect(found["zombieProcess"]?["shownBy"] == nil)
  }

  @Test func `a policy without the feature's budget shows that there is none`() throws {
    let policy = Repository.root.appending(path: "scenarios/ci-example/cogcast.policy.json").path
    let run = try assess(
      answers(yes: 13), "--scenario", Repository.scenario("support-assistant"), "--policy", policy)
    #expect(run.output.hasPrefix("Run: 12 of 13;"))
    #expect(run.output.contains("featureBudgets: Write `budgets`"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: [
    (#"{ "answers": { "maxToken": "yes" } }"#, ":1:16", "maxTokens"),
    (#"{ "answers": { "maxTokens": "maybe" } }"#, ":1:29 /answers/maxTokens", "\"unknown\""),
    (#"{ "answers": { "maxTokens": true } }"#, ":1:29 /answers/maxTokens", "\"yes\""),
    (#"{ }"#, ":1:1", "answers"), ("", ":1:1", "answers are a JSON object"),
  ])
  func `wrong answers are told with their place`(text: String, place: String, words: String) throws
  {
    let run = try assess(text)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.error.contains("answers.json" + place), "\(run.error)")
    #expect(run.error.contains(words), "\(run.error)")
  }

  @Test func `without a terminal and without answers it is a usage error`() throws {
    let run = try CommandRun(
      executable: URL(fileURLWithPath: "/bin/sh"),
      ["-c", "\(Repository.products.path)/cogcast assess < /dev/null"])
    #expect(run.status == 64 && run.error.contains("--answers FILE"), "\(run.error)")
    #expect(try CommandRun("assess", "--answers", "nowhere.json").status == 66)
  }

  /// On a terminal of its own, which Python provides.
  @Test(.enabled(if: Python.has("pty"), "needs Python's pty"))
  func `on a terminal it asks what no file shows`() throws {
    let run = try Python.run(
      """
      import os, pty, sys
      child, terminal = pty.fork()
      if child == 0:
          os.environ["NO_COLOR"] = "1"
          os.execv(sys.argv[1], sys.argv[1:])
      os.write(terminal, b"perhaps\\n" + b"y\\n" * 5 + b"n\\nu\\n" + b"yes\\n" * 4)
      text = b""
      try:
          while True:
              part = os.read(terminal, 65536)
              if not part: break
              text += part
      except OSError:
          pass
      sys.stdout.buffer.write(text.replace(b"\\r", b""))
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
      """,
      [
        Repository.products.appending(path: "cogcast").path, "assess", "--scenario",
        Repository.scenario("document-intake"),
      ])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("Answer y for yes"))
    #expect(run.output.contains("Are tokens counted by feature"))
    #expect(!run.output.contains("Is the cost of a feature estimated before it ships? [y/n/u]"))
    #expect(run.output.contains("Next steps"))
  }

  @Test(.enabled(if: SchemaValidator.isAvailable))
  func `answers and results satisfy their schemas`() throws {
    let run = try assess(answers(yes: 6), "--format", "json")
    _ = try folder.write(run.output, to: "result.json")
    for (document, schema) in [("answers", "answers"), ("result", "readiness")] {
      _ = try folder.write(try CommandRun("schema", schema).output, to: "schema.json")
      #expect(
        try SchemaValidator.findings(
          of: folder.url("\(document).json"), schema: folder.url("schema.json")) == "")
    }
  }

  @Test func `CSV and Markdown have every item`() throws {
    #expect(
      try assess(answers(yes: 6), "--format", "csv").output.split(separator: "\n").count == 14)
    let markdown = try assess(answers(yes: 6), "--format", "markdown").output
    #expect(markdown.hasPrefix("**Walk: 6 of 13;"))
  }
}
