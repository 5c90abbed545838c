import Reports
import Scenarios
import Testing

struct OtherFormatsTests {
  @Test func `CSV has one number a row and the same columns in each`() {
    let rows = CSVReport.text(Sample.forecast).split(separator: "\n")
    let run = ",tiered,Support assistant,1,sobol,4096,builtin,2026-11-01,abababababab,1.2.3"
    #expect(
      rows[0] == "section,name,index,date,statistic,p,value,error,unit,"
        + "strategy,scenario,seed,method,trials,book,bookDate,bookDigest,version")
    #expect(rows.dropFirst().allSatisfy { $0.hasSuffix(run) })
    #expect(rows.allSatisfy { $0.filter { $0 == "," }.count == 17 })
    #expect(rows.contains("metric,cost.total,,,mean,,11000,110,USD" + run))
    #expect(rows.contains("metric,payback.months,,,quantile,0.95,inf,inf,months" + run))
    #expect(rows.contains("partialMonth,cost.month,3,2027-03-05,quantile,0.5,6000,60,USD" + run))
    #expect(rows.contains("breakdown.layer,harness,,,mean,,2750,27.5,USD" + run))
  }

  @Test(arguments: [("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("plain", "plain")])
  func `CSV fields are quoted where they must be`(text: String, expected: String) {
    #expect(CSVTable.field(text) == expected)
  }

  @Test func `Markdown opens with the headline and escapes names`() {
    let text = MarkdownReport.text(Sample.forecast(named: "<b>|x|</b> *y* `z` @team"))
    #expect(text.hasPrefix("**Likely $2,000–$8,000 a month (spreadsheet $2,600); "))
    #expect(text.contains(#"**&lt;b&gt;\|x\|&lt;/b&gt; \*y\* \`z\` \@team**"#))
  }

  @Test func `Markdown tables have as many cells in each row as in their head`() {
    let text = MarkdownReport.text(Sample.forecast)
    var width: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let cells = line.filter { $0 == "|" }.count
      #expect(cells == width ?? cells, "\(line)")
      width = cells
    }
  }

  @Test func `a gate comment can be found again by its marker`() {
    let text = MarkdownGateCheck.text(Sample.summary)
    #expect(text.hasPrefix("<!-- cogcast -->\n"))
    #expect(text.contains("| ❌ fail | `p95(cost.month) <= 5000` |"))
  }

  @Test func `a comparison names the cheapest strategy and how sure that is`() {
    let text = TextComparison.text(Sample.comparison)
    #expect(
      text.hasPrefix(
        "Cheapest per successful conversation: tiered at $0.00660, before all-large at $0.0144, "
          + "in 99.6 %\n±0.1 of the trials.\n"))
  }

  @Test func `a Markdown comparison sets strategies below each other, metric by metric`() throws {
    let text = MarkdownComparison.text(Sample.comparison)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| Cost per successful") }
    #expect(rows.count == 1)
    let first = try #require(text.range(of: "| Cost per successful conversation | all-large | "))
    #expect(text[first.upperBound...].contains("\n|  | tiered (in use) | $0.0030 ±&lt;0.0001 |"))
  }

  @Test func `a gate comment says what is forecast, not only what passes`() {
    let text = MarkdownGateCheck.text(Sample.summary)
    #expect(text.contains("\nLikely $2,000–$8,000 a month (spreadsheet $2,600); "))
    #expect(text.contains(" · strategy tiered · "))
  }

  @Test func `a diagnostic is a place and an indented message`() {
    let gate = Sample.gate
    let finding = Diagnostic(
      severity: .error, location: gate.location!, message: "no metric `cost`; write cost.total.")
    #expect(
      ValidationReport.text([finding], file: "a.json")
        == "a.json:31:14 /gates/0\n  no metric `cost`; write cost.total.\n")
  }
}
