import Reports
import Testing

struct LogChargesTests {
  static func sample(name: String = "gpt-5") -> LogCharges {
    LogCharges(
      version: "0",
      book: RunRecord.Book(
        name: name, asOf: "2026-11-01", sha256: String(repeating: "a", count: 64)),
      lines: 12, records: 9, invalid: 1,
      passedOver: [LogCharges.PassedOver(reason: "notACall", words: "no billed call", count: 2)],
      withoutTime: 3, days: "2026-10-01"..."2026-10-30", cost: 12.5,
      meters: [LogCharges.Part("input", 10), LogCharges.Part("output", 2.5)],
      models: [
        LogCharges.Model(
          name: name, records: 9, requests: 10, inputTokens: 1_234_567, outputTokens: 890,
          cost: 12.5)
      ], pricedAs: [LogCharges.Part(name, "gpt-5")])
  }

  @Test func `the summary opens with the cost and what was left out`() {
    let text = TextLogCharges.text(Self.sample())
    #expect(text.hasPrefix("9 records cost $12.50; 1 bad record is left out.\n"))
    #expect(text.contains("1,234,567"))
    #expect(text.contains("input    10.00    80 %"))
    #expect(text.contains("2026-10-01 to 2026-10-30"))
    #expect(text.contains("3 records have no time"))
    #expect(text.contains("Passed over, no billed call: 2."))
  }

  @Test func `names from a log cannot write to the terminal`() {
    let text = TextLogCharges.text(Self.sample(name: "a\u{1B}[2J\r\u{202E}b"))
    #expect(text.contains("a\\u{1b}[2J"))
    #expect(!text.unicodeScalars.contains { ["\u{1B}", "\r", "\u{202E}"].contains($0) })
  }
}
