extension RuleTests {
  static let harness = [
    Rule(
      top: #", "harness": { "services": { "a": { "kind": "compute", "per": "turn" } } }"#,
      pointer: "/harness/services/a", words: ["`price` is missing", "compute"]),
    Rule(
      top: #"""
        , "harness": { "services": { "a": { "kind": "embeddings", "per": "turn",
          "priceFor": 1000 } } }
        """#,
      pointer: "/harness/services/a/priceFor", words: ["there is none"]),
    Rule(
      top: #"""
        , "harness": { "services": { "a": { "kind": "cloud", "per": "turn", "price": 1 } } }
        """#,
      pointer: "/harness/services/a/kind", words: ["found \"cloud\"", "compute", "storage"]),
    Rule(
      top: #"""
        , "harness": { "regions": { "data": "eu" },
          "flows": [ { "from": "data", "to": "inference", "per": "turn", "MB": 1 } ] }
        """#,
      pointer: "/harness/flows/0/to", words: ["in which region \"inference\" is"]),
    Rule(
      top: #"""
        , "harness": { "regions": { "data": "eu" },
          "flows": [ { "from": "data", "to": "data", "per": "turn", "MB": 1 } ] }
        """#,
      pointer: "/harness/flows/0", words: ["begins and ends at \"data\""]),
  ]

  static let moreRemarks = [
    Rule(
      top: #"""
        , "harness": { "regions": { "data": "eu", "embedding": "eu", "inference": "us" },
          "flows": [ { "from": "data", "to": "inference", "per": "turn", "MB": 1 } ] }
        """#,
      pointer: "/harness/regions", words: ["no flow begins or ends at \"embedding\""]),
    Rule(
      top: #"""
        , "capacity": { "own": { "model": "claude-haiku-5-5", "provisioned": { "units": 1,
          "tokensPerMinute": 1, "outputWeight": 1, "pricePerUnitHour": 1 } } }
        """#,
      pointer: "/capacity/own", words: ["no strategy uses the capacity `own`"]),
    capacityOfAFlatWeek,
  ]
}
