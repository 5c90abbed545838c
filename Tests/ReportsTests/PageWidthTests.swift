import Reports
import Testing

/// No line of a text report is wider than the page, whatever is in it.
struct PageWidthTests {
  private static let scales = [1e-18, 1e-9, 1e-6, 1e-3, 0.1, 1, 30, 1e3, 1e5, 1e6, 1e9, 1e14, 1e40]
  private static let names = ["short", Extreme.name, Extreme.words]

  @Test(arguments: scales, names)
  func `an estimate`(scale: Double, name: String) {
    expectNarrow(TextReport.text(Extreme.forecast(scale: scale, named: name)))
  }

  @Test(arguments: scales, names)
  func `a comparison`(scale: Double, name: String) {
    expectNarrow(TextComparison.text(Extreme.comparison(scale: scale, named: name)))
  }

  @Test(arguments: scales, names)
  func `an analysis of sensitivity`(scale: Double, name: String) {
    expectNarrow(TextSensitivity.text(SensitivityReportTests.sample(name, scale: scale)))
  }

  @Test(arguments: [1e-6, 1, 1e9], names)
  func `a gate check`(scale: Double, name: String) {
    expectNarrow(TextGateCheck.text(Extreme.check(scale: scale, named: name)))
  }

  @Test(arguments: scales)
  func `the middle of a band keeps two digits, and every number its error`(scale: Double) throws {
    let lines = TextReport.text(Extreme.forecast(scale: scale)).split(separator: "\n")
    let medians = try #require(lines.first { $0.hasPrefix("  P50 ") }).split(separator: "$")
    let value = try #require(lines.first { $0.hasPrefix("  value ") })
      .split(separator: "$")
    #expect(medians.count == 5 && value.count == 5)
    for number in medians.dropFirst() + value[2...3] {
      let digits = number.prefix { $0 != " " && $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
      #expect(digits.count >= 2, "\(number)")
    }
    #expect((medians + value).filter { $0.contains("±") }.count == 8)
  }

  @Test func `a long name is shortened visibly and shifts no column`() throws {
    let lines = TextReport.text(Extreme.forecast(scale: 1)).split(separator: "\n")
    let drivers = lines.filter { $0.contains("no source") }
    #expect(drivers.count == 2)
    for row in drivers {
      #expect(row.contains("segments.") && row.contains("…") && row.contains("PerWeek"))
    }
    let ends = Set(drivers.map { row in row.prefix { $0 != "±" }.count })
    #expect(ends.count == 1)
  }

  private func expectNarrow(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wide = lines.filter { columns($0) > 100 }
    #expect(wide.isEmpty, "\(wide.joined(separator: "\n"))", sourceLocation: sourceLocation)
    let ragged = lines.filter { $0.hasSuffix(" ") }
    #expect(ragged.isEmpty, "\(ragged.joined(separator: "\n"))", sourceLocation: sourceLocation)
  }

  /// Every character of the test's own names beyond Latin and drawing is a wide one.
  private func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x4E00 ? 2 : 1) }
  }
}
