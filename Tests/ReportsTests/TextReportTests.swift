import Reports
import Testing

struct TextReportTests {
  let text = TextReport.text(Sample.forecast)

  @Test func `opens with the sentence that a launch review quotes`() {
    #expect(
      text.hasPrefix(
        "Likely $2,000–$8,000 a month (spreadsheet $2,600); "
          + "biggest driver: segments.all.sessionsPerUserPerWeek.\n"))
  }
}
