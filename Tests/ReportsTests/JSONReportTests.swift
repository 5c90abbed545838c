import Foundation
import Reports
import Testing

struct JSONReportTests {
  @Test func `an estimate has the members that the design names`() throws {
    let document = try parsed(JSONReport.text(Sample.forecast))
    #expect(document["schema"] as? String == "cogcast.estimate/1")
    #expect(document["trials"] as? Int == 4096)
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    let total = try #require(metrics["cost.total"])
    #expect(total["unit"] as? String == "USD")
    #expect((total["mean"] as? [String: Double]) == ["value": 11_000, "error": 110])
    let quantiles = try #require(total["quantiles"] as? [[String: Double]])
    #expect(quantiles.map { $0["p"] } == [0.05, 0.25, 0.5, 0.75, 0.95, 0.99])
  }

  @Test func `a quantile beyond the horizon is null and says so, and there is no mean`() throws {
    let document = try parsed(JSONReport.text(Sample.forecast))
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    let payback = try #require(metrics["payback.months"])
    #expect(payback["mean"] == nil)
    let last = try #require((payback["quantiles"] as? [[String: Any]])?.last)
    #expect(last["value"] is NSNull)
    #expect(last["beyondHorizon"] as? Bool == true)
  }

  @Test func `only the last month is partial, and it has costs alone`() throws {
    let document = try parsed(JSONReport.text(Sample.forecast))
    let months = try #require(document["months"] as? [[String: Any]])
    #expect(months.map { $0["partial"] as? Bool } == [nil, nil, true])
    #expect((months[2]["metrics"] as? [String: Any])?.keys.sorted() == ["cost.month"])
  }

  @Test(arguments: [
    ("plain", "\"plain\""), ("a\"b\\c", #""a\"b\\c""#), ("\u{0}\n\u{7F}", #""\u0000\n\u007f""#),
    ("größe 😀", "\"größe 😀\""),
  ])
  func `strings are escaped`(text: String, expected: String) {
    #expect(JSONValue.string(text).text == expected + "\n")
  }

  @Test(arguments: [
    (0.1, "0.1"), (5, "5"), (-0.0, "0"), (1e300, "1e+300"), (1 / 3.0, "0.3333333333333333"),
    (.infinity, "null"), (.nan, "null"),
  ])
  func `numbers are the shortest that read back`(number: Double, expected: String) {
    #expect(JSONValue.number(number).text == expected + "\n")
  }

  @Test func `long objects break and short ones stay on a line`() {
    let short: JSONValue = ["a": 1, "b": [true, .null]]
    #expect(short.text == "{ \"a\": 1, \"b\": [true, null] }\n")
    let long: JSONValue = ["key": .string(String(repeating: "x", count: 100)), "short": short]
    let x = String(repeating: "x", count: 100)
    #expect(
      long.text == "{\n  \"key\": \"\(x)\",\n  \"short\": { \"a\": 1, \"b\": [true, null] }\n}\n")
  }

  private func parsed(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
