import Governance

extension ReportSchema {
  /// The parts that the documents share.
  static let definitions: JSONValue = [
    "estimate": SchemaMember.object(numberWithError),
    "band": SchemaMember.object([
      SchemaMember(
        "unit",
        [
          "enum": [
            "USD", "USD/unit", "USD/session", "tokens", "units", "months", "calls/unit", "fraction",
            "ratio",
          ]
        ]
      ),
      SchemaMember(
        "mean", .reference("estimate"), "absent where it may be infinite", optional: true),
      SchemaMember("quantiles", .list(.reference("quantile"))),
      SchemaMember("omitted", .count, "trials that do not define the metric", optional: true),
    ]),
    "quantile": SchemaMember.object(
      [SchemaMember("p", .share)] + numberWithError + [
        SchemaMember("beyondHorizon", ["const": true], "the value is null", optional: true),
        SchemaMember("unbounded", ["const": true], "the value is null", optional: true),
      ]),
    "month": SchemaMember.object([
      SchemaMember("month", .count), SchemaMember("start", .day, optional: true),
      SchemaMember("partial", ["const": true], "cut short by the horizon", optional: true),
      SchemaMember("metrics", .bands),
    ]),
    "week": SchemaMember.object([
      SchemaMember("week", .count), SchemaMember("start", .day, optional: true),
      SchemaMember("metrics", .bands),
    ]),
    "rung": SchemaMember.object([
      SchemaMember("effect", .anyString), SchemaMember("label", .anyString),
      SchemaMember("amount", .anyNumber, "US dollars over the horizon"),
      SchemaMember("error", .numberOrNull),
      SchemaMember("month", .anyNumber, "US dollars, an average month"),
    ]),
    "driver": SchemaMember.object([
      SchemaMember("assumption", .anyString, "dotted path"),
      SchemaMember("coefficient", .anyNumber),
      SchemaMember("effect", .reference("estimate"), "US dollars, lowest to highest tenth"),
      SchemaMember("source", ["type": ["string", "null"]]),
    ]),
    "gate": SchemaMember.object([
      SchemaMember(
        "rule", ["enum": .array(RuleName.allCases.map { .string($0.rawValue) })],
        "gate for one of the scenario, else a rule of the policy"),
      SchemaMember("expression", .anyString, "the gate, or what the rule asks for"),
      SchemaMember("level", ["enum": ["error", "warn"]], "what it means that it does not hold"),
      SchemaMember("verdict", .verdict),
      SchemaMember("selected", .anyString, "what the gate is about"),
      SchemaMember("measured", .optionalEstimate),
      SchemaMember(
        "interval",
        [
          "anyOf": [["type": "null"], interval]
        ]),
      SchemaMember("limit", .numberOrNull, "null for a rule that measures nothing"),
      SchemaMember("month", .count, "the one that decides", optional: true),
      SchemaMember("sentence", .anyString),
      SchemaMember(
        "brokenBefore", ["const": true], "the base did not keep the rule either", optional: true),
      SchemaMember(
        "origin", ["enum": ["scenario", "policy"]], "which file the location is in"),
      file,
      SchemaMember("location", .reference("location"), optional: true),
    ]),
    "finding": SchemaMember.object([
      SchemaMember("severity", ["enum": ["error", "warning"]]),
      SchemaMember("message", .anyString), SchemaMember("location", .reference("location")),
    ]),
    "warning": SchemaMember.object([
      SchemaMember("message", .anyString),
      SchemaMember("location", .reference("location"), optional: true), file,
    ]),
    "location": SchemaMember.object([
      SchemaMember("line", .count), SchemaMember("column", .count),
      SchemaMember("pointer", .anyString),
    ]),
    "note": SchemaMember.object([
      SchemaMember("kind", .anyString), SchemaMember("message", .anyString), file,
    ]),
  ]

  static let interval = SchemaMember.object([
    SchemaMember("level", .share), SchemaMember("low", .numberOrNull),
    SchemaMember("high", .numberOrNull),
  ])

  private static let file = SchemaMember(
    "file", .anyString, "the scenario's, where a comparison has several", optional: true)

  private static let numberWithError = [
    SchemaMember("value", .numberOrNull, "null where it is infinite"),
    SchemaMember("error", .numberOrNull, "Monte Carlo standard error; null where unknown"),
  ]
}
