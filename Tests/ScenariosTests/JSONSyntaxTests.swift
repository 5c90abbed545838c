import Scenarios
import Testing

/// A broken text and its first finding.
struct BrokenText: Sendable, CustomTestStringConvertible {
  let text: String
  let line: Int
  let column: Int
  let pointer: String
  let words: String

  init(_ text: String, _ line: Int, _ column: Int, _ words: String) {
    self.init(text, line, column, "", words)
  }

  init(_ text: String, _ line: Int, _ column: Int, _ pointer: String, _ words: String) {
    self.text = text
    self.line = line
    self.column = column
    self.pointer = pointer
    self.words = words
  }

  var testDescription: String { String(text.prefix(40)) }
}

@Suite struct JSONSyntaxTests {
  @Test(arguments: [
    BrokenText("", 1, 1, "is empty"),
    BrokenText(" \n\t ", 2, 3, "is empty"),
    BrokenText("[]", 1, 1, "found a list; allowed is a scenario"),
    BrokenText("{\"name\": \"x\"", 1, 13, "ends too early inside what opens on line 1, column 1"),
    BrokenText("{\"name\": ", 1, 10, "/name", "ends too early"),
    BrokenText("{\"name\": \"x", 1, 12, "/name", "ends too early"),
    BrokenText("{\"name\": \"x\n\"}", 1, 10, "/name", "does not end on its line"),
    BrokenText("{\"name\": \"x\",}", 1, 13, "comma after the last entry"),
    BrokenText("{,\"name\": \"x\"}", 1, 2, "comma before the first entry"),
    BrokenText("{\"name\": \"x\",,\"unit\": \"y\"}", 1, 14, "two commas"),
    BrokenText("{\"name\": \"x\"\n \"unit\": \"y\"}", 2, 2, "comma is missing"),
    BrokenText("{\"name\" \"x\"}", 1, 9, "/name", "colon is missing"),
    BrokenText("{\"name\"}", 1, 8, "/name", "found \"}\" where a colon"),
    BrokenText("{name: \"x\"}", 1, 2, "needs double quotes"),
    BrokenText("{'name': \"x\"}", 1, 2, "double quotes"),
    BrokenText("{\"name\": hello}", 1, 10, "/name", "a text needs double quotes"),
    BrokenText("{\"name\": True}", 1, 10, "/name", "must be written \"true\""),
    BrokenText("{\"name\": undefined}", 1, 10, "/name", "leave the field out"),
    BrokenText("{\"name\": NaN}", 1, 10, "/name", "finite number"),
    BrokenText("{\"name\": -Infinity}", 1, 10, "/name", "finite number"),
    BrokenText("{\"name\": 1e999}", 1, 10, "/name", "beyond the largest number"),
    BrokenText("{\"name\": -1e999}", 1, 10, "/name", "beyond the largest number"),
    BrokenText("{\"name\": 012}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": 1.}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": .5}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": +5}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": 1_000}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": 0x10}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": 1e}", 1, 10, "/name", "is no JSON number"),
    BrokenText("{\"name\": \"a\tb\"}", 1, 12, "/name", "write it as \\u0009"),
    BrokenText("{\"name\": \"a\\qb\"}", 1, 12, "/name", "a backslash starts"),
    BrokenText("{\"name\": \"a\\u12\"}", 1, 12, "/name", "four hexadecimal digits"),
    BrokenText("{\"name\": \"\\ud800\"}", 1, 11, "/name", "half of a surrogate pair"),
    BrokenText("{\"name\": \"x\", \"name\": \"y\"}", 1, 15, "/name", "appears twice"),
    BrokenText("// hello\n{}", 1, 1, "no comments"),
    BrokenText("{ /* hello */ }", 1, 3, "no comments"),
    BrokenText("# hello\n{}", 1, 1, "no comments"),
    BrokenText("{\"name\": \"x\"} {}", 1, 15, "text follows the end"),
    BrokenText("{\"name\": [1, 2}", 1, 15, "/name", "found \"}\" where \"]\""),
    BrokenText("{\"é\u{1F600}\": @}", 1, 8, "/é\u{1F600}", "found \"@\""),
    BrokenText("\u{FEFF}{}", 1, 1, "byte order mark"),
  ])
  func brokenTextIsLocated(_ broken: BrokenText) throws {
    let decoded = Fixture.decode(broken.text)
    #expect(decoded.scenario == nil)
    let found = try #require(decoded.diagnostics.first { $0.message.contains(broken.words) })
    #expect(
      found.location
        == SourceLocation(line: broken.line, column: broken.column, pointer: broken.pointer))
    #expect(found.severity == .error)
  }

  @Test func everyMistakeIsReportedAtOnce() {
    let text = Fixture.minimal(top: ", \"harness\": { \"perUnit\": NaN, }, \"name\": \"again\"")
      .replacing("\"users\": 100", with: "\"users\": -100")
    let messages = Fixture.errors(text).map(\.message)
    #expect(messages.count == 4)
    for words in ["finite number", "comma after", "appears twice", "found -100"] {
      #expect(messages.contains { $0.contains(words) }, "\(words)")
    }
  }

  @Test func invalidUTF8IsLocated() {
    let bytes = Array("{\n \"name\": \"é".utf8) + [0xC3, 0x28] + Array("\"}".utf8)
    let decoded = Fixture.decode(bytes: bytes)
    #expect(decoded.scenario == nil)
    #expect(decoded.diagnostics.count == 1)
    #expect(decoded.diagnostics[0].message.contains("not valid UTF-8"))
    #expect(decoded.diagnostics[0].location == SourceLocation(line: 2, column: 12, pointer: ""))
  }

  @Test(
    arguments: [
      [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
      [0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func illFormedSequencesAreRefused(_ sequence: [UInt8]) {
    let decoded = Fixture.decode(bytes: Array("{\"name\": \"".utf8) + sequence)
    #expect(decoded.diagnostics.map(\.message).allSatisfy { $0.contains("UTF-8") })
    #expect(decoded.diagnostics.count == 1)
  }

  @Test func otherEncodingsAreNamed() {
    #expect(Fixture.decode(bytes: [0xFF, 0xFE, 0x7B, 0]).diagnostics[0].message.contains("UTF-16"))
    #expect(
      Fixture.decode(bytes: [0x1F, 0x8B, 8]).diagnostics[0].message.contains("compressed"))
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":["])
  func deepNestingIsRefused(_ opening: String) {
    let decoded = Fixture.decode(String(repeating: opening, count: 10_000))
    #expect(decoded.scenario == nil)
    #expect(decoded.diagnostics.contains { $0.message.contains("levels deep") })
  }

  @Test func hugeFilesAreRefused() {
    let decoded = Fixture.decode(bytes: [UInt8](repeating: 0x20, count: 10_000_001))
    #expect(decoded.diagnostics.count == 1)
    #expect(decoded.diagnostics[0].message.contains("10 MB"))
  }

  @Test(arguments: ["[,,", "1 ", "#\n", "\"\\q\" ", "nan,", "{\"a\":1,\"a\":2},"])
  func findingsAreLimitedInNumberAndTime(_ piece: String) {
    let text = "{\"name\": [" + String(repeating: piece, count: 4_000_000 / piece.utf8.count)
    let start = ContinuousClock.now
    let decoded = Fixture.decode(text)
    #expect(decoded.scenario == nil)
    #expect(decoded.diagnostics.count <= 2002)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func escapesAreRead() throws {
    let text = Fixture.minimal().replacing(
      "\"Small\"", with: #""a\"\\\/ \u00e9 \ud83d\ude00""#)
    #expect(try #require(Fixture.decode(text).scenario).name == "a\"\\/ é \u{1F600}")
  }

  @Test func messagesHoldNoControlCharacters() {
    let text = "{\"\u{1B}[31m\": 1, \"na\\u001bme\": \"\\u0007\", \"unit\": \"\\u001b[2J\"}"
    for finding in Fixture.decode(text).diagnostics {
      let shown = finding.message + finding.location.pointer
      #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
  }
}
