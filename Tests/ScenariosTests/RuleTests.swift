import Scenarios
import Testing

/// Parts added to the smallest scenario, and the one finding they must cause.
struct Rule: Sendable, CustomTestStringConvertible {
  var segment = ""
  var workflow = ""
  var call = ""
  var top = ""
  let pointer: String
  let words: [String]

  var text: String {
    Fixture.minimal(segment: segment, workflow: workflow, call: call, top: top)
  }

  var testDescription: String { top + segment + workflow + call }
}

@Suite struct RuleTests {
  @Test func theSmallestScenarioHasNoFindings() {
    #expect(Fixture.decode(Fixture.minimal()).diagnostics == [])
  }

  @Test(arguments: errors)
  func brokenRuleIsOneError(_ rule: Rule) throws {
    let errors = Fixture.errors(rule.text)
    let found = try #require(errors.first)
    #expect(errors.count == 1, "\(errors.map(\.message))")
    #expect(found.location.pointer == rule.pointer)
    for words in rule.words { #expect(found.message.contains(words), "\(found.message)") }
  }

  @Test(arguments: remarks + moreRemarks + [commitmentOfNoCalledModel])
  func doubtfulInputIsOneWarning(_ rule: Rule) throws {
    let decoded = Fixture.decode(rule.text)
    let scenario = try #require(decoded.scenario, "\(decoded.diagnostics.map(\.message))")
    let found = try #require(decoded.diagnostics.first)
    #expect(decoded.diagnostics.count == 1, "\(decoded.diagnostics.map(\.message))")
    #expect(found.severity == .warning)
    #expect(found.location.pointer == rule.pointer)
    for words in rule.words { #expect(found.message.contains(words), "\(found.message)") }
    #expect(scenario.warnings == decoded.diagnostics)
  }

  static let errors =
    notYet + traffic + correlations + plans + models + strategies + harness + capacities
    + priceChanges + commitments + others

  static let notYet = ["budgets", "discountRate"].map {
    Rule(top: #", "\#($0)": {}"#, pointer: "/\($0)", words: ["not supported yet"])
  }

  static let traffic = [
    Rule(
      segment: #", "events": [ { "week": 0, "factor": 2 } ]"#,
      pointer: "/segments/all/events/0/week", words: ["found 0", "from 1 to 520"]),
    Rule(
      segment: #", "events": [ { "factor": 2 } ]"#, pointer: "/segments/all/events/0",
      words: ["`week` is missing"]),
    Rule(
      segment: #", "events": [ { "week": 2 } ]"#, pointer: "/segments/all/events/0",
      words: ["either `factor` or `users`", "found none"]),
    Rule(
      segment: #", "events": [ { "week": 2, "factor": 2, "users": 5 } ]"#,
      pointer: "/segments/all/events/0", words: ["either `factor` or `users`", "found both"]),
    Rule(
      segment: #", "events": [ { "week": 2, "users": 5, "weeks": 4 } ]"#,
      pointer: "/segments/all/events/0/weeks", words: ["means nothing beside `users`"]),
    Rule(
      segment: #", "events": [ { "week": 2, "factor": -1 } ]"#,
      pointer: "/segments/all/events/0/factor", words: ["found -1"]),
    Rule(
      segment: #", "shadowShare": 0.95"#, pointer: "/segments/all/shadowShare",
      words: ["found 0.95", "from 0 to 0.9"]),
    Rule(top: #", "shadowShare": 1"#, pointer: "/shadowShare", words: ["from 0 to 0.9"]),
    Rule(
      top: #", "background": { "sync": { "workflow": "chats", "runsPerWeek": 3 } }"#,
      pointer: "/background/sync/workflow", words: ["there is no workflow `chats`", "`chat`"]),
    Rule(
      top: #", "background": { "sync": {} }"#, pointer: "/background/sync",
      words: ["`runsPerWeek` is missing"]),
    Rule(
      top: #", "background": { "sync": { "runsPerWeek": 3, "from": 5, "until": 4 } }"#,
      pointer: "/background/sync/until", words: ["(4) lies before the first (5)"]),
    Rule(
      top: #", "background": { "a.b": { "runsPerWeek": 3 } }"#, pointer: "/background/a.b",
      words: ["cannot be the name of a background work"]),
    Rule(
      top: #", "demand": { "growthPerYear": -1 }"#, pointer: "/demand/growthPerYear",
      words: ["found -1", "above -1"]),
    Rule(
      top: #", "demand": { "seasonality": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }"#,
      pointer: "/demand/seasonality", words: ["goes by the calendar", "\"start\""]),
    Rule(
      top: #", "horizon": { "start": "2027-01-04" }, "demand": { "seasonality": [1, 1] }"#,
      pointer: "/demand/seasonality", words: ["2 numbers; it needs at least 12"]),
    Rule(
      top: #", "demand": { "hourProfile": "ofice" }"#, pointer: "/demand/hourProfile",
      words: ["found \"ofice\"", "Did you mean `office`?"]),
    Rule(
      top: #", "demand": { "hourProfile": [1, 2, 3] }"#, pointer: "/demand/hourProfile",
      words: ["3 numbers", "24 hours of every day", "168"]),
    Rule(
      top: #", "demand": { "hourProfile": [\#(hours(0))] }"#, pointer: "/demand/hourProfile",
      words: ["every hour is 0"]),
    Rule(
      top: #", "demand": { "hourProfile": 3 }"#, pointer: "/demand/hourProfile",
      words: ["found 3", "list of 24 or 168"]),
    Rule(
      top: #", "demand": { "peakToMean": 3.2 }"#, pointer: "/demand/peakToMean",
      words: ["no peak to stretch", "`hourProfile`"]),
    Rule(
      call: #", "cache": {}"#,
      top: #", "demand": { "hourProfile": "office", "peakToMean": 90 }"#,
      pointer: "/demand/peakToMean", words: ["90 times the mean", "between 1 and 33.6"]),
    Rule(
      top: #", "demand": { "burstiness": 4 }"#, pointer: "/demand/burstiness",
      words: ["found 4", "from 0 to 3"]),
  ]

  private static func hours(_ volume: Int) -> String {
    [String](repeating: "\(volume)", count: 24).joined(separator: ", ")
  }

  static func strategy(_ members: String) -> String {
    #", "routing": { "strategies": { "a": { \#(members) } } }"#
  }

  private static let stages = #""stages": ["claude-haiku-5-5", "claude-opus-5-5"]"#
  private static let rates = #""escalation": { "truePositive": 0.9, "falsePositive": 0.1 }"#
  private static let quality =
    #""quality": { "both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1 }"#

  private static func routerOf(_ members: String, large: String = "claude-opus-5-5") -> String {
    """
    "router": { "small": { "model": "claude-haiku-5-5" }, "large": { "model": "\(large)" },
      \(members) }
    """
  }

  private static func router(_ members: String, large: String = "claude-opus-5-5") -> String {
    strategy(routerOf(members, large: large))
  }

  static let strategies = [
    Rule(
      top: strategy("\(stages), \(quality)"), pointer: "/routing/strategies/a",
      words: ["`escalation` is missing beside `stages`", "`truePositive`", "`falsePositive`"]),
    Rule(
      top: strategy(#"\#(stages), "escalation": { "truePositive": 0.9 }, \#(quality)"#),
      pointer: "/routing/strategies/a/escalation", words: ["`falsePositive` is missing"]),
    Rule(
      top: strategy(
        #""stages": ["claude-haiku-5-5", "claude-haiku-5-5"], \#(rates), \#(quality)"#),
      pointer: "/routing/strategies/a/stages/1",
      words: ["both stages are `claude-haiku-5-5`", "from one model to another"]),
    Rule(
      top: strategy(#""stages": ["claude-haiku-5-5"], \#(rates), \#(quality)"#),
      pointer: "/routing/strategies/a/stages", words: ["1 models; it needs at least 2"]),
    Rule(
      top: strategy(
        #"\#(stages), \#(rates), "quality": { "both": 0.5, "onlyLarge": 0.4, "onlySmall": 0.2 }"#),
      pointer: "/routing/strategies/a/quality",
      words: ["these outcomes reach 0.5, 0.4 and 0.2, together 1.1", "at most 1"]),
    Rule(
      top: strategy(
        #"\#(stages), \#(rates), "quality": { "both": { "p5": 0.4, "p95": 0.6 }, "onlyLarge": 0.2, "onlySmall": 0.1 }"#
      ),
      pointer: "/routing/strategies/a/quality", words: ["Give unknown shares a `max`"]),
    Rule(
      top: strategy(
        #"\#(stages), \#(rates), "quality": { "both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1, "neither": 0.1 }"#
      ),
      pointer: "/routing/strategies/a/quality/neither",
      words: ["unknown field `neither`", "whose remainder neither model serves well"]),
    Rule(
      top: strategy("\(stages), \(rates), \(quality), \"success\": 0.9"),
      pointer: "/routing/strategies/a/success", words: ["means nothing beside `stages`"]),
    Rule(
      top: strategy("\"single\": \"claude-opus-5-5\", \(rates)"),
      pointer: "/routing/strategies/a/escalation", words: ["means nothing beside `single`"]),
    Rule(
      top: strategy("\"single\": \"claude-opus-5-5\", \(stages)"),
      pointer: "/routing/strategies/a",
      words: [
        "exactly one of `single`, `tiers`, `stages` and `router`; found `single` and `stages`"
      ]),
    Rule(
      top: router(#""shareToLarge": 0.3, "gapRecovered": 0.5"#),
      pointer: "/routing/strategies/a/router",
      words: ["either `shareToLarge` or `gapRecovered`; found both"]),
    Rule(
      top: router(#""curve": [[0.3, 0.6]]"#), pointer: "/routing/strategies/a/router",
      words: ["either `shareToLarge` or `gapRecovered`; found none"]),
    Rule(
      top: router(#""shareToLarge": 0.3, "curve": [[0.3, 0.6], [0.3, 0.7]]"#),
      pointer: "/routing/strategies/a/router/curve/1",
      words: ["the share of this point is 0.3", "between 0.3 and 1"]),
    Rule(
      top: router(#""shareToLarge": 0.3, "curve": [[0, 0]]"#),
      pointer: "/routing/strategies/a/router/curve/0", words: ["[0, 0] and [1, 1] are not written"]),
    Rule(
      top: router(#""shareToLarge": 0.3, "curve": [[0.5]]"#),
      pointer: "/routing/strategies/a/router/curve/0", words: ["1 numbers; it needs at least 2"]),
    Rule(
      top: router(#""shareToLarge": 0.3"#, large: "claude-haiku-5-5"),
      pointer: "/routing/strategies/a/router/large",
      words: ["both models are `claude-haiku-5-5`"]),
    Rule(
      top: strategy(#""single": "claude-opus-5-5", "fallback": "claude-opus-5-5""#),
      pointer: "/routing/strategies/a/fallback",
      words: ["the fallback is `claude-opus-5-5` itself", "another model"]),
    Rule(
      workflow: #", "tokenBudget": 0"#, pointer: "/workflows/chat/tokenBudget",
      words: ["found 0", "above 0"]),
    Rule(
      workflow: #", "responseCache": { "falseHits": 0.1 }"#,
      pointer: "/workflows/chat/responseCache",
      words: ["either `hitRate` or `popularity`; found none"]),
    Rule(
      workflow: #", "responseCache": { "popularity": { "questions": 90 } }"#,
      pointer: "/workflows/chat/responseCache/popularity",
      words: ["every question is a hit", "`ttlSeconds`"]),
    Rule(
      workflow: #", "atContextLimit": { "summarise": { "tokens": 9, "prompt": 8 } }"#,
      pointer: "/workflows/chat/atContextLimit",
      words: ["`summarise` replaces a full history", "\"memory\": \"full\""]),
    Rule(
      top: strategy(#""single": "own", "batchShare": 0.4"#)
        + #", "models": { "own": { "input": 1, "output": 2 } }"#,
      pointer: "/routing/strategies/a/batchShare",
      words: ["no batch price is listed for `own`", "remove `batchShare`"]),
    Rule(
      top: strategy("\(routerOf(#""shareToLarge": 0.3"#)), \(rates)"),
      pointer: "/routing/strategies/a/escalation", words: ["means nothing beside `router`"]),
  ]

  static let correlations = [
    Rule(
      segment: #", "userHeterogeneity": { "p5": 0.5, "p95": 1 }"#,
      top: #"""
        , "correlations": [ { "between": ["segments.all.users", "segments.all.userHeterogeneity"],
        "rank": 0.5 } ]
        """#,
      pointer: "/correlations/0/between/0", words: ["known number", "only unknown inputs"]),
    Rule(
      segment: #", "userHeterogeneity": { "p5": 0.5, "p95": 1 }"#,
      workflow: #", "turns": { "geometric": { "mean": { "p5": 2, "p95": 3 } } }"#,
      top: #"""
        , "correlations": [ { "between": ["workflows.chat.turns", "segments.all.userHeterogeneity"],
        "rank": 0.5 } ]
        """#,
      pointer: "/correlations/0/between/0",
      words: ["varies from event to event", "Did you mean `workflows.chat.turns.mean`?"]),
    Rule(
      segment: #", "userHeterogeneity": { "p5": 0.5, "p95": 1 }"#,
      top: #"""
        , "correlations": [ { "between": ["segments.all.userHeterogenity", "segments.all.user"],
        "rank": 0.5 } ]
        """#.replacing("\"segments.all.user\"", with: "\"segments.all.userHeterogeneity\""),
      pointer: "/correlations/0/between/0",
      words: ["no unknown input", "Did you mean `segments.all.userHeterogeneity`?"]),
    Rule(
      segment: #", "userHeterogeneity": { "p5": 0.5, "p95": 1 }"#,
      top: #"""
        , "correlations": [ { "between": ["segments.all.userHeterogeneity",
        "segments.all.userHeterogeneity"], "rank": 0.5 } ]
        """#,
      pointer: "/correlations/0/between", words: ["the same draw"]),
    Rule(
      segment:
        #", "userHeterogeneity": { "p5": 0.5, "p95": 1 }, "churnPerMonth": { "p5": 0.01, "p95": 0.02 }"#,
      top: #"""
        , "correlations": [ { "between": ["segments.all.userHeterogeneity",
        "segments.all.churnPerMonth"], "rank": 1.5 } ]
        """#,
      pointer: "/correlations/0/rank", words: ["found 1.5", "from -1 to 1"]),
    Rule(
      segment:
        #", "userHeterogeneity": { "p5": 0.5, "p95": 1 }, "churnPerMonth": { "p5": 0.01, "p95": 0.02 }"#,
      top: #"""
        , "correlations": [ { "between": ["segments.all.userHeterogeneity",
        "segments.all.churnPerMonth"], "rank": 0.5 }, { "between": ["segments.all.churnPerMonth",
        "segments.all.userHeterogeneity"], "rank": 0.4 } ]
        """#,
      pointer: "/correlations/1/between", words: ["twice"]),
    Rule(
      top: #", "correlations": [ { "between": ["segments.all.users"], "rank": 0.5 } ]"#,
      pointer: "/correlations/0/between", words: ["1 paths; it needs at least 2"]),
  ]

  static let plans = [
    Rule(
      top: #", "planned": { "workflows.chat.turn": 2 }"#, pointer: "/planned/workflows.chat.turn",
      words: ["no input `workflows.chat.turn`", "Did you mean `workflows.chat.turns`?"]),
    Rule(
      top: #", "planned": { "workflows.chat.turns": 0 }"#, pointer: "/planned/workflows.chat.turns",
      words: ["found 0", "a number from 1 to 1000"]),
    Rule(
      top: #", "planned": { "workflows.chat.calls.answer.retry.failureRate": 0 }"#,
      pointer: "/planned/workflows.chat.calls.answer.retry.failureRate", words: ["no input"]),
  ]

  static let models = [
    Rule(
      top: #", "models": { "mine": { "output": 2 } }"#, pointer: "/models/mine",
      words: ["`input` of this model is missing", "`like`"]),
    Rule(
      top: #", "models": { "mine": { "like": "gpt5", "input": 2 } }"#, pointer: "/models/mine/like",
      words: ["no model `gpt5`", "Did you mean `gpt-5`?"]),
    Rule(
      top: #", "models": { "mine": { "like": "gpt-5", "input": -2 } }"#,
      pointer: "/models/mine/input", words: ["found -2"]),
    Rule(
      call: #", "validate": { "failureRate": 0.1, "with": "mini" }"#,
      top: #", "models": { "mine": { "input": 1, "output": 2 } }"#,
      pointer: "/workflows/chat/calls/0/validate/with",
      words: ["no model `mini`", "Did you mean `mine`?"]),
  ]

  static let others = [
    Rule(
      workflow: #", "turns": { "geometric": { "mean": { "p5": 50, "p95": 150 } } }"#,
      call: #", "loop": { "maxSteps": 1000, "steps": { "geometric": { "mean": 100 } } }"#,
      pointer: "/workflows/chat",
      words: ["may reach 4096 turns of 1000 steps", "at most 500000", "lower `maxSteps`"]),
    Rule(
      workflow: #", "turns": { "binomial": { "n": 6.5, "p": 0.5 } }"#,
      pointer: "/workflows/chat/turns/binomial/n", words: ["n is 6.5", "a whole number"]),
    Rule(
      workflow: #", "turns": { "bernoulli": { "p": { "p5": 0.1, "p95": 0.2 } } }"#,
      pointer: "/workflows/chat/turns/bernoulli",
      words: ["lie between 0 and 1", "the smallest number of turns"]),
    Rule(
      workflow: #", "turns": { "geometric": { "mean": 3, "max": 1 } }"#,
      pointer: "/workflows/chat/turns/geometric", words: ["counts as 1", "goes further"]),
    Rule(
      call: #", "loop": { "maxSteps": 9, "steps": { "uniform": { "min": 0, "max": 0.4 } } }"#,
      pointer: "/workflows/chat/calls/0/loop/steps/uniform",
      words: ["reaches up to 0.4", "write 0"]),
    Rule(
      workflow: #", "turns": { "profile": "chat-output" }"#,
      pointer: "/workflows/chat/turns/profile", words: ["counts tokens, not turns"]),
    Rule(
      call:
        #"}, { "name": "answer", "model": "gpt-5", "prompt": { "user": 1 }, "output": 2, "maxTokens": 5"#,
      pointer: "/workflows/chat/calls/1/name", words: ["two calls", "`answer`"]),
    Rule(
      call: #"}, { "name": "check", "prompt": { "user": 1 }, "output": 2, "maxTokens": 5"#,
      pointer: "/workflows/chat/calls/1", words: ["no `model`", "no `routing`"]),
    Rule(
      call: #", "loop": { "steps": 2 }"#, pointer: "/workflows/chat/calls/0/loop",
      words: ["`maxSteps` is missing"]),
    Rule(
      call:
        #", "retry": { "failureRate": 0.1, "kinds": { "a": { "share": 0.8, "billedFraction": 0 }, "b": { "share": 0.3, "billedFraction": 1 } } }"#,
      pointer: "/workflows/chat/calls/0/retry/kinds",
      words: ["the shares of these kinds reach 0.8 and 0.3, together 1.1", "at most 1"]),
    Rule(
      call:
        #", "retry": { "failureRate": 0.1, "billedFraction": 0.5, "kinds": { "a": { "share": 1, "billedFraction": 0 } } }"#,
      pointer: "/workflows/chat/calls/0/retry/billedFraction",
      words: ["no failure is left", "remove it, or lower a share"]),
    Rule(
      call: #", "retry": { "failureRate": 0.1, "outage": { "share": 0.02 } }"#,
      pointer: "/workflows/chat/calls/0/retry/outage", words: ["`failureRate` is missing"]),
    Rule(
      call: #", "delegate": { "children": 1, "maxDepth": 1, "maxAgents": 5 }"#,
      pointer: "/workflows/chat/calls/0/delegate",
      words: ["`loop` is missing beside `delegate`", "Add it, or remove `delegate`"]),
    Rule(
      call:
        #", "loop": { "steps": 1, "maxSteps": 3 }, "delegate": { "children": 1, "maxDepth": 1, "maxAgents": 1 }"#,
      pointer: "/workflows/chat/calls/0/delegate/maxAgents", words: ["from 2 to 100"]),
    Rule(
      call: #", "retry": {}"#, pointer: "/workflows/chat/calls/0/retry",
      words: ["`failureRate` is missing"]),
    Rule(
      segment:
        #", "adoption": { "logistic": { "ceiling": 0.4, "weeksToHalf": 8, "launchShare": 0.5 } }"#,
      pointer: "/segments/all/adoption/logistic/launchShare",
      words: ["found 0.5", "between 0 and 0.5"]),
    Rule(
      segment: #", "churnPerMonth": { "assumption": "share" }"#,
      top: #", "assumptions": { "share": { "p5": 0.5, "p95": 9 } }"#,
      pointer: "/assumptions/share/p95", words: ["found 9", "from 0 to 1"]),
    Rule(
      segment: #", "churnPerMonth": { "assumption": "share" }"#,
      top: #", "assumptions": { "share": 3 }"#,
      pointer: "/segments/all/churnPerMonth/assumption",
      words: ["`share` is 3", "a number from 0 to 1"]),
    Rule(
      segment: #", "churnPerMonth": { "assumption": "shares" }"#,
      top: #", "assumptions": { "share": { "p5": 0.1, "p95": 0.2 } }"#,
      pointer: "/segments/all/churnPerMonth/assumption", words: ["Did you mean `share`?"]),
    Rule(
      segment:
        #", "adoption": { "logistic": { "ceiling": 0.5, "weeksToHalf": 9, "launchShare": { "assumption": "both" } } }"#,
      workflow: #", "turns": { "assumption": "both" }"#,
      top: #", "assumptions": { "both": { "p5": 0.1, "p95": 0.2 } }"#,
      pointer: "/workflows/chat/turns/assumption", words: ["no value of `both` suits both"]),
  ]

  static let remarks = [
    Rule(
      top: #", "prices": { "region": "uss" }"#, pointer: "/prices/region",
      words: [
        "\"uss\"", "none costs more there. Did you mean `us`?",
        "Listed are \"eu\" and \"us\".",
      ]),
    Rule(
      segment: #", "events": [ { "week": 9, "factor": 2 } ]"#, top: #", "horizon": { "weeks": 8 }"#,
      pointer: "/segments/all/events/0",
      words: ["begins in week 9", "the last of the horizon (8)", "changes nothing"]),
    Rule(
      top:
        #", "horizon": { "weeks": 8 }, "background": { "sync": { "runsPerWeek": 3, "from": 9 } }"#,
      pointer: "/background/sync", words: ["begins in week 9", "costs nothing"]),
    Rule(
      segment: #", "shadowShare": 0.1"#, top: #", "shadowShare": 0.2"#, pointer: "/shadowShare",
      words: ["every segment has its own", "changes nothing"]),
    Rule(
      top:
        #", "horizon": { "start": "2027-01-04" }, "demand": { "seasonality": [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }"#,
      pointer: "/demand/seasonality", words: ["average 1.08", "not 1"]),
    Rule(
      top: #", "demand": { "hourProfile": "office" }"#, pointer: "/demand/hourProfile",
      words: ["no call has a `cache` and no strategy a `capacity`", "change nothing"]),
    Rule(
      top: #", "demand": { "burstiness": 0.5 }"#, pointer: "/demand/burstiness",
      words: ["no call has a `cache` and no strategy a `capacity`", "bursts change nothing"]),
    Rule(
      call: #"}, { "name": "more", "prompt": { "user": 1 }, "output": 2, "maxTokens": 9"#,
      top: strategy(#""single": "claude-opus-5-5", "fallback": "gpt-5""#),
      pointer: "/routing/strategies/a/fallback",
      words: ["no routed call has a `retry`", "the fallback never answers"]),
    Rule(
      call: #"}, { "name": "more", "prompt": { "user": 1 }, "output": 2, "maxTokens": 9"#,
      top: strategy("\(stages), \(rates)"), pointer: "/routing/strategies/a/stages",
      words: [
        "add `quality`", "both 0.628", "only the large one 0.178", "only the small one 0.053",
      ]),
    Rule(
      call:
        #"}, { "name": "check", "model": "claude-haiku-5-5", "prompt": { "user": 1 }, "output": 2"#,
      pointer: "/workflows/chat/calls/1", words: ["no `maxTokens`"]),
    Rule(
      call: #", "temperature": 1.2"#, pointer: "/workflows/chat/calls/0/temperature",
      words: ["above a temperature of 1 one model alone", "`samplingEffect`"]),
    Rule(
      call: #", "temperature": 1.9, "topP": 0.95"#, pointer: "/workflows/chat/calls/0/temperature",
      words: ["at a temperature of 1.9 nothing is measured", "figures at 1.6"]),
    Rule(
      top: #", "assumptions": { "share": { "p5": 0.1, "p95": 0.2 } }"#,
      pointer: "/assumptions/share",
      words: ["nothing uses the assumption `share`"]),
    Rule(
      top: #", "models": { "mine": { "input": 1, "output": 2 } }"#, pointer: "/models/mine",
      words: ["nothing uses the model `mine`"]),
    Rule(
      top: #", "routing": { "strategies": { "one": { "single": "claude-haiku-5-5" } } }"#,
      pointer: "/routing", words: ["every call names its own model"]),
    Rule(
      segment: #", "workflow": "chat""#,
      workflow:
        #"}, "other": { "calls": [ { "name": "a", "model": "claude-haiku-5-5", "prompt": { "user": 1 }, "output": 2, "maxTokens": 5 } ]"#,
      pointer: "/workflows/other", words: ["no segment uses the workflow `other`"]),
    Rule(
      workflow: #", "tokenBudget": 5000"#, pointer: "/workflows/chat/tokenBudget",
      words: ["every session has one turn", "the budget never ends one"]),
    Rule(
      workflow: #", "turns": { "geometric": { "mean": 3 } }, "tokenBudget": { "p5": 1, "p95": 4 }"#,
      pointer: "/workflows/chat/tokenBudget",
      words: ["one turn takes about", "a budget of 2 ends sessions after their first turn"]),
  ]

  /// E[max(X, 0)] of the normal law is 451, and no answer of the log-normal one is longer than 100.
  @Test(arguments: [
    (#"{"normal": {"mean": 100, "sd": 1000}}"#, true),
    (#"{"lognormal": {"mean": 5000, "sigma": 1, "max": 100}}"#, false),
  ])
  func aTokenBudgetIsHeldAgainstLawsWithTheirBounds(output: String, isSmall: Bool) throws {
    let text = Fixture.minimal(
      workflow: #", "turns": { "geometric": { "mean": 3 } }, "tokenBudget": 300"#
    ).replacing(#""output": 200, "maxTokens": 400"#, with: "\"output\": \(output)")
    let found = Fixture.warnings(text)
    #expect(found.contains { $0.message.contains("one turn takes about 500.9 tokens") } == isSmall)
    #expect(found.contains { $0.message.contains("one turn takes about") } == isSmall, "\(found)")
  }

  @Test func aCachedPartBehindAGapIsRemarkedOn() throws {
    let text = Fixture.minimal(call: #", "cache": { "prefix": ["history"] }"#)
      .replacing(#""prompt": {"#, with: #""prompt": { "system": 500,"#)
    let found = try #require(Fixture.warnings(text).first)
    #expect(found.location.pointer == "/workflows/chat/calls/0/cache")
    #expect(found.message.contains("leaves out `system`"))
  }

  @Test func oldPricesAreRemarkedOnOnceAModel() throws {
    let text = Fixture.minimal(
      call: #", "validate": { "failureRate": 0.1, "with": "claude-haiku-5-5" }"#,
      top: #", "prices": { "asOf": "2029-01-01" }"#)
    let found = Fixture.warnings(text)
    #expect(found.count == 1)
    #expect(found[0].message.contains("`claude-haiku-5-5` was last checked on"))
    #expect(found[0].location.pointer == "/workflows/chat/calls/0/model")
  }

  @Test func aModelWithoutABatchTierRefusesBatch() throws {
    let text = Fixture.minimal(
      call: #", "batch": true"#,
      top: #"""
        , "models": { "mine": { "input": 1, "output": 2 } },
        "routing": { "strategies": { "one": { "single": "mine" } } }
        """#
    ).replacing(#""model": "claude-haiku-5-5","#, with: "")
    let found = try #require(Fixture.errors(text).first)
    #expect(found.location.pointer == "/workflows/chat/calls/0/batch")
    #expect(found.message.contains("no batch price is listed for `mine`"))
  }
}
