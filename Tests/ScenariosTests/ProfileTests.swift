import Scenarios
import Testing

/// Tables of one's own, in a file beside the scenario.
@Suite struct ProfileTests {
  private static let scenario = Fixture.minimal(
    call: #", "loop": { "steps": 1, "maxSteps": 5, "toolResult": { "profile": "tables/a.json" } }"#)

  private func errors(_ table: String) -> [Diagnostic] {
    Fixture.errors(Self.scenario, files: ["tables/a.json": table])
  }

  @Test(arguments: [
    #"{ "quantiles": [10, 20, 90], "note": "mine" }"#, #"{ "values": [10, 20, 90], "max": 50 }"#,
  ])
  func tableIsRead(_ table: String) throws {
    let decoded = Fixture.decode(Self.scenario, files: ["tables/a.json": table])
    let scenario = try #require(decoded.scenario, "\(decoded.diagnostics)")
    guard case .measured(let law, let label) = scenario.workflows[0].calls[0].loop?.toolResult.value
    else {
      Issue.record("no table")
      return
    }
    #expect(label == "tables/a.json")
    #expect(law.support.lowerBound == 10)
  }

  @Test(arguments: [
    (#"{ "quantiles": [10, 5] }"#, "line 1, column 16, /quantiles: quantiles fall"),
    (#"{ "quantiles": [-10, 5] }"#, "this law reaches down to -10"),
    (#"{ "quantile": [10, 50] }"#, "Did you mean `quantiles`?"),
    (#"{ "quantiles": [10, 50] "#, "the file ends too early"),
    (#"{ "quantiles": [10, NaN, 50] }"#, "line 1, column 21, /quantiles/1: \"NaN\" is no number"),
    ("", "is empty"),
    ("[1, 2]", "found a list"),
  ])
  func findingsOfATableNameItsFile(_ table: String, _ words: String) throws {
    let found = try #require(errors(table).first)
    #expect(found.location.pointer == "/workflows/chat/calls/0/loop/toolResult/profile")
    #expect(found.message.hasPrefix("\"tables/a.json\", line "))
    #expect(found.message.contains(words), "\(found.message)")
  }
}
