import Foundation
import Pricing
import Testing
import UsageRecords

struct RecordWriterTests {
  private static func written(_ text: String, _ format: LogFormat = .cogcast) throws -> String {
    var charger = RecordCharger(book: .builtin)
    var writer = RecordWriter()
    for record in Log(text, format).records { writer.write(try charger.charge(record)) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func aLineIsWrittenInOneOrder() throws {
    let line = try Self.written(
      #"{"at":"2026-10-31T09:30:00.25+01:00","status":"ok","outputTokens":200.0,"user":"u\n\"1\"","inputTokens":1000,"cacheReadTokens":400,"model":"gpt-5","batch":true}"#
    )
    // Half of 600 · 1.25 + 400 · .125 + 200 · 10 millionths: 375 + 25 + 1000. Twenty-five times a
    // millionth is 2.4999999999999998e-05 in doubles, as Python has it too.
    #expect(
      line
        == #"{"model":"gpt-5","inputTokens":1000,"cacheReadTokens":400,"cacheWrite5mTokens":0,"cacheWrite1hTokens":0,"outputTokens":200,"reasoningTokens":0,"requests":1,"batch":true,"at":"2026-10-31T08:30:00Z","user":"u\n\"1\"","status":"ok","cost":0.0014,"costByMeter":{"input":0.000375,"cacheRead":2.4999999999999998e-05,"output":0.001}}"#
        + "\n")
  }

  @Test(arguments: LogFormat.allCases.filter { $0 != .cogcast && $0 != .anthropic })
  func anAnswerCanBePricedAgainAndIsTheSame(format: LogFormat) throws {
    let first = try Self.written(Samples.text(format), format)
    #expect(!first.isEmpty)
    #expect(try Self.written(first) == first)
  }

  @Test func everyTextComesBack() throws {
    let texts =
      (0..<0x250).compactMap(Unicode.Scalar.init).map(String.init) + ["\u{2028}", "🤖é", "\\u0041"]
    for text in texts {
      let quoted = try JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed)
      let line = try Self.written(
        #"{"model":"gpt-5","inputTokens":1,"user":\#(String(decoding: quoted, as: UTF8.self))}"#)
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["user"] as? String == text)
      #expect(Log(line).only?.attribution.user == text)
    }
  }

  @Test(arguments: [0, 1, 9, 10, 99, 100, 1_234_567_890, 1_000_000_000_000_000])
  func countsAreWrittenDigitByDigit(count: Int) throws {
    let line = try Self.written(#"{"model":"gpt-5","inputTokens":\#(count)}"#)
    #expect(line.contains(#""inputTokens":\#(count),"#))
  }
}
