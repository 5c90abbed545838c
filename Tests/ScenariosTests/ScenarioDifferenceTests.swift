import Scenarios
import Testing

struct ScenarioDifferenceTests {
  private static let base = Examples.supportAssistant

  private func difference(_ changes: (from: String, to: String)...) throws -> ScenarioDifference {
    var head = Self.base
    for change in changes {
      #expect(head.contains(change.from), "\(change.from)")
      head = head.replacing(change.from, with: change.to)
    }
    return try #require(ScenarioDifference(base: Array(Self.base.utf8), head: Array(head.utf8)))
  }

  @Test func aFieldIsNamedByItsPathWithWhatStoodAndStandsThere() throws {
    let found = try difference(("\"system\": 1400", "\"system\": 2300"))
    #expect(found.groups.map(\.path) == ["workflows.chat.calls.answer.prompt.system"])
    #expect(found.groups[0].before == "1400" && found.groups[0].after == "2300")
    #expect(found.others == [])
  }

  @Test func theSameTextInAnotherOrderOrWithRemarksIsNoChange() throws {
    let found = try difference(
      ("\"perUnit\": 0.0012", "\"note\": \"around the model\", \"perUnit\": 0.00120"))
    #expect(found.groups.isEmpty && found.others.isEmpty)
  }

  @Test func whatCostDoesNotDependOnIsSaidApart() throws {
    let found = try difference(
      ("\"name\": \"Support assistant\"", "\"name\": \"Helper\""), ("13.50", "14"))
    #expect(found.groups.isEmpty)
    #expect(found.others == ["name", "value"])
  }

  @Test func aLatencyClassIsNoCost() throws {
    let found = try difference(("\"single\": ", "\"latencyClass\": \"batch\", \"single\": "))
    #expect(found.groups.isEmpty)
    #expect(found.others == ["routing.strategies.all-large.latencyClass"])
  }

  @Test func aTierIsNamedByItsPlace() throws {
    let found = try difference(("\"success\": 0.93", "\"success\": 0.9"))
    #expect(found.groups.map(\.path) == ["routing.strategies.tiered.tiers.1.success"])
  }

  /// Texts between base and head are valid scenarios that hold the chosen changes and no others.
  @Test func changesAreMadeOneByOne() throws {
    let found = try difference(
      ("\"system\": 1400", "\"system\": 2300"), ("\"monthly\": 1500", "\"monthly\": 1600"),
      ("\"users\": 40000", "\"users\": 50000"))
    #expect(
      found.groups.map(\.path) == [
        "segments.all.users", "workflows.chat.calls.answer.prompt.system", "fixed.monthly",
      ])
    let text = String(
      decoding: found.text(applying: ["fixed.monthly", "segments.all.users"]), as: UTF8.self)
    let (scenario, findings) = Fixture.decode(text)
    let decoded = try #require(scenario, "\(findings)")
    #expect(decoded.fixed.monthly.value == .known(1600))
    #expect(decoded.segments[0].users.value == .known(50000))
    #expect(decoded.workflows[0].calls[0].prompt.system.value == .known(1400))
  }

  @Test func allChangesGiveTheHeadAndNoneTheBase() throws {
    let found = try difference(
      ("\"turns\": { \"geometric\": { \"mean\": { \"p5\": 2.0, \"p95\": 4.5 } } }", "\"turns\": 3"),
      ("\"weeks\": 52", "\"weeks\": 26"))
    let all = Set(found.groups.map(\.path))
    let head = Fixture.decode(String(decoding: found.text(applying: all), as: UTF8.self)).scenario
    let base = Fixture.decode(String(decoding: found.text(applying: []), as: UTF8.self)).scenario
    #expect(head?.horizon.weeks == 26 && base?.horizon.weeks == 52)
    #expect(head?.assumptions.count == (base?.assumptions.count ?? 0) - 1)
  }

  @Test func anAddedCallIsOneChange() throws {
    let found = try difference(
      (
        "\"calls\": [ {",
        "\"calls\": [ { \"name\": \"title\", \"prompt\": { \"user\": 5 }, \"output\": 9 }, {"
      ))
    #expect(found.groups.map(\.path) == ["workflows.chat.calls.title"])
    #expect(found.groups[0].before == nil)
  }
}
