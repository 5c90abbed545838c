import Foundation
import Testing

/// Files that are no scenario, through the built program: exit code 65, where it is wrong, what was
/// found, what is allowed.
struct BadFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  struct BadFile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: Data
    /// `line:column pointer`, as it follows the name of the file.
    let place: String
    let words: [String]

    init(_ name: String, _ bytes: Data, at place: String, _ words: String...) {
      self.name = name
      self.bytes = bytes
      self.place = place
      self.words = words
    }

    /// The small valid scenario with something in it replaced.
    init(_ name: String, _ old: String, _ new: String, at place: String, _ words: String...) {
      self.name = name
      bytes = Data(text.replacing(old, with: new).utf8)
      self.place = place
      self.words = words
    }

    var testDescription: String { name }
  }

  private static let text = """
    { "name": "Small", "attribution": { "feature": "small" },
      "segments": { "all": { "users": 100, "sessionsPerUserPerWeek": 1 } },
      "workflows": { "chat": { "calls": [ { "name": "answer", "model": "claude-haiku-5-5",
        "prompt": { "user": 50 }, "output": 200, "maxTokens": 400 } ] } } }

    """

  @Test func `the text itself is valid`() throws {
    let run = try CommandRun("validate", "--quiet", folder.write(Self.text, to: "small.json"))
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("small.json: valid\n"))
  }

  /// One run shows what is wrong with the rest and with the gates, in the order of the text; gates about
  /// what cannot be read wait for it.
  @Test func `errors of gates are shown beside others`() throws {
    let gates = """
      , "gates": [ "p95(cost.mnth) <= 5", "p95(cost.total{segment:al}) <= 5",
        "p95(cost.total{model:none}) <= 5", "p95(npv) <= 5", "mean(cost.total) <= 5" ] }
      """
    let text = String(Self.text.trimmingCharacters(in: .whitespacesAndNewlines).dropLast()) + gates
    let broken = [
      ("\"output\": 200", "\"output\": \"long\""), ("\"name\": \"Small\"", "\"name\": \"\""),
      ("\"maxTokens\": 400", "\"maxTokens\": 400, \"bogus\": 1"),
    ]
    for (part, other) in broken {
      let file = try folder.write(text.replacing(part, with: other), to: "bad.json")
      let run = try CommandRun("validate", file)
      #expect(run.status == 65)
      let places = run.output.matches(of: /bad\.json:\d+:\d+ (\S+)\n/).map { String($0.1) }
      #expect(
        places.suffix(3) == ["/gates/0", "/gates/1", "/gates/3"] && places.count == 4,
        "\(run.output)")
    }
    let segments = text.replacing("\"users\": 100", with: "\"users\": -1")
    let run = try CommandRun("validate", folder.write(segments, to: "bad.json"))
    #expect(run.output.contains("/gates/0") && !run.output.contains("/gates/1"), "\(run.output)")
  }

  @Test(arguments: files + values)
  func `a bad file is refused where it is bad`(file: BadFile) throws {
    let path = folder.url("bad.json").path
    try file.bytes.write(to: folder.url("bad.json"))
    let validation = try CommandRun("validate", path)
    #expect(validation.status == 65)
    #expect(validation.output.contains("bad.json:\(file.place)\n  "), "\(validation.output)")
    for words in file.words { #expect(validation.output.contains(words), "\(validation.output)") }
    #expect(validation.error == "")
    let estimate = try CommandRun("estimate", path)
    #expect(estimate.status == 65)
    #expect(estimate.output == "")
    #expect(estimate.error == validation.output)
  }

  static let files = [
    BadFile("nothing", Data(), at: "1:1", "the file is empty", "`cogcast init NAME` writes one"),
    BadFile("blanks", Data("  \n ".utf8), at: "2:2", "the file is empty"),
    BadFile("null", Data("null".utf8), at: "1:1", "found null", "an object in { }"),
    BadFile("a list", Data("[]".utf8), at: "1:1", "found a list", "an object in { }"),
    BadFile(
      "over 10 MB", Data(text.utf8) + Data(repeating: 0x20, count: 10_000_000), at: "1:1",
      "at most 10000000 (10 MB) are allowed"),
    BadFile(
      "cut off", Data(text.utf8.prefix(150)), at: "3:21 /workflows", "the file ends too early",
      "line 3, column 18"),
    BadFile(
      "no UTF-8", Data("{ \"name\": \"".utf8) + Data([0xFF, 0xFE]) + Data("\" }".utf8), at: "1:12",
      "not valid UTF-8", "byte 0xff"),
    BadFile("UTF-16", Data([0xFF, 0xFE, 0x7B, 0x00]), at: "1:1", "UTF-16; save it as UTF-8"),
    BadFile(
      "a byte order mark", Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), at: "1:1",
      "byte order mark"),
    BadFile("any bytes", Data((0...255).map { UInt8($0) }), at: "2:118", "not valid UTF-8"),
    BadFile(
      "10,000 lists deep", Data((String(repeating: "[", count: 10_000)).utf8),
      at: "1:129 " + String(repeating: "/0", count: 128), "nested more than 128 levels deep"),
    BadFile(
      "10,000 objects deep", #""user": 50"#,
      #""user": "# + String(repeating: #"{"a":"#, count: 10_000),
      at: "4:635 /workflows/chat/calls/0/prompt/user" + String(repeating: "/a", count: 122),
      "nested more than 128 levels deep"),
    BadFile("a comment", Data("// a\n\(text)".utf8), at: "1:1", "JSON has no comments"),
    BadFile("text behind", Data("\(text)x".utf8), at: "5:1", "text follows the end"),
  ]

  static let values = [
    BadFile(
      "a comma too many", "] } } }", "], } } }", at: "4:66 /workflows/chat",
      "a comma after the last entry; remove it"),
    BadFile(
      "a text for a number", #""users": 100"#, #""users": "many""#, at: "2:35 /segments/all/users",
      "found the text \"many\"", "allowed is a number from 0 to 10^12"),
    BadFile(
      "an object for a list", #"[ { "name": "answer""#, #"{ "a": { "name": "answer""#,
      at: "4:65 /workflows/chat/calls", "found \"]\" where \"}\" or another entry is expected"),
    BadFile(
      "an unknown field", "maxTokens", "max_tokens", at: "4:46 /workflows/chat/calls/0/max_tokens",
      "unknown field `max_tokens` in a call. Did you mean `maxTokens`?"),
    BadFile(
      "a field twice", #""users": 100"#, #""users": 100, "users": 200"#,
      at: "2:40 /segments/all/users", "`users` appears twice", "first on line 2"),
    BadFile(
      "negative users", #""users": 100"#, #""users": -100"#, at: "2:35 /segments/all/users",
      "found -100"),
    BadFile(
      "p95 below p50", #"PerWeek": 1"#, #"PerWeek": { "p50": 3, "p95": 2 }"#,
      at: "2:85 /segments/all/sessionsPerUserPerWeek/p95", "2 is below p50 (3)",
      "raise p95 or lower p50"),
    BadFile(
      "a probability above 1", #""users": 100"#, #""users": 100, "churnPerMonth": 1.5"#,
      at: "2:57 /segments/all/churnPerMonth", "found 1.5; allowed is a number from 0 to 1"),
    BadFile(
      "an unknown model", "claude-haiku-5-5", "claude-haiku-55",
      at: "3:68 /workflows/chat/calls/0/model", "there is no model `claude-haiku-55`",
      "Did you mean `claude-haiku-5-5`?"),
    BadFile(
      "shares above 1", #""workflows""#,
      #""routing": { "strategies": { "t": { "tiers": [ { "model": "gpt-5-mini", "share": 0.7 }, "#
        + #"{ "model": "gpt-5", "share": 0.6 }, { "model": "gpt-5.4" } ] } } }, "workflows""#,
      at: "3:48 /routing/strategies/t/tiers", "reach 0.7 and 0.6, together 1.3", "at most 1"),
    BadFile(
      "an infinite mean", #""user": 50"#, #""user": { "pareto": { "scale": 10, "shape": 0.9 } }"#,
      at: "4:61 /workflows/chat/calls/0/prompt/user/pareto/shape", "the mean is infinite",
      "give max"),
    BadFile(
      "NaN", #""users": 100"#, #""users": NaN"#, at: "2:35 /segments/all/users",
      "\"NaN\" is no number in JSON"),
    BadFile(
      "1e999", #""users": 100"#, #""users": 1e999"#, at: "2:35 /segments/all/users",
      "beyond the largest number"),
    BadFile(
      "a missing table", #""output": 200"#, #""output": { "profile": "none/here.json" }"#,
      at: "4:54 /workflows/chat/calls/0/output/profile", "\"none/here.json\" is missing",
      "relative to the scenario"),
    BadFile(
      "a reserved mechanism", #""workflows""#, #""budgets": {}, "workflows""#,
      at: "3:3 /budgets", "not supported yet"),
    BadFile(
      "a gate that is none", #""workflows""#, #""gates": [ "p95(cost.mnth) <= 5" ], "workflows""#,
      at: "3:19 /gates/0", "no metric `cost.mnth`. Did you mean `cost.month`?"),
  ]

  @Test func `every mistake of a file is told at once`() throws {
    let text = Self.text.replacing("\"users\"", with: "\"user\"")
      .replacing("200", with: "-2").replacing("\"model\"", with: "\"modle\"")
    let run = try CommandRun("validate", folder.write(text, to: "bad.json"))
    #expect(run.status == 65)
    for pointer in ["/segments/all/user", "/calls/0/modle", "/calls/0/output"] {
      #expect(run.output.contains("\(pointer)\n  "), "\(run.output)")
    }
  }
}
