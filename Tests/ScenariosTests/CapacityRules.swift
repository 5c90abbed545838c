extension RuleTests {
  static let capacities = [
    capacity(#""model": "claude-haiku-5-5""#, "", words: ["exactly one of", "found none"]),
    capacity(
      #""model": "azure/gpt-5", "provisioned": { "units": 5 }"#, "/provisioned",
      words: ["`pricePerUnitHour` is missing"]),
    capacity(
      #"""
      "model": "azure/gpt-5", "selfHosted": { "inputTokensPerSecond": 1, "outputTokensPerSecond": 1,
        "pricePerGPUHour": 1, "minimumReplicas": 4, "maximumReplicas": 3 }
      """#, "/selfHosted/maximumReplicas", words: ["3 is below `minimumReplicas` (4)"]),
    capacity(
      #""hourProfile": "office", "# + served, "/hourProfile",
      words: ["`hourProfile`"]),
    Rule(
      call: routed,
      top: strategy(#""single": "azure/gpt-5", "capacity": ["owm"]"#)
        + #", "capacity": { "own": { "#
        + served + " } }", pointer: "/routing/strategies/a/capacity",
      words: ["there is no capacity `owm`", "`own`"]),
    Rule(
      call: routed,
      top: strategy(#""single": "azure/gpt-4o", "capacity": ["own"]"#)
        + #", "capacity": { "own": { "#
        + served + " } }", pointer: "/routing/strategies/a/capacity",
      words: ["`own` serves `azure/gpt-5`, which gets no standard request"]),
    Rule(
      call: routed,
      top: strategy(#""single": "azure/gpt-5", "capacity": ["own", "too"]"#)
        + #", "capacity": { "own": { "# + served + #" }, "too": { "# + served + " } }",
      pointer: "/routing/strategies/a/capacity",
      words: ["`own` and `too` both serve `azure/gpt-5`"]),
  ]

  /// Nobody said that hours are alike.
  static let capacityOfAFlatWeek = Rule(
    call: routed,
    top: strategy(#""single": "azure/gpt-5", "capacity": ["own"]"#)
      + #", "capacity": { "own": { "# + served + " } }",
    pointer: "/capacity", words: ["every hour of the week is alike", "`hourProfile`"])

  /// A second call, which the strategy routes.
  private static let routed =
    #"}, { "name": "more", "prompt": { "user": 1 }, "output": 2, "maxTokens": 9"#

  private static let served = #"""
    "model": "azure/gpt-5", "provisioned": { "units": 5, "pricePerUnitHour": 1 }
    """#

  private static func capacity(
    _ members: String, _ pointer: String, words: [String]
  ) -> Rule {
    Rule(
      top: #", "capacity": { "own": { \#(members) } }"#, pointer: "/capacity/own" + pointer,
      words: words)
  }

  static let priceChanges = [
    change(#""model": "gpt-5", "perYear": -0.3"#, "/model", words: ["uses no model `gpt-5`"]),
    change(
      #""provider": "openai", "perYear": -0.3"#, "/provider",
      words: ["no model of the scenario is billed by `openai`", "`anthropic`"]),
    change(#""factor": 0.5"#, "", words: ["exactly one of `fromWeek` and `from`"]),
    change(#""perYear": 0.5, "fromWeek": 3"#, "", words: ["begins with the first week"]),
    change(#""perYear": 0.5, "factor": 3"#, "", words: ["found both"]),
    change(#""fromWeek": 60, "factor": 3"#, "/fromWeek", words: ["week 60", "has 52"]),
    change(#""from": "2027-01-01", "factor": 3"#, "/from", words: ["has no `start`"]),
    change(
      #""model": "claude-haiku-5-5", "provider": "anthropic", "perYear": 1"#, "",
      words: ["both `model` and `provider`"]),
    Rule(
      top: #", "learning": { "misroutePerMonth": -0.1 }"#, pointer: "/learning/misroutePerMonth",
      words: ["no strategy has a `misroute`"]),
    Rule(
      call: routed,
      top: strategy(#""single": "gpt-5""#) + #", "learning": { "shareToFirstPerMonth": 0.1 }"#,
      pointer: "/learning/shareToFirstPerMonth", words: ["no strategy has `tiers`"]),
  ]

  private static func change(_ members: String, _ pointer: String, words: [String]) -> Rule {
    Rule(
      top: #", "prices": { "changes": [ { \#(members) } ] }"#,
      pointer: "/prices/changes/0" + pointer, words: words)
  }
}
