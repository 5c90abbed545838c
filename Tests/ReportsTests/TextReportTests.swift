import Reports
import Summaries
import Testing

struct TextReportTests {
  let text = TextReport.text(Sample.forecast)
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  @Test func `opens with the sentence that a launch review quotes`() {
    #expect(lines[0] == "Likely $2,000–$8,000 a month (spreadsheet $2,600);")
    #expect(lines[1] == "biggest driver: segments.all.sessionsPerUserPerWeek.")
  }

  @Test(arguments: [
    (1, "$2,000–$8,000", "$2,600"), (1e-3, "$2.00–$8.00", "$2.60"),
    (2e-8, "$0.000040–$0.000160", "$0.000052"), (1e6, "$2,000 M–$8,000 M", "$2,600 M"),
    (0.0149, "$29.80–$119.20", "$38.74"), (0.14, "$280–$1,120", "$364"),
  ])
  func `writes the numbers of a sentence alike`(scale: Double, range: String, plan: String) {
    let headline = Extreme.forecast(scale: scale, named: "all").headline
    #expect(headline.hasPrefix("Likely \(range) a month (spreadsheet \(plan)); "), "\(headline)")
  }

  @Test func `has no colours in a file`() {
    #expect(!text.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `colours for a terminal change nothing but colour`() {
    let coloured = TextReport.text(Sample.forecast, style: .terminal)
    #expect(coloured != text)
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == text)
  }

  @Test(arguments: ["P5", "P25", "P50", "mean", "P75", "P95", "P99"])
  func `shows each number of the band with its error`(label: String) {
    let row = lines.first { $0.hasPrefix("  \(label) ") }
    #expect(row?.filter { $0 == "±" }.count == 4, "\(row ?? "no row")")
  }

  @Test func `digits of one column end below each other`() throws {
    let start = try #require(lines.firstIndex { $0.hasPrefix("Cost") })
    let rows = lines[(start + 3)...(start + 9)]
    let ends = rows.map { row in row.prefix { $0 != "±" }.count }
    #expect(Set(ends).count == 1, "\(rows.joined(separator: "\n"))")
  }

  @Test func `marks drivers without a source`() {
    let row = lines.first { $0.contains("1  segments.all.sessionsPerUserPerWeek") }
    #expect(row?.hasSuffix("no source") == true)
    let other = lines.first { $0.contains("2  workflows.chat.turns.mean") }
    #expect(other?.hasSuffix("no source") == false)
  }

  @Test func `leaves out bridge steps without effect and ends at the mean`() {
    #expect(!text.contains("retries"))
    #expect(lines.contains { $0.hasPrefix("  cache") && $0.contains("-2,000") })
    #expect(lines.contains { $0.hasPrefix("  forecast mean") && $0.contains("11,000") })
  }

  @Test func `names the days of the payback, and what lies beyond`() {
    #expect(
      lines.contains(
        "  Payback, months after the start: P5 1.5 (2027-02-18), P50 2.0 (2027-03-05), P95 beyond the"
      ))
  }

  @Test func `lists drivers that chance explains below the others`() {
    let weak = Forecast.Driver(
      path: "workflows.chat.bypass", coefficient: -0.019, effect: Estimate(value: 5, error: 9),
      source: nil)
    let text = TextReport.text(Sample.forecast(withDrivers: [weak]))
    #expect(
      text.contains("  No weight that stands out from chance (0.02): workflows.chat.bypass.\n"))
    #expect(!text.contains("3  workflows.chat.bypass"))
  }

  @Test func `says beyond where a quantile lies outside the horizon`() {
    #expect(lines.contains { $0.contains("payback") && $0.hasSuffix("beyond") })
  }

  @Test func `a name cannot smuggle control sequences into the terminal`() {
    let text = TextReport.text(Sample.forecast(named: "x\u{1B}[2Jy\r\u{202E}z"))
    #expect(text.contains("x\\u{1b}[2Jy\\u{d}\\u{202e}z"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
  }
}
