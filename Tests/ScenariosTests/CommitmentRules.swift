extension RuleTests {
  private static func commitment(
    _ members: String, top: String = "", at field: String = "", _ words: [String]
  ) -> Rule {
    Rule(
      top: #", "commitments": { "old": { \#(members) } }\#(top)"#,
      pointer: "/commitments/old\(field)", words: words)
  }

  private static let started = #", "horizon": { "start": "2027-01-04", "weeks": 8 }"#

  static let commitments = [
    commitment(#""perMonth": 5"#, ["`provider` is missing"]),
    commitment(#""provider": "p""#, ["exactly one of `perMonth` and `perWeek`", "found none"]),
    commitment(#""provider": "p", "perMonth": 5, "perWeek": 5"#, ["found both"]),
    commitment(#""provider": "p", "perMonth": -5"#, at: "/perMonth", ["found -5"]),
    commitment(
      #""provider": "p", "perWeek": 5, "fromWeek": 2, "from": "2027-01-11""#, top: started,
      ["both `fromWeek` and `from`", "keep one"]),
    commitment(
      #""provider": "p", "perWeek": 5, "untilWeek": 2, "until": "2027-01-11""#, top: started,
      ["both `untilWeek` and `until`"]),
    commitment(
      #""provider": "p", "perWeek": 5, "from": "2027-01-11""#, ["no `start`", "weeks by number"]),
    commitment(
      #""provider": "p", "perWeek": 5, "fromWeek": 6, "untilWeek": 5"#, ["paid in no week"]),
    commitment(
      #""provider": "p", "perWeek": 5, "until": "2027-01-03""#, top: started, ["paid in no week"]),
    commitment(
      #""provider": "p", "perWeek": 5, "utilisation": 1.2"#, at: "/utilisation",
      ["found 1.2", "from 0 to 1"]),
    commitment(
      #""provider": "p", "perWeek": 5, "utilisation": 0.2, "production": false"#,
      at: "/utilisation", ["is not used", "remove `utilisation`"]),
    commitment(
      #""provider": "p", "perWeek": 5, "serves": [ "claude-haiku-5-5" ], "production": true"#,
      at: "/production", ["remove `production` or `serves`"]),
    commitment(#""provider": "p", "perWeek": 5, "serves": []"#, at: "/serves", ["at least 1"]),
  ]

  static let commitmentOfNoCalledModel = commitment(
    #""provider": "p", "perWeek": 5, "serves": [ "claude-haiku-4-5" ]"#, at: "/serves",
    ["no workflow calls `claude-haiku-4-5`", "Did you mean `claude-haiku-5-5`"])
}
