import Scenarios
import Testing

/// What a scenario may leave to a search, and every way to say it wrongly.
struct DecisionTests {
  /// A block of decisions with the one finding that it must cause.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let decisions: String
    let pointer: String
    let words: [String]

    init(_ decisions: String, _ pointer: String, _ words: String...) {
      self.decisions = decisions
      self.pointer = "/decisions" + pointer
      self.words = words
    }

    var text: String {
      Examples.supportAssistant.replacing(
        "\"gates\":", with: "\"decisions\": \(decisions), \"gates\":")
    }

    var testDescription: String { decisions }
  }

  static let mistakes = [
    Mistake("5", "", "found 5", "decisions by name"),
    Mistake(#"{ "routing.use": 5 }"#, "/routing.use", "found 5", "\"oneOf\""),
    Mistake(
      #"{ "fixed.monthly": { "to": 2 } }"#, "/fixed.monthly",
      "`from` is missing from the range of a decision"
    ),
    Mistake(
      #"{ "fixed.monthly": { "from": 1, "to": 3, "til": 2 } }"#, "/fixed.monthly/til",
      "unknown field `til`"),
    Mistake(
      #"{ "fixed.monthly": { "from": 2, "to": 2 } }"#, "/fixed.monthly/to",
      "found 2, which is not above `from` (2)"),
    Mistake(
      #"{ "fixed.monthly": { "from": 1, "to": 2, "step": 0 } }"#, "/fixed.monthly/step", "found 0"),
    Mistake(
      #"{ "fixed.monthly": { "from": 0, "to": 1, "step": 0.3 } }"#, "/fixed.monthly/step",
      "do not reach 1; change `to` to 0.9 or 1.2"),
    Mistake(
      #"{ "fixed.monthly": { "from": 0, "to": 1, "step": 2 } }"#, "/fixed.monthly/step",
      "change `to` to 2"),
    Mistake(
      #"{ "fixed.monthly": { "from": 0, "to": 1, "step": 1e-4 } }"#, "/fixed.monthly/step",
      "more than 1000 values"),
    Mistake(
      #"{ "routing.use": { "oneOf": ["tiered"] } }"#, "/routing.use/oneOf", "at least 2"),
    Mistake(
      #"{ "routing.use": { "oneOf": ["tiered", "tiered"] } }"#, "/routing.use/oneOf/1", "twice"),
    Mistake(
      #"{ "routing.use": { "oneOf": ["tiered", "all-large"], "step": 1 } }"#, "/routing.use/step",
      "unknown field `step` in the values of a decision"),
    // Paths.
    Mistake(
      #"{ "workflow.chat.memory": { "oneOf": ["none", "full"] } }"#, "/workflow.chat.memory",
      "there is no `workflow` in the scenario. Did you mean `workflows`?"),
    Mistake(
      #"{ "workflows.chat.calls.anwser.maxTokens": { "from": 1, "to": 2, "step": 1 } }"#,
      "/workflows.chat.calls.anwser.maxTokens",
      "there is no `anwser` in `workflows.chat.calls`. Did you mean `answer`?"),
    Mistake(
      #"{ "routing.strategies.tiered.tiers.7.share": { "from": 0.1, "to": 0.2 } }"#,
      "/routing.strategies.tiered.tiers.7.share", "It has 3 elements, counted from 0."),
    Mistake(
      #"{ "fixed.monthly.sum": { "from": 1, "to": 2 } }"#, "/fixed.monthly.sum",
      "`fixed.monthly` is 1500 and has no `sum`"),
    Mistake(
      #"{ "workflows.chat.calls.answer.batches.size": { "from": 1, "to": 2 } }"#,
      "/workflows.chat.calls.answer.batches.size", "there is no `batches`", "not lead through one"),
    Mistake(
      #"{ "horizon.weeks": { "from": 1, "to": 2, "step": 1 } }"#, "/horizon.weeks",
      "`horizon` cannot be decided: forecasts of other weeks cannot be compared"),
    Mistake(#"{ "name": { "oneOf": ["a", "b"] } }"#, "/name", "no forecast depends on it"),
    Mistake(
      #"{ "decisions.fixed.monthly": { "oneOf": [1, 2] } }"#, "/decisions.fixed.monthly",
      "a decision cannot choose decisions"),
    Mistake(
      #"{ "workflows.chat.calls.answer.maxTokens": { "from": 1, "to": 2, "step": 1 }, "workflows.chat.calls.0.maxTokens": { "from": 1, "to": 2, "step": 1 } }"#,
      "/workflows.chat.calls.0.maxTokens",
      "`workflows.chat.calls.answer.maxTokens` decides the same value"),
    Mistake(
      #"{ "workflows.chat.calls.answer.cache.ttl": { "oneOf": ["5m", "1h"] }, "workflows.chat.calls.answer.cache": { "oneOf": [{ "ttl": "5m" }, { "ttl": "1h" }] } }"#,
      "/workflows.chat.calls.answer.cache", "lie one inside the other"),
    // Values that the scenario's own decoder refuses in their place.
    Mistake(
      #"{ "workflows.chat.memory": { "oneOf": ["none", "ful"] } }"#,
      "/workflows.chat.memory/oneOf/1", "with \"ful\" at this path the scenario is refused",
      "Did you mean `full`?"),
    Mistake(
      #"{ "workflows.chat.memroy": { "oneOf": ["none"  , "full"] } }"#,
      "/workflows.chat.memroy/oneOf/0", "unknown field `memroy`", "Did you mean `memory`?"),
    Mistake(
      #"{ "routing.use": { "oneOf": ["tiered", "titered"] } }"#, "/routing.use/oneOf/1",
      "there is no strategy `titered`"),
    Mistake(
      #"{ "routing.strategies.tiered.tiers.1.share": { "from": 0.1, "to": 0.9, "step": 0.1 } }"#,
      "/routing.strategies.tiered.tiers.1.share/step", "with 0.4", "shares of these tiers"),
    Mistake(
      #"{ "routing.strategies.tiered.tiers.0.success": { "from": 0.9, "to": 1.2 } }"#,
      "/routing.strategies.tiered.tiers.0.success/to", "with 1.2", "a number from 0 to 1"),
    Mistake(
      #"{ "workflows.chat.calls.answer.maxTokens": { "from": 256, "to": 1024 } }"#,
      "/workflows.chat.calls.answer.maxTokens", "both ends are allowed", "Add a `step`."),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsFoundInItsPlace(_ mistake: Mistake) throws {
    let errors = Fixture.errors(mistake.text)
    let found = try #require(errors.first)
    #expect(found.location.pointer == mistake.pointer)
    for words in mistake.words { #expect(found.message.contains(words), "\(found.message)") }
    // Every value of a list is tried.
    #expect(errors.count == (mistake.decisions.contains("memroy") ? 2 : 1), "\(errors)")
    let place = Fixture.place(of: "\"decisions\": ", in: mistake.text)
    #expect(place.map { found.location.line == $0.line } == true)
  }

  private static func decode(_ decisions: String) throws -> [Decision] {
    let decoded = Fixture.decode(Mistake(decisions, "").text)
    return try #require(decoded.scenario, "\(decoded.diagnostics)").decisions
  }

  @Test func stepsAreTheNumbersThatAPersonWouldType() throws {
    let decision = try Self.decode(
      #"{ "routing.strategies.tiered.tiers.0.share": { "from": 0.1, "to": 0.7, "step": 0.1 } }"#)[0]
    #expect(decision.choices == .steps([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]))
    #expect(decision.allowed == "0.1 to 0.7 by 0.1")
  }

  /// As `validate` prints them: without the names of laws and adoption curves.
  @Test func pathsLeaveOutTheNamesOfLaws() throws {
    let decisions = try Self.decode(
      #"""
      { "segments.all.adoption.ceiling": { "from": 0.1, "to": 0.4 },
        "workflows.chat.turns.mean": { "oneOf": [2, { "p5": 2, "p95": 3 }] },
        "workflows.chat.calls.answer.output": { "oneOf": [100, 200] },
        "routing.use": { "oneOf": ["tiered", "all-large"] } }
      """#)
    #expect(decisions[0].way.last == .member("ceiling") && decisions[0].way.count == 5)
    #expect(decisions[1].way.last == .member("mean") && decisions[1].way.count == 5)
    #expect(decisions[3].current == "tiered")
    #expect(decisions[3].allowed == "\"tiered\" or \"all-large\"")
  }

  @Test func aFieldThatTheFileLeavesOutMayBeDecided() throws {
    let decision = try Self.decode(
      #"{ "workflows.chat.calls.answer.temperature": { "oneOf": [0, 1] } }"#)[0]
    #expect(decision.current == nil)
  }

  @Test func aModelNameMayHoldDots() throws {
    let text = Fixture.minimal(
      top: #"""
        , "models": { "our.model": { "like": "gpt-5", "input": 1 } },
          "decisions": { "models.our.model.input": { "from": 0.5, "to": 1.5 },
            "workflows.chat.calls.answer.model": { "oneOf": ["our.model", "claude-haiku-5-5"] } }
        """#)
    let decoded = Fixture.decode(text)
    let scenario = try #require(decoded.scenario, "\(decoded.diagnostics)")
    #expect(
      scenario.decisions[0].way == [.member("models"), .member("our.model"), .member("input")])
  }

  @Test func aDecisionIsNoChangeOfCost() throws {
    let base = Examples.supportAssistant
    let head = Mistake(#"{ "routing.use": { "oneOf": ["tiered", "all-large"] } }"#, "").text
    let difference = try #require(
      ScenarioDifference(base: Array(base.utf8), head: Array(head.utf8)))
    #expect(difference.groups.isEmpty && difference.others == ["decisions"])
  }
}
