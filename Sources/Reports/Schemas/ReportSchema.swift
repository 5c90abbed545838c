import Scenarios
import Summaries

/// JSON Schemas (2020-12) of the documents that cogcast writes.
package enum ReportSchema {
  package static var estimate: String { document(JSONReport.schema, estimateMembers) }
  package static var compare: String { document(JSONComparison.schema, compareMembers) }
  package static var diff: String { document(JSONDifference.schema, diffMembers) }
  package static var sensitivity: String {
    document(JSONSensitivity.schema, sensitivityMembers)
  }
  package static var gate: String {
    document(JSONGateCheck.schema, gateMembers, heading: [version])
  }

  static func document(
    _ name: String, _ members: [SchemaMember], heading: [SchemaMember] = [version] + identity
  ) -> String {
    document(name, of: heading + members, [JSONValue.Member("$defs", definitions)])
  }

  /// - Parameter definitions: What the members refer to.
  static func document(
    _ name: String, of members: [SchemaMember], _ definitions: [JSONValue.Member] = []
  ) -> String {
    let own = SchemaMember("schema", ["const": .string(name)])
    guard case .object(let fields) = SchemaMember.object([own] + members) else {
      preconditionFailure("an object is an object")
    }
    let head: [JSONValue.Member] = [
      JSONValue.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
      JSONValue.Member("title", .string(name)),
    ]
    return JSONValue.object(head + fields + definitions).text
  }

  static let version = SchemaMember("version", .anyString, "of cogcast")

  private static let scenario = [
    SchemaMember("scenario", .anyString, "its name"),
    SchemaMember("unit", .anyString, "what one unit of value is called"),
    SchemaMember("attribution", ["type": "object", "additionalProperties": .anyString]),
    SchemaMember(
      "horizon",
      SchemaMember.object([
        SchemaMember("start", .day, optional: true), SchemaMember("weeks", .count),
      ])),
  ]

  static let identity =
    scenario + [
      SchemaMember("seed", .count),
      SchemaMember("method", ["enum": ["sobol", "monte-carlo", "latin-hypercube"]]),
      SchemaMember("trials", .count, "in all"),
      SchemaMember("randomisations", .count, "independent repetitions that give the errors"),
      SchemaMember("book", book, "the price book"),
    ]

  private static let book = SchemaMember.object([
    SchemaMember("name", .anyString), SchemaMember("asOf", .day),
    SchemaMember("sha256", ["type": "string", "pattern": "^[0-9a-f]{64}$"]),
  ])

  private static let closing = [
    SchemaMember("gates", .list(.reference("gate"))),
    SchemaMember("warnings", .list(.reference("warning")), "findings that stop nothing"),
    SchemaMember("notes", .list(.reference("note")), "how the numbers were computed"),
  ]

  private static let latencyClass = SchemaMember(
    "latencyClass", ["enum": .array(LatencyClass.allCases.map { .string($0.rawValue) })],
    "as the strategy declares it; no number depends on it", optional: true)

  private static let estimateMembers =
    [
      SchemaMember("strategy", .anyString, "the one estimated", optional: true),
      latencyClass,
      SchemaMember("headline", .anyString, "one sentence that a launch review can quote"),
      SchemaMember("metrics", .bands, "every metric without an index"),
      SchemaMember("months", .list(.reference("month"))),
      SchemaMember("weeks", .list(.reference("week"))),
      SchemaMember("unitEconomics", .bands),
      SchemaMember(
        "breakdown",
        SchemaMember.object(
          Forecast.BreakdownTable.Dimension.allCases.map {
            SchemaMember(
              $0.rawValue, ["type": "object", "additionalProperties": .reference("estimate")])
          }), "the mean of cost.total, US dollars; the parts of each table sum to it"),
      SchemaMember(
        "allocation",
        ["type": "object", "additionalProperties": .bands],
        "by field of the attribution and its values: US dollars a month; means sum to the whole",
        optional: true),
      SchemaMember(
        "shares",
        [
          "anyOf": [
            ["type": "null"],
            SchemaMember.object(
              ["uncertainty", "variability", "demand", "request"]
                .map { SchemaMember($0, .share) }),
          ]
        ], "of the variance of cost.total; variability is demand and request; null if none"),
      SchemaMember(
        "sessions", ["anyOf": [["type": "null"], sessions]],
        "what one session costs; null where there is none", optional: true),
      SchemaMember("spreadsheet", .anyNumber, "US dollars over the horizon"),
      SchemaMember("spreadsheetMonth", .anyNumber, "US dollars, an average month"),
      SchemaMember(
        "bridge", .list(.reference("rung")), "amounts sum to the mean of cost.total"),
      SchemaMember(
        "sensitivityMethod",
        SchemaMember.object([
          SchemaMember("name", .anyString),
          SchemaMember("explained", .share, "of the variance of the cost's ranks"),
          SchemaMember("noise", .anyNumber, "a coefficient up to this says nothing"),
        ])),
      SchemaMember("sensitivity", .list(.reference("driver")), "strongest first"),
    ] + closing

  private static let sessions = SchemaMember.object([
    SchemaMember("simulated", .count, "one by one"),
    SchemaMember("cost", .reference("band"), "of one session"),
    SchemaMember(
      "tails",
      .list(
        SchemaMember.object([
          SchemaMember("p", .share, "part of the sessions that is cheaper"),
          SchemaMember("mean", .reference("estimate"), "of the others, US dollars"),
          SchemaMember("share", .optionalEstimate, "of the cost of all sessions"),
        ]))),
  ])

  private static let compareMembers =
    [
      SchemaMember("headline", .anyString),
      SchemaMember(
        "scenarios",
        .list(
          SchemaMember.object(
            [SchemaMember("file", .anyString)] + scenario + [SchemaMember("book", book)])),
        "all that are compared; the members above are of the first", optional: true),
      SchemaMember(
        "strategies",
        .list(
          SchemaMember.object([
            SchemaMember("label", .anyString, "unlike any other side's", optional: true),
            SchemaMember("file", .anyString, optional: true),
            SchemaMember("scenario", .anyString, "its name", optional: true),
            SchemaMember("strategy", ["type": ["string", "null"]], "null without routing"),
            SchemaMember("inUse", ["type": "boolean"], "by its scenario"),
            latencyClass,
            SchemaMember("metrics", .bands),
          ])), "the sides"),
      SchemaMember(
        "differences",
        .list(
          SchemaMember.object([
            SchemaMember("first", .anyString, "label of a side"),
            SchemaMember("second", .anyString, "label of a side"),
            SchemaMember("metrics", .bands, "the first less the second, trial by trial"),
            SchemaMember(
              "probabilities", bySubtractedMetric(.optionalEstimate),
              "that the first costs less; null where that cannot be told"),
            SchemaMember(
              "intervals", bySubtractedMetric(["anyOf": [["type": "null"], interval]]),
              "of the probabilities", optional: true),
          ]))),
    ] + closing

  /// By the costs that are subtracted; the first version had two of them.
  private static func bySubtractedMetric(_ value: JSONValue) -> JSONValue {
    let first: [MetricName] = [.costTotal, .costPerSuccessfulUnit]
    return SchemaMember.object(
      ForecastComparison.subtractedMetrics.map {
        SchemaMember($0.rawValue, value, optional: !first.contains($0))
      })
  }

  private static let diffMembers = [
    SchemaMember(
      "base",
      SchemaMember.object([
        SchemaMember("scenario", .anyString), SchemaMember("book", book),
      ]), "what the other members are held against; they are of the head"),
    SchemaMember("headline", .anyString, "one sentence that a pull request can quote"),
    SchemaMember(
      "changes",
      [
        "type": "object",
        "additionalProperties": SchemaMember.object([
          SchemaMember("base", .reference("band")), SchemaMember("head", .reference("band")),
          SchemaMember("change", .reference("band"), "head less base, trial by trial"),
          SchemaMember("probabilityHigher", .optionalEstimate),
          SchemaMember(
            "isNoise", ["type": "boolean"], "the 99 % interval of the mean change holds 0"),
        ]),
      ], "by metric"),
    SchemaMember(
      "contributions",
      [
        "anyOf": [
          ["type": "null"],
          SchemaMember.object([
            SchemaMember("metric", .anyString), SchemaMember("method", .anyString),
            SchemaMember("total", .reference("estimate"), "US dollars"),
            SchemaMember(
              "parts",
              .list(
                SchemaMember.object([
                  SchemaMember("path", .anyString),
                  SchemaMember("before", ["type": ["string", "null"]]),
                  SchemaMember("after", ["type": ["string", "null"]]),
                  SchemaMember("amount", .reference("estimate")),
                  SchemaMember("isNoise", ["type": "boolean"]),
                ])), "largest first; they sum to the total"),
          ]),
        ]
      ], "of the mean change to the changed fields; null where none matters to cost"),
    SchemaMember("costless", .list(.anyString), "changed fields that no cost depends on"),
    SchemaMember("warnings", .list(.reference("warning")), "findings that stop nothing"),
  ]

  private static let gateMembers = [
    SchemaMember("verdict", .verdict, "of all scenarios"),
    SchemaMember("policy", .anyString, "file of the policy", optional: true),
    SchemaMember("base", .anyString, "what changes were held against", optional: true),
    SchemaMember("day", .day, "of the check", optional: true),
    SchemaMember("scenarios", .list(["anyOf": [checkedScenario, brokenScenario]])),
  ]

  private static let checkedScenario = SchemaMember.object(
    [
      SchemaMember("file", .anyString),
      SchemaMember("verdict", .verdict, "of all gates"),
      SchemaMember("headline", .anyString, "the forecast in one sentence"),
      SchemaMember("strategy", .anyString, "the one in use", optional: true),
    ] + identity + [SchemaMember("metrics", .bands, "every metric without an index")] + closing)

  private static let brokenScenario = SchemaMember.object([
    SchemaMember("file", .anyString),
    SchemaMember("verdict", ["const": "fail"], "it cannot be estimated"),
    SchemaMember("reason", .anyString, "the first error"),
    SchemaMember("findingsIn", .anyString, "the file that locations are in"),
    SchemaMember("findings", .list(.reference("finding"))),
  ])
}
