import Scenarios
import Testing

/// Mistakes in the example of the design: one change, one error, at its place.
@Suite struct BadInputTests {
  @Test(arguments: all)
  func oneMistakeIsOneError(_ bad: BadInput) throws {
    #expect(Examples.supportAssistant.contains(bad.from), "the example lacks \(bad.from)")
    let text = bad.text
    let errors = Fixture.errors(text)
    let found = try #require(errors.first)
    #expect(errors.count == 1, "\(errors.map(\.message))")
    let place = try #require(Fixture.place(of: bad.at, in: text))
    #expect(
      found.location
        == SourceLocation(line: place.line, column: place.column, pointer: bad.pointer))
    for words in bad.words { #expect(found.message.contains(words), "\(found.message)") }
    #expect(Fixture.decode(text).scenario == nil)
  }

  static let all = fields + numbers + laws + references + structure

  static let fields = [
    BadInput(
      "\"team\": \"cx\"", "\"team\": 7", at: "7,", "/attribution/team", "found 7",
      "allowed is a text"),
    BadInput(
      "\"feature\": \"support-assistant\", ", "", at: "{ \"team\"", "/attribution",
      "`feature` is missing"),
    BadInput("\"unit\":", "\"unti\":", at: "\"unti\"", "/unti", "Did you mean `unit`?"),
    BadInput(
      "\"weeks\": 52", "\"week\": 52", at: "\"week\"", "/horizon/week", "Did you mean `weeks`?",
      "Allowed are `start` and `weeks`"),
    BadInput(
      "\"maxTokens\"", "\"max_tokens\"", at: "\"max_tokens\"",
      "/workflows/chat/calls/0/max_tokens", "Did you mean `maxTokens`?"),
    BadInput(
      "\"memory\": \"full\"", "\"memory\": \"full\", \"maxTokens\": 5", at: "\"maxTokens\": 5",
      "/workflows/chat/maxTokens", "unknown field `maxTokens`", "It belongs to a call."),
    BadInput(
      "\"memory\": \"full\"", "\"memory\": \"ful\"", at: "\"ful\"", "/workflows/chat/memory",
      "\"none\" or \"full\"", "Did you mean `full`?"),
    BadInput(
      "\"memory\": \"full\"", "\"memory\": true", at: "true", "/workflows/chat/memory",
      "found true"),
    BadInput(
      "\"memory\": \"full\"", "\"memory\": { \"window\": { \"turn\": 3 } }", at: "\"turn\"",
      "/workflows/chat/memory/window/turn", "Did you mean `turns`?"),
    BadInput(
      "\"ttl\": \"5m\"", "\"ttl\": \"10m\"", at: "\"10m\"",
      "/workflows/chat/calls/0/cache/ttl", "allowed is \"5m\" or \"1h\""),
    BadInput(
      "\"ttl\": \"5m\"", "\"prefix\": [\"system\", \"user\"]", at: "\"user\"]",
      "/workflows/chat/calls/0/cache/prefix/1", "\"tools\", \"system\", \"history\" or \"message\""),
    BadInput("\"name\": \"Support assistant\"", "\"name\": \"\"", at: "\"\"", "/name", "empty"),
    BadInput(
      "\"name\": \"Support assistant\"", "\"name\": \"a\\u001b[2J\"", at: "\"a\\u001b", "/name",
      "control character"),
    BadInput(
      "\"name\": \"answer\"", "\"name\": \"the answer\"", at: "\"the answer\"",
      "/workflows/chat/calls/0/name", "cannot be the name of a call"),
    BadInput(
      "\"cogcast\": 1", "\"cogcast\": 2", at: "2,", "/cogcast", "found 2",
      "a whole number from 1 to 1"),
    BadInput(
      "\"start\": \"2027-01-04\"", "\"start\": \"2027-02-30\"", at: "\"2027-02-30\"",
      "/horizon/start", "is no day", "YYYY-MM-DD"),
    BadInput(
      "\"note\": \"helpdesk tickets 2026\"", "\"note\": 5", at: "5 } } }",
      "/segments/all/sessionsPerUserPerWeek/note", "found 5"),
    BadInput("\"gates\": [", "\"gates\": [ 5, ", at: "5,  \"p95(cost", "/gates/0", "found 5"),
    BadInput(
      "\"harness\": { \"perUnit\": 0.0012 }", "\"harness\": null", at: "null", "/harness",
      "found null", "an object"),
    BadInput(
      "\"harness\": { \"perUnit\": 0.0012 }",
      "\"harness\": { \"egress\": { \"$schema\": \"x\" } }", at: "\"$schema\": \"x\"",
      "/harness/egress/$schema", "unknown field `$schema`"),
  ]

  static let numbers = [
    BadInput(
      "\"users\": 40000", "\"users\": -40000", at: "-40000", "/segments/all/users",
      "found -40000", "a number from 0 to 10^12"),
    BadInput(
      "\"users\": 40000", "\"users\": 1e300", at: "1e300", "/segments/all/users", "found 1e+300"),
    BadInput(
      "\"users\": 40000", "\"users\": \"40000\"", at: "\"40000\"", "/segments/all/users",
      "found the text \"40000\"", "percentiles"),
    BadInput(
      "\"success\": 0.86", "\"success\": 1.86", at: "1.86",
      "/routing/strategies/tiered/tiers/0/success", "found 1.86", "a number from 0 to 1"),
    BadInput(
      "\"p5\": 0.20, \"p95\": 0.45", "\"p5\": 0.20, \"p95\": 45", at: "45 }",
      "/segments/all/adoption/logistic/ceiling/p95", "found 45", "a number from 0 to 1"),
    BadInput(
      "\"weeks\": 52", "\"weeks\": 52.5", at: "52.5", "/horizon/weeks",
      "a whole number from 1 to 520"),
    BadInput("\"weeks\": 52", "\"weeks\": 0", at: "0 }", "/horizon/weeks", "found 0"),
    BadInput(
      "\"maxTokens\": 1024", "\"maxTokens\": -1", at: "-1, \"cache",
      "/workflows/chat/calls/0/maxTokens", "found -1"),
    BadInput(
      "\"maxAttempts\": 3", "\"maxAttempts\": 1000000000000000000000", at: "10000000000000",
      "/workflows/chat/calls/0/retry/maxAttempts", "from 1 to 100"),
    BadInput(
      "\"maxTokens\": 1024", "\"maxTokens\": 1024, \"temperature\": 2.5", at: "2.5",
      "/workflows/chat/calls/0/temperature", "a number from 0 to 2"),
    BadInput(
      "\"turns\": { \"geometric\": { \"mean\": { \"p5\": 2.0, \"p95\": 4.5 } } }",
      "\"turns\": 0.5", at: "0.5", "/workflows/chat/turns", "a number from 1 to 1000"),
    BadInput(
      "\"mean\": { \"p5\": 2.0, \"p95\": 4.5 }", "\"mean\": 0.5", at: "0.5",
      "/workflows/chat/turns/geometric/mean", "a number from 1 to 200"),
  ]

  static let laws = [
    BadInput(
      "\"p5\": 0.4, \"p95\": 2.0,", "\"p5\": 2.0, \"p95\": 0.4,", at: "0.4, \"note\"",
      "/segments/all/sessionsPerUserPerWeek/p95", "0.4 is below p5 (2)",
      "raise p95 or lower p5"),
    BadInput(
      "\"p50\": 45, \"p95\": 320", "\"p50\": 450, \"p95\": 320", at: "320 } }",
      "/workflows/chat/calls/0/prompt/user/lognormal/p95", "320 is below p50 (450)"),
    BadInput(
      "\"p5\": 0.4, \"p95\": 2.0,", "\"p5\": 2, \"p95\": 2,", at: "2, \"note\"",
      "/segments/all/sessionsPerUserPerWeek/p95", "equals p5 (2)", "plain number"),
    BadInput(
      "\"p5\": 0.4, \"p95\": 2.0,", "\"p50\": 2.0,", at: "{ \"p50\": 2.0,",
      "/segments/all/sessionsPerUserPerWeek", "one percentile says no width"),
    BadInput(
      "\"p5\": 0.4, \"p95\": 2.0,", "\"p5\": 0.4, \"p100\": 2.0,", at: "\"p100\"",
      "/segments/all/sessionsPerUserPerWeek/p100", "unknown law or field `p100`", "p1 to p99"),
    BadInput(
      "\"p5\": 0.4, \"p95\": 2.0,", "\"p5\": 0.4, \"p95\": 2.0, \"max\": 1.5,", at: "1.5",
      "/segments/all/sessionsPerUserPerWeek/max", "max 1.5 is not above p95 (2)"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"lognromal\": { \"p50\": 45, \"p95\": 320 } }", at: "\"lognromal\"",
      "/workflows/chat/calls/0/prompt/user/lognromal", "Did you mean `lognormal`?"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 }, \"max\": 9 }", at: "\"max\": 9",
      "/workflows/chat/calls/0/prompt/user/max", "belongs inside `lognormal`"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"lognormal\": { \"mean\": 45 } }", at: "{ \"mean\": 45 }",
      "/workflows/chat/calls/0/prompt/user/lognormal", "found `mean`", "`mean` and `cv`",
      "two percentiles"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"lognormal\": { \"mean\": 45, \"sd\": 3 } }", at: "\"sd\"",
      "/workflows/chat/calls/0/prompt/user/lognormal/sd", "has no parameter `sd`"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"lognormal\": { \"p50\": 45, \"p95\": { \"p5\": 1, \"p95\": 2 } } }",
      at: "{ \"p5\": 1, \"p95\": 2 } } }",
      "/workflows/chat/calls/0/prompt/user/lognormal/p95", "is a plain number here"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"lognormal\": { \"mean\": 45, \"cv\": 1 }, \"gamma\": { \"mean\": 1, \"cv\": 1 } }",
      at: "\"gamma\"", "/workflows/chat/calls/0/prompt/user/gamma", "stand side by side"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }", "{ \"note\": \"later\" }",
      at: "{ \"note\": \"later\" }", "/workflows/chat/calls/0/prompt/user", "says nothing"),
    BadInput(
      "\"failureRate\": { \"p5\": 0.01, \"p95\": 0.08 }",
      "\"failureRate\": { \"lognormal\": { \"mean\": { \"p5\": 1, \"p95\": 2 }, \"cv\": 1 } }",
      at: "{ \"p5\": 1, \"p95\": 2 }",
      "/workflows/chat/calls/0/retry/failureRate/lognormal/mean", "found an object",
      "a number above 0"),
    BadInput(
      "\"system\": 1400", "\"system\": { \"profile\": \"chat-input\" }",
      at: "\"profile\": \"chat-input\"",
      "/workflows/chat/calls/0/prompt/system/profile", "which this input does not",
      "percentiles of its mean"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"uniform\": { \"min\": -5, \"max\": 10 } }", at: "{ \"min\": -5",
      "/workflows/chat/calls/0/prompt/user/uniform", "reaches down to -5"),
    BadInput(
      "\"failureRate\": { \"p5\": 0.01, \"p95\": 0.08 }",
      "\"failureRate\": { \"uniform\": { \"min\": 0.5, \"max\": 1.5 } }", at: "{ \"min\": 0.5",
      "/workflows/chat/calls/0/retry/failureRate/uniform", "reaches up to 1.5"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"pareto\": { \"scale\": 10, \"shape\": 0.9 } }", at: "0.9 } }",
      "/workflows/chat/calls/0/prompt/user/pareto/shape", "infinite", "max"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"discrete\": { \"values\": [1, 2], \"weights\": [1] } }", at: "{ \"values\"",
      "/workflows/chat/calls/0/prompt/user/discrete", "2 values and 1 weights"),
    BadInput(
      "{ \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "{ \"metalog\": { \"p5\": 1, \"p95\": 9 } }", at: "{ \"p5\": 1, \"p95\": 9 }",
      "/workflows/chat/calls/0/prompt/user/metalog", "found 2 percentiles; at least 3"),
  ]

  static let references = [
    BadInput(
      "\"workflow\": \"chat\"", "\"workflow\": \"caht\"", at: "\"caht\"",
      "/segments/all/workflow", "no workflow `caht`", "Did you mean `chat`?"),
    BadInput(
      "\"single\": \"claude-opus-5-5\"", "\"single\": \"claude-opsu-5-5\"",
      at: "\"claude-opsu-5-5\"", "/routing/strategies/all-large/single",
      "no model `claude-opsu-5-5`", "Did you mean `claude-opus-5-5`?"),
    BadInput(
      "\"use\": \"tiered\"", "\"use\": \"tierd\"", at: "\"tierd\"", "/routing/use",
      "Did you mean `tiered`?"),
    BadInput(
      "\"profile\": \"chat-output\"", "\"profile\": \"chat-outptu\"", at: "\"chat-outptu\"",
      "/workflows/chat/calls/0/output/profile", "Did you mean `chat-output`?"),
    BadInput(
      "\"profile\": \"chat-output\"", "\"profile\": \"lengths/mine.json\"",
      at: "\"lengths/mine.json\"", "/workflows/chat/calls/0/output/profile", "is missing"),
    BadInput(
      "\"book\": \"builtin\"", "\"book\": \"buildin\"", at: "\"buildin\"", "/prices/book",
      "Did you mean `builtin`?"),
    BadInput(
      "\"users\": 40000", "\"users\": { \"assumption\": \"size\" }", at: "\"size\"",
      "/segments/all/users/assumption", "no assumption `size`", "Add it under `assumptions`"),
  ]

  static let structure = [
    BadInput(
      "\"use\": \"tiered\", ", "", at: "{ \"strategies\"", "/routing", "`use` is missing",
      "`all-large` and `tiered`"),
    BadInput(
      "\"share\": 0.25, ", "", at: "{ \"model\": \"claude-sonnet-5-5\"",
      "/routing/strategies/tiered/tiers/1", "`share` is missing"),
    BadInput(
      "\"model\": \"claude-opus-5-5\", \"success\": 0.96",
      "\"model\": \"claude-opus-5-5\", \"share\": 0.1", at: "\"share\": 0.1",
      "/routing/strategies/tiered/tiers/2/share", "takes the remaining sessions"),
    BadInput(
      "\"max\": 0.7", "\"max\": 0.8", at: "[ { \"model\": \"claude-haiku-5-5\"",
      "/routing/strategies/tiered/tiers", "0.8 and 0.25, together 1.05", "at most 1"),
    BadInput(
      ", \"max\": 0.7", "", at: "[ { \"model\": \"claude-haiku-5-5\"",
      "/routing/strategies/tiered/tiers", "Give unknown shares a `max`"),
    BadInput(
      "{ \"single\": \"claude-opus-5-5\" }", "{ }", at: "{ }", "/routing/strategies/all-large",
      "exactly one of `single`, `tiers`, `stages` and `router`; found none"),
    BadInput(
      "\"tiers\": [", "\"success\": 0.9, \"tiers\": [", at: "\"success\": 0.9, \"tiers\"",
      "/routing/strategies/tiered/success", "means nothing beside `tiers`"),
    BadInput(
      "\"value\": { ", "\"value\": { \"premium\": { \"subscriptionPrice\": 5 }, ",
      at: "{ \"premium\"", "/value", "exactly one of"),
    BadInput(
      "\"value\": { \"costDisplacement\"", "\"value\": { \"costdisplacment\"",
      at: "\"costdisplacment\"", "/value/costdisplacment", "Did you mean `costDisplacement`?"),
    BadInput(
      "\"logistic\": {", "\"logstic\": {", at: "\"logstic\"", "/segments/all/adoption/logstic",
      "Did you mean `logistic`?"),
    BadInput(
      "\"segments\": { \"all\": {", "\"segments\": { \"all users\": {", at: "\"all users\"",
      "/segments/all users", "cannot be the name of a segment"),
    BadInput(
      "\"system\": 1400, \"tools\": 650, \"retrieved\": { \"p5\": 900, \"p95\": 3200 }, \"user\": { \"lognormal\": { \"p50\": 45, \"p95\": 320 } }",
      "", at: "{  }", "/workflows/chat/calls/0/prompt", "this prompt is empty"),
  ]
}
