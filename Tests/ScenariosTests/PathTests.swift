import Scenarios
import Testing

@Suite struct PathTests {
  @Test func assumptionsGoByDottedPath() throws {
    let scenario = try #require(Fixture.decode(Examples.supportAssistant).scenario)
    #expect(
      scenario.assumptions.map(\.path) == [
        "segments.all.adoption.ceiling", "segments.all.adoption.weeksToHalf",
        "segments.all.sessionsPerUserPerWeek", "workflows.chat.turns.mean",
        "workflows.chat.calls.answer.prompt.retrieved",
        "workflows.chat.calls.answer.retry.failureRate",
        "routing.strategies.tiered.tiers.0.share", "value.costDisplacement.deflection",
      ])
    for assumption in scenario.assumptions { #expect(assumption.usedBy == [assumption.path]) }
  }

  @Test func orderOfKeysDoesNotOrderAssumptions() throws {
    let text = Fixture.minimal(
      segment:
        #", "churnPerMonth": { "p5": 0.1, "p95": 0.2 }, "adoption": { "p5": 0.2, "p95": 0.3 }"#)
    let scenario = try #require(Fixture.decode(text).scenario)
    #expect(
      scenario.assumptions.map(\.path) == ["segments.all.adoption", "segments.all.churnPerMonth"])
  }

  @Test func namedAssumptionIsOneDraw() throws {
    let text = Fixture.minimal(
      segment: #", "churnPerMonth": { "assumption": "loss" }"#,
      call: #", "retry": { "failureRate": { "assumption": "loss" } }"#,
      top: #", "assumptions": { "loss": { "p5": 0.1, "p95": 0.2, "source": "log" } }"#)
    let scenario = try #require(Fixture.decode(text).scenario)
    #expect(scenario.assumptions.count == 1)
    #expect(scenario.assumptions[0].path == "assumptions.loss")
    #expect(
      scenario.assumptions[0].usedBy == [
        "segments.all.churnPerMonth", "workflows.chat.calls.answer.retry.failureRate",
      ])
    #expect(scenario.assumptions[0].source == "log")
    #expect(scenario.segments[0].churnPerMonth.value == .unknown(0))
    #expect(
      scenario.segments[0].churnPerMonth.path == "segments.all.churnPerMonth")
  }

  @Test func namedAssumptionTakesTheNarrowestRange() throws {
    let text = Fixture.minimal(
      segment:
        #", "userHeterogeneity": { "assumption": "x" }, "churnPerMonth": { "assumption": "x" }"#,
      top: #", "assumptions": { "x": { "p5": 0.5, "p95": 0.9 } }"#)
    let scenario = try #require(Fixture.decode(text).scenario)
    #expect(scenario.assumptions[0].law.support == 0...1)
  }

  @Test func namedNumberMakesNoDraw() throws {
    let text = Fixture.minimal(
      segment: #", "churnPerMonth": { "assumption": "loss" }"#,
      top: #", "assumptions": { "loss": 0.125 }"#)
    let scenario = try #require(Fixture.decode(text).scenario)
    #expect(scenario.assumptions.isEmpty)
    #expect(scenario.segments[0].churnPerMonth.value == .known(0.125))
  }

  @Test func correlationsAndPlansFindSharedDraws() throws {
    let text = Fixture.minimal(
      segment:
        #", "churnPerMonth": { "assumption": "loss" }, "adoption": { "p5": 0.2, "p95": 0.3 }"#,
      call: #", "retry": { "failureRate": { "assumption": "loss" } }"#,
      top: #"""
        , "assumptions": { "loss": { "p5": 0.1, "p95": 0.2 } }, "planned": { "assumptions.loss": 0.05 },
        "correlations": [ { "between": ["segments.all.churnPerMonth", "segments.all.adoption"], "rank": -0.3 } ]
        """#)
    let scenario = try #require(Fixture.decode(text).scenario)
    let loss = try #require(scenario.assumptions.firstIndex { $0.path == "assumptions.loss" })
    #expect(scenario.correlations == [RankCorrelation(first: loss, second: 1 - loss, rank: -0.3)])
    #expect(
      scenario.planned == [
        "segments.all.churnPerMonth": 0.05, "workflows.chat.calls.answer.retry.failureRate": 0.05,
      ])
  }

  @Test func inputsAreKnownUnknownOrVarying() throws {
    let scenario = try #require(Fixture.decode(Examples.supportAssistant).scenario)
    func input(_ path: String) throws -> ScenarioInput {
      try #require(scenario.inputs.first { $0.path == path })
    }
    #expect(try input("segments.all.users").kind == .known)
    #expect(try input("segments.all.users").summary == "40000")
    #expect(try input("segments.all.users").unit == "people")
    #expect(try input("segments.all.adoption.ceiling").kind == .unknown)
    #expect(try input("segments.all.adoption.ceiling").summary == "90 %: 0.2 to 0.45")
    #expect(try input("workflows.chat.turns").kind == .varies)
    #expect(try input("workflows.chat.turns").summary == "geometric (mean unknown)")
    #expect(
      try input("workflows.chat.secondsBetweenTurns").summary == "lognormal (p50 17, p95 285)")
    #expect(try input("workflows.chat.turns.mean").kind == .unknown)
    #expect(try input("workflows.chat.calls.answer.output").kind == .varies)
    #expect(
      try input("workflows.chat.calls.answer.output").summary == "chat-output (90 %: 38 to 451)")
    #expect(try input("segments.all.churnPerMonth").isDefault)
    let capped = try #require(
      Fixture.decode(
        Examples.supportAssistant.replacing(
          #""mean": { "p5": 2.0, "p95": 4.5 } }"#,
          with: #""mean": { "p5": 2.0, "p95": 4.5 }, "max": 12 }"#)
      ).scenario)
    #expect(
      capped.inputs.first { $0.path == "workflows.chat.turns" }?.summary
        == "geometric (mean unknown, max 12)")
    let paths = scenario.inputs.map(\.path)
    #expect(Set(paths).count == paths.count)
  }

  @Test func notesOfALawBelongToItsParameters() throws {
    let text = Fixture.minimal(
      workflow:
        #", "turns": { "geometric": { "mean": { "p5": 2, "p95": 3, "note": "near" } }, "note": "far", "source": "log" }"#
    )
    let assumption = try #require(Fixture.decode(text).scenario?.assumptions.first)
    #expect(assumption.note == "near")
    #expect(assumption.source == "log")
  }
}
