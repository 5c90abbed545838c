import Reports
import Summaries
import Testing

struct NumeralsTests {
  @Test(arguments: [
    (0.0, 0, "0"), (999.4, 0, "999"), (999.5, 0, "1,000"), (1_234_567.891, 2, "1,234,567.89"),
    (-1234.5, 1, "-1,234.5"), (-0.001, 2, "0.00"), (0.05, 1, "0.1"), (.infinity, 0, "∞"),
    (.nan, 0, "–"), (0.00012345, 6, "0.000123"),
  ])
  func `groups thousands and rounds`(value: Double, decimals: Int, expected: String) {
    #expect(Numerals.fixed(value, decimals: decimals) == expected)
  }

  @Test(arguments: [
    (12_345.6, "$12,346"), (123.456, "$123.46"), (1.5, "$1.50"), (0.123456, "$0.123"),
    (0.0123456, "$0.0123"), (0.000123456, "$0.000123"), (0, "$0.00"), (-42, "-$42.00"),
    (2.5e9, "$2,500 M"),
  ])
  func `money has sensible digits`(value: Double, expected: String) {
    #expect(NumberStyle(.dollars, magnitude: value).text(value) == expected)
  }

  @Test(arguments: [
    (1.53e-5, "$15.3e-6"), (1.8e-7, "$180e-9"), (9.99e-4, "$0.000999"), (1e12, "$1,000 bn"),
    (2.5e15, "$2.50e15"),
  ])
  func `money of any size has digits`(value: Double, expected: String) {
    #expect(NumberStyle(.dollars, magnitude: value).text(value) == expected)
  }

  @Test(arguments: [
    (12.0, "±12"), (0.4, "±<1"), (0.0, ""), (.infinity, "±?"), (0.6, "±1"),
  ])
  func `errors have the digits of their number`(error: Double, expected: String) {
    let style = NumberStyle(.dollars, magnitude: 4_120)
    #expect(style.error(of: Estimate(value: 4_120, error: error)) == expected)
  }

  @Test func `a band is drawn on a common scale`() {
    let bands = [Sample.band(50), Sample.band(100)]
    let spark = SparkBand(over: bands, width: 21)
    #expect(spark.text(bands[1]) == "     ───━━●━━────────")
    #expect(spark.text(bands[0]).count == 11)
  }

  @Test func `a band that goes on beyond every bound ends in an arrow`() {
    let text = SparkBand(over: [Sample.payback], width: 15).text(Sample.payback)
    #expect(text == "          ─━━●→")
  }
}
