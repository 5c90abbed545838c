extension ReportSchema {
  static let sensitivityMembers = [
    SchemaMember("strategy", .anyString, "the one analysed", optional: true),
    SchemaMember("headline", .anyString, "what to measure first, in one sentence"),
    SchemaMember("metric", .anyString, "what inputs move"),
    SchemaMember("metricUnit", .anyString),
    SchemaMember("mean", .optionalEstimate, "over everything unknown; null where not defined"),
    SchemaMember(
      "assumptions",
      .list(
        SchemaMember.object([
          SchemaMember("path", .anyString), SchemaMember("p5", .anyNumber),
          SchemaMember("p95", .anyNumber),
          SchemaMember("source", ["type": ["string", "null"]]),
        ])), "the unknown inputs, in the order of the language"),
    SchemaMember(
      "tornado", orNull(tornado), "one assumption at a time; null without unknown inputs"),
    SchemaMember(
      "variance", orNull(variance),
      "Sobol indices of the metric's expectation; null where nothing "
        + "moves it"),
    SchemaMember("gates", .list(learntGate)),
    SchemaMember(
      "decision", orNull(decision), "null where nothing says what launching is worth"),
    SchemaMember("warnings", .list(.reference("warning")), "findings that stop nothing"),
    SchemaMember("notes", .list(.reference("note")), "how the numbers were computed"),
  ]

  private static func orNull(_ schema: JSONValue) -> JSONValue {
    ["anyOf": [["type": "null"], schema]]
  }

  private static let tornado = SchemaMember.object([
    SchemaMember("base", .optionalEstimate, "with every assumption at its median"),
    SchemaMember(
      "bars",
      .list(
        SchemaMember.object([
          SchemaMember("assumption", .anyString), SchemaMember("atP5", .optionalEstimate),
          SchemaMember("atP95", .optionalEstimate),
          SchemaMember("swing", .optionalEstimate, "at P95 less at P5, on the same random numbers"),
        ])), "longest first"),
  ])

  private static let variance = SchemaMember.object([
    SchemaMember("method", .anyString), SchemaMember("basePoints", .count),
    SchemaMember("evaluations", .count),
    SchemaMember("omitted", .count, "points that do not define the metric"),
    SchemaMember("additive", .reference("estimate"), "sum of the first-order indices"),
    SchemaMember(
      "factors",
      .list(
        SchemaMember.object([
          SchemaMember(
            "assumptions", .list(.anyString),
            "several where correlated; none for the demand process"),
          SchemaMember("demand", ["type": "boolean"]),
          SchemaMember("firstOrder", .reference("estimate")),
          SchemaMember("total", .reference("estimate")),
        ])), "largest total first"),
  ])

  private static let learntGate = SchemaMember.object([
    SchemaMember("number", .count, "among the scenario's gates", optional: true),
    SchemaMember("gate", .reference("gate")),
    SchemaMember("holds", ["type": ["boolean", "null"]], "by the estimate alone"),
    SchemaMember(
      "decides", .list(finding("probability")),
      "probability that knowing each turns the verdict, largest first"),
  ])

  private static let decision = SchemaMember.object([
    SchemaMember("payoff", .anyString, "of going ahead; staying out gives nothing"),
    SchemaMember("mean", .reference("estimate"), "US dollars"),
    SchemaMember("probabilityOfLoss", .reference("estimate")),
    SchemaMember(
      "everything", .reference("estimate"),
      "US dollars: worth of knowing all assumptions and the demand of every week"),
    SchemaMember(
      "assumptions", .list(finding("value")), "US dollars: worth of knowing each, largest first"),
  ])

  private static func finding(_ key: String) -> JSONValue {
    SchemaMember.object([
      SchemaMember("assumption", .anyString), SchemaMember(key, .reference("estimate")),
      SchemaMember("isNoise", ["type": "boolean"], "the 99 % interval reaches 0"),
    ])
  }
}
