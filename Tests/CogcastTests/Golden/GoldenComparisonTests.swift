import Cogcast
import Testing

struct GoldenComparisonTests {
  @Test(arguments: [
    (#"{ "a": [1.5, "x"] }"#, "{\n  \"a\": [1.5, \"x\"]\n}"),
    (#"{ "a": 1.0000000001 }"#, #"{ "a": 1 }"#),
  ])
  func `JSON may differ in its last digits and its line breaks`(text: String, golden: String) {
    #expect(GoldenComparison.difference(text, golden, in: .json) == nil)
  }

  @Test(arguments: [
    (#"{ "a": 1.00000001 }"#, #"{ "a": 1 }"#), (#"{ "a": 0 }"#, #"{ "a": 1e-30 }"#),
    (#"{ "a": "1.0" }"#, #"{ "a": "1" }"#), (#"{ "a": 1, "b": 2 }"#, #"{ "b": 2, "a": 1 }"#),
    (#"{ "a": 1 }"#, #"{ "a": 1, "b": 2 }"#), (#"{ "a": "x y" }"#, #"{ "a": "x  y" }"#),
    (#"{ "a": null }"#, #"{ "a": 0 }"#), ("[1, 2]", "[12]"),
  ])
  func `JSON may differ in nothing else`(text: String, golden: String) {
    #expect(GoldenComparison.difference(text, golden, in: .json) != nil)
  }

  @Test func `CSV may differ in the last digits of whole fields alone`() {
    func difference(_ text: String, _ golden: String) -> String? {
      GoldenComparison.difference(text, golden, in: .csv)
    }
    #expect(difference("a,1.0000000001,inf\n", "a,1,inf\n") == nil)
    #expect(difference("a,1\n", "a,1.1\n") != nil)
    #expect(difference("a,,1\n", "a,1,\n") != nil)
    #expect(difference("a,\"b, 1\"\n", "a,\"b, 1.0\"\n") != nil)
    #expect(difference("a,1\nb,2\n", "a,1,b,2\n") != nil)
  }

  @Test(arguments: [ReportFormat.text, .markdown])
  func `text agrees to the byte`(format: ReportFormat) {
    #expect(GoldenComparison.difference("a 1.0\n", "a 1.0\n", in: format) == nil)
    #expect(GoldenComparison.difference("a 1.0\n", "a 1.00\n", in: format) != nil)
    #expect(GoldenComparison.difference("a\n", "a\n\n", in: format) != nil)
  }
}
