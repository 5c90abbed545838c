import Testing
import UsageRecords

struct LineTests {
  private static let record = #"{"model":"gpt-5","inputTokens":12,"outputTokens":3}"#

  @Test func anEmptyLogHasNoRecords() {
    let log = Log("")
    #expect(log.records.isEmpty && log.errors.isEmpty && log.failure == nil)
    #expect(log.lineCount == 0)
  }

  @Test(arguments: [
    record, record + "\n", record + "\r\n", "\u{FEFF}" + record + "\n", "\u{FEFF}\n" + record,
    "\n\n" + record, " \t\n\r\n" + record + "\n\n  ", "  " + record + "  ",
  ])
  func blankLinesByteOrderMarksAndLineEndsDoNotMatter(text: String) {
    #expect(Log(text).only?.usage.promptTokens == 12)
  }

  @Test func everyRecordKnowsItsLine() {
    let log = Log("\n" + Self.record + "\r\n\n{\n" + Self.record)
    #expect(log.lines == [2, 5])
    #expect(log.errors.map(\.line) == [4])
    #expect(log.lineCount == 5)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func theSizeOfTheReadsChangesNothing(size: Int) {
    let text = (0..<50).map { #"{"model":"m\#($0)","inputTokens":\#($0)}"# }
      .joined(separator: "\r\n")
    let log = Log(DrippingSource(bytes: Array(("\u{FEFF}" + text).utf8), size: size))
    #expect(log.records == Log(text).records)
    #expect(log.records.count == 50 && log.lines == Array(1...50))
  }

  @Test func aLineOfElevenMegabytesIsReadAndTheNextOneToo() {
    let session = String(repeating: "x", count: 11_000_000)
    let log = Log(
      #"{"model":"gpt-5","inputTokens":1,"session":"\#(session)"}"# + "\n" + Self.record)
    #expect(log.records.map(\.usage.promptTokens) == [1, 12])
    #expect(log.records.first?.attribution.session?.utf8.count == 11_000_000)
  }

  @Test func aLineBeyondTheLimitIsAnErrorAndNotTheEnd() {
    let bytes =
      Array("{\"model\":\"".utf8) + [UInt8](repeating: 0x78, count: 64 * 1024 * 1024)
      + Array("\"}\n\(Self.record)\n".utf8)
    let log = Log(bytes: bytes)
    #expect(log.complaints == ["1\n  the line has more than 64 MiB; write one record a line."])
    #expect(log.lines == [2])
  }

  @Test func manyLinesAcrossTheBufferKeepTheirNumbersAndValues() {
    var dice = Dice(seed: 3)
    let counts = (0..<20_000).map { _ in dice.roll(1_000_000) }
    let text = counts.enumerated().map { index, count in
      let padding = String(repeating: "p", count: index % 97)
      return #"{"model":"m","inputTokens":\#(count),"user":"\#(padding)"}"#
    }.joined(separator: "\n")
    let log = Log(text)
    #expect(log.records.map(\.usage.promptTokens) == counts)
    #expect(log.lines == Array(1...20_000))
  }

  @Test(arguments: [
    ("{\"model\":\"a\0b\",\"inputTokens\":1}", "1:12 /model\n  a control character"),
    ("\0", "1:1\n  "), ("{\"model\":\"gpt-5\"\0}", "1:17\n  found"),
  ])
  func aZeroByteIsAnError(text: String, complaint: String) {
    let log = Log(text + "\n" + Self.record)
    #expect(log.complaints.first?.hasPrefix(complaint) == true, "\(log.complaints)")
    #expect(log.lines == [2])
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80],
    ]
      as [[UInt8]])
  func textThatIsNoUTF8IsAnErrorWithItsPlace(bad: [UInt8]) {
    let bytes = Array(#"{"model":""#.utf8) + bad + Array(#"","inputTokens":1}"#.utf8)
    let log = Log(bytes: bytes + Array("\n\(Self.record)".utf8))
    #expect(log.complaints.first?.hasPrefix("1:11\n  the file is not valid UTF-8 here") == true)
    #expect(log.lines == [2])
  }

  @Test func aLogInUTF16SaysSo() {
    let log = Log(bytes: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00])
    #expect(log.complaints == ["1:1\n  the file is UTF-16; save it as UTF-8."])
  }

  @Test(arguments: [
    ("[\(record)]", "found a list; write one object a line, e.g. with `jq -c '.[]'`."),
    ("12", "found 12; allowed is one object a line."),
    ("\"text\"", "found the text \"text\"; allowed is one object a line."),
    ("null", "found null; allowed is one object a line."),
  ])
  func aLineIsAnObject(text: String, message: String) {
    #expect(Log(text).complaints == ["1\n  " + message])
  }

  @Test(arguments: [
    "{", "}", "{\"model\"", "{\"model\":}", "{\"model\":\"gpt-5\",}", "{'model':1}", "{} {}",
    "{\"a\":01}", "{\"a\":1.}", "{\"a\":+1}", "{\"a\":NaN}", "{\"a\":\"\\x\"}",
    "{\"a\":\"\\uD800\"}",
    "// note", "{\"a\":tru}", "{\"a\":[1,]}",
  ])
  func textThatIsNoJSONIsAnErrorWithItsColumn(text: String) {
    let log = Log(text)
    #expect(log.records.isEmpty && log.errors.count == 1)
    #expect(log.errors.first?.field.column != nil, "\(log.complaints)")
  }

  @Test func deepNestingIsAnErrorAndNoCrash() {
    for depth in [200, 5000, 1_000_000] {
      let text = #"{"a":"# + String(repeating: "[", count: depth)
      #expect(Log(text).errors.count == 1)
      #expect(Log(text + String(repeating: "]", count: depth) + "}").errors.count == 1)
    }
  }

  /// Whatever the damage, each line is one record, one error or blank, and the next line is whole.
  @Test(arguments: LogFormat.allCases)
  func damagedLinesNeverStopTheReading(format: LogFormat) {
    var dice = Dice(seed: 11)
    let sample = Array(Samples.text(format).utf8)
    for _ in 0..<3000 {
      var bytes = sample
      for _ in 0...dice.roll(3) {
        let place = dice.roll(bytes.count)
        switch dice.roll(4) {
        case 0: bytes[place] = UInt8(dice.roll(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(Array("{}[]\",:-019eE\\".utf8)[dice.roll(14)], at: place)
        default: bytes.removeSubrange(place..<min(place + dice.roll(20), bytes.count))
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      bytes.removeAll { $0 == 0x0A }
      let log = Log(bytes: bytes + [0x0A] + sample, format)
      #expect(log.failure == nil)
      #expect(log.lineCount == 2)
      #expect(log.lines.last == 2)
    }
  }
}
