import Explanations

extension ReportSchema {
  package static var explain: String { document(JSONExplanation.schema, explainMembers) }

  private static let textOrNull: JSONValue = ["type": ["string", "null"]]

  /// A list has `list` alone, a figure everything else.
  private static let explainMembers = [
    SchemaMember("strategy", .anyString, "whose numbers are shown", optional: true),
    SchemaMember("headline", .anyString, "what the path is"),
    SchemaMember("path", .anyString, "as it was typed; empty for everything"),
    SchemaMember(
      "list", .list(entry), "what can be explained; of a figure, absent", optional: true),
    SchemaMember("title", .anyString, optional: true),
    SchemaMember("about", .anyString, "what the mechanism does", optional: true),
    SchemaMember("inputs", .list(explainedInput), optional: true),
    SchemaMember(
      "results", .list(explainedResult),
      "in the order in which formulas use them; = is the metric itself", optional: true),
    SchemaMember(
      "effects", ["type": "object", "additionalProperties": .reference("estimate")],
      "mean change by metric: the scenario less one without the mechanism", optional: true),
    SchemaMember("metrics", .bands, "in the forecast", optional: true),
    SchemaMember(
      "sources",
      .list(
        SchemaMember.object([
          SchemaMember("text", .anyString),
          SchemaMember(
            "standing",
            ["enum": .array(Source.Standing.allCases.map { .string($0.rawValue) })],
            "how sure it is"),
        ])), optional: true),
    SchemaMember(
      "guide", ["enum": .array(GuidePage.allCases.map { .string($0.rawValue) })],
      "page of the guide", optional: true),
    SchemaMember("parts", .list(entry), "inside it, explained on their own", optional: true),
  ]

  private static let entry = SchemaMember.object([
    SchemaMember("path", .anyString, "dotted"), SchemaMember("title", .anyString),
  ])

  private static let spread: JSONValue = [
    "anyOf": [
      ["type": "null"],
      SchemaMember.object([
        SchemaMember("mean", .numberOrNull), SchemaMember("p5", .numberOrNull),
        SchemaMember("p50", .numberOrNull), SchemaMember("p95", .numberOrNull),
      ]),
    ]
  ]

  private static let explainedInput = SchemaMember.object([
    SchemaMember("path", .anyString, "dotted"),
    SchemaMember("symbol", textOrNull, "its letter in the formulas"),
    SchemaMember("meaning", .anyString), SchemaMember("unit", textOrNull),
    SchemaMember("is", ["enum": ["known", "unknown", "varies", "setting"]]),
    SchemaMember("default", ["type": "boolean"], "the file says nothing"),
    SchemaMember("marked", ["type": "boolean"], "the path that was typed"),
    SchemaMember("text", .anyString, "value or law in a few words"),
    SchemaMember(
      "value", .numberOrNull,
      "where formulas are evaluated: the number, the median of what is unknown, the mean of what "
        + "varies"),
    SchemaMember("spread", spread, "of its law"), SchemaMember("source", textOrNull),
  ])

  private static let explainedResult = SchemaMember.object([
    SchemaMember("symbol", .anyString), SchemaMember("meaning", .anyString),
    SchemaMember("unit", .anyString),
    SchemaMember(
      "formula", textOrNull,
      "right-hand side, of the symbols of inputs and of results before it; evaluated there it is "
        + "the value"),
    SchemaMember("value", .numberOrNull, "unknown inputs at their median; of metrics, the mean"),
    SchemaMember("spread", spread, "over the trials; null where all agree"),
  ])
}
