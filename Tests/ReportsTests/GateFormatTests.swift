import Foundation
import FoundationXML
import Governance
import Reports
import Scenarios
import Testing

/// Gates in the formats of CI systems.
struct GateFormatTests {
  /// A name that means something in every format.
  static let hostile =
    "a%b\r\n::error::x,y:z <!--]]>&\"'|`*[x](y) \u{1B}[31m\u{202E}\u{FFFE} /../é"

  static func line(
    _ name: String = "p95(cost.month) <= 5000", _ verdict: Verdict = .fail,
    rule: RuleName = .gate
  ) -> GateLine {
    GateLine(
      rule: rule, expression: name, level: verdict == .warn ? .warn : .error,
      origin: rule == .policyGate ? .policy : .scenario,
      location: SourceLocation(line: 7, column: 14, pointer: "/gates/0"), verdict: verdict,
      measured: nil, interval: nil, confidence: 0.99, limit: 5, month: nil, selection: name,
      sentence: "It is \(name).")
  }

  static let broken = BrokenScenario(
    file: "scenarios/broken.json", place: "scenarios/broken.json",
    findings: [
      Diagnostic(
        severity: .error, location: SourceLocation(line: 3, column: 5, pointer: "/segments"),
        message: "there is no segment.")
    ], reason: "there is no segment.")

  static let verdicts = [Verdict.pass, .warn, .fail, .inconclusive].map { line("\($0)", $0) }

  static let all = Sample.summary([
    .checked(Sample.check(of: "scenarios/a.json", gates: verdicts)),
    .checked(
      Sample.check(
        of: hostile, named: hostile,
        gates: [line(hostile), line(hostile), line(hostile, .warn, rule: .policyGate)])),
    .broken(broken),
  ])

  // MARK: SARIF

  private struct SARIF: Decodable {
    struct Run: Decodable {
      struct Text: Decodable { let text: String }
      struct Rule: Decodable {
        let id: String
        let shortDescription: Text
      }
      struct Driver: Decodable {
        let name: String
        let semanticVersion: String
        let rules: [Rule]
      }
      struct Tool: Decodable { let driver: Driver }
      struct Location: Decodable {
        struct Physical: Decodable {
          struct Artifact: Decodable { let uri: String }
          struct Region: Decodable {
            let startLine: Int
            let startColumn: Int
          }
          let artifactLocation: Artifact
          let region: Region
        }
        let physicalLocation: Physical
      }
      struct Result: Decodable {
        let ruleId: String
        let ruleIndex: Int
        let level: String
        let message: Text
        let locations: [Location]
        let partialFingerprints: [String: String]
      }
      let tool: Tool
      let results: [Result]
    }
    let version: String
    let runs: [Run]
  }

  @Test func `SARIF has what the standard requires`() throws {
    let text = SARIFReport.text(Self.all)
    let document = try JSONDecoder().decode(SARIF.self, from: Data(text.utf8))
    #expect(document.version == "2.1.0")
    let run = try #require(document.runs.first)
    #expect(document.runs.count == 1 && run.tool.driver.name == "cogcast")
    #expect(
      Set(run.tool.driver.rules.map(\.id)) == Set(RuleName.allCases.map(\.rawValue) + ["scenario"]))
    // Everything that does not pass: three of the first, three hostile, one broken.
    #expect(
      run.results.map(\.level)
        == ["warning", "error", "error", "error", "error", "warning", "error"])
    for result in run.results {
      #expect(run.tool.driver.rules[result.ruleIndex].id == result.ruleId)
      let place = try #require(result.locations.first).physicalLocation
      #expect(place.region.startLine >= 1 && place.region.startColumn >= 1)
      // A URI reference holds no blank, quote, control or anything beyond ASCII.
      #expect(place.artifactLocation.uri.utf8.allSatisfy { (0x21...0x7E).contains($0) })
      #expect(!place.artifactLocation.uri.contains("\""))
      #expect(result.message.text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
    #expect(run.results.last?.ruleId == "scenario")
    #expect(run.results.last?.locations.first?.physicalLocation.region.startLine == 3)
    // Two equal gates of one file are two findings.
    let fingerprints = run.results.compactMap { $0.partialFingerprints["cogcast/v1"] }
    #expect(Set(fingerprints).count == 7)
  }

  // MARK: JUnit

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append((name, attributes))
    }

    static func read(_ text: String) -> Reader? {
      let (parser, reader) = (XMLParser(data: Data(text.utf8)), Reader())
      parser.delegate = reader
      return parser.parse() ? reader : nil
    }

    func attributes(of name: String) -> [[String: String]] {
      elements.filter { $0.name == name }.map(\.attributes)
    }
  }

  @Test func `JUnit is well-formed whatever names say`() throws {
    let reader = try #require(Reader.read(JUnitReport.text(Self.all)))
    let suites = reader.attributes(of: "testsuite")
    #expect(suites.map { $0["tests"] } == ["4", "3", "1"])
    #expect(suites.map { $0["failures"] } == ["2", "2", "0"])
    #expect(suites.map { $0["errors"] } == ["0", "0", "1"])
    let cases = reader.attributes(of: "testcase")
    #expect(cases.count == 8)
    #expect(cases[0]["name"] == "pass" && cases[0]["classname"] == "scenarios/a.json")
    #expect(reader.attributes(of: "failure").count == 4)
    #expect(reader.attributes(of: "error").first?["message"] == "there is no segment.")
    let root = try #require(reader.attributes(of: "testsuites").first)
    #expect(root["tests"] == "8" && root["failures"] == "4" && root["errors"] == "1")
    // The name comes back whole but for what XML cannot hold.
    let name = try #require(cases[4]["name"])
    #expect(name.contains("<!--]]>&\"'|`*[x](y)") && name.contains("\\u{1b}[31m"))
  }

  // MARK: GitHub

  @Test func `an annotation is one line, and no name begins a command`() {
    let lines = GitHubAnnotations.text(Self.all).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    #expect(lines.count == 8)
    let commands = lines.dropLast()
    #expect(commands.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") })
    for command in commands {
      let parts = command.dropFirst(2).split(separator: "::", maxSplits: 1)
      let properties = parts[0].split(separator: " ", maxSplits: 1)[1].split(separator: ",")
      #expect(properties.map { $0.prefix { $0 != "=" } } == ["file", "line", "col", "title"])
      #expect(!command.contains("\r") && !command.unicodeScalars.contains("\u{1B}"))
    }
    #expect(commands.contains { $0.contains("title=cogcast gate%3A a%25b%0D%0A%3A%3Aerror") })
    #expect(commands.contains { $0.contains("file=cogcast.policy.json,line=7,col=14") })
  }

  @Test(arguments: [(9, 9), (10, 10), (11, 10), (500, 10)])
  func `a step has at most ten errors and ten warnings`(count: Int, shown: Int) {
    let gates = (0..<count).flatMap { [Self.line("g\($0)"), Self.line("w\($0)", .warn)] }
    let text = GitHubAnnotations.text(
      Sample.summary([.checked(Sample.check(of: "a.json", gates: gates))]))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == shown)
    #expect(lines.count { $0.hasPrefix("::warning ") } == shown)
    #expect(text.contains("\(count - 9) more findings") == (count > 10))
  }

  @Test func `what passes is a notice`() {
    let summary = Sample.summary([
      .checked(Sample.check(of: "a.json", gates: [Self.line("g", .pass)]))
    ])
    #expect(GitHubAnnotations.text(summary) == "::notice title=cogcast::The gate passes.\n")
    #expect(GitLabCodeQuality.text(summary) == "[]\n")
  }

  // MARK: GitLab

  private struct Issue: Decodable {
    struct Location: Decodable {
      struct Lines: Decodable { let begin: Int }
      let path: String
      let lines: Lines
    }
    let description: String
    let fingerprint: String
    let severity: String
    let location: Location
  }

  @Test func `GitLab reads an issue for each finding`() throws {
    let issues = try JSONDecoder().decode(
      [Issue].self, from: Data(GitLabCodeQuality.text(Self.all).utf8))
    #expect(
      issues.map(\.severity)
        == ["info", "major", "minor", "major", "major", "info", "blocker"])
    #expect(Set(issues.map(\.fingerprint)).count == issues.count)
    #expect(issues[0].location.path == "scenarios/a.json" && issues[0].location.lines.begin == 7)
  }

  // MARK: Markdown

  @Test func `the comment says the worst first, in tables that hold`() {
    let text = MarkdownGateCheck.text(Self.all)
    #expect(
      text.hasPrefix("<!-- cogcast -->\n\n**3 scenarios: 2 fail, 1 cannot be estimated.**\n"))
    #expect(text.contains("against `main` · policy `cogcast.policy.json` · 2026-12-01"))
    #expect(text.contains("❌ `scenarios/broken.json` cannot be estimated: there is no segment."))
    #expect(text.contains("●━"))
    // Outside of code nothing that a file says is markup.
    let markup = text.replacing("\\`", with: "").replacing(/`[^`]*`/, with: "").replacing(
      "<!-- cogcast -->", with: ""
    )
    .replacing(/<\/?(details|summary)>/, with: "")
    #expect(!markup.contains("<"))
    var width: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let cells = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(cells == width ?? cells, "\(line)")
      width = cells
    }
  }

  @Test(arguments: [1, 30, 60, 400, 3000])
  func `the comment fits, whatever there is to say`(count: Int) {
    let entries = (0..<count).map { number in
      GateSummary.Entry.checked(
        Sample.check(
          of: "scenarios/\(number).json", named: String(repeating: "<", count: 200),
          gates: [Self.line(String(repeating: "x", count: 300)), Self.line("g", .pass)]))
    }
    let text = MarkdownGateCheck.text(Sample.summary(entries))
    #expect(text.count < 60_000)
    #expect(text.utf16.count < 65_536)
    #expect(text.hasPrefix("<!-- cogcast -->\n\n**"))
    #expect(text.contains("details are left out") || text.contains("too long") || count == 1)
  }
}
