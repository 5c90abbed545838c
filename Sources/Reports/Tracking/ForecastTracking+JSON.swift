import Governance
import Summaries

extension ForecastTracking {
  package static let schema = "cogcast.track/1"

  /// As JSON, `cogcast.track/1`.
  var document: JSONValue {
    .object(
      JSONValue.heading(schema: Self.schema, run) + [
        ("headline", .string(headline)),
        ("format", .string(format)),
        ("trackedUnit", .string(unit)),
        ("pricedBy", .string(pricedBy)),
        ("start", .string(start)),
        ("feature", .string(feature)),
        ("weeks", .array(weeks.map(Self.value))),
        (
          "counts",
          [
            "below": .integer(count(.below)), "inside": .integer(count(.inside)),
            "above": .integer(count(.above)),
          ]
        ),
        ("unitCost", slope.map(Self.value) ?? .null),
        ("unitCostWeeks", .integer(unitCostWeeks)),
        ("forecastPower", forecastPower.map(JSONValue.number) ?? .null),
        ("leftOut", .object(leftOut.map { ($0.key, .integer($0.requests)) })),
        (
          "unpriced",
          .array(unpriced.map { ["model": .string($0.model), "reason": .string($0.reason)] })
        ),
        ("limit", limit.map(JSONValue.integer)),
        ("verdict", limit.map { _ in .string(verdict) }),
      ])
  }

  /// Of a check.
  private var verdict: String { isInconclusive ? "inconclusive" : isFailed ? "fail" : "pass" }

  private static func value(_ week: TrackedWeek) -> JSONValue {
    let actual = week.actual
    let cause: JSONValue? = week.cause.map {
      ["volume": .number($0.volume), "unitCost": .number($0.unitCost)]
    }
    let counted: [(String, JSONValue?)] = [
      ("week", .integer(actual.number)), ("start", .string(actual.start)),
      ("requests", .integer(actual.requests)), ("unpriced", .integer(actual.unpriced)),
      ("unnamed", .integer(actual.unnamed)), ("units", optional(actual.units)),
      ("cost", .number(actual.cost)), ("unitCost", optional(actual.unitCost)),
    ]
    let judged: [(String, JSONValue?)] = [
      ("band", .array(week.band.map { JSONValue($0) })),
      ("percentile", .number(week.percentile)),
      ("position", optional(week.position?.rawValue)), ("flaw", optional(week.flaw?.rawValue)),
      ("expectedUnitCost", optional(week.expectedUnitCost)), ("cause", cause ?? .null),
    ]
    return .object(counted + judged)
  }

  private static func optional(_ number: Double?) -> JSONValue {
    number.map(JSONValue.number) ?? .null
  }

  private static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  private static func value(_ slope: SlopeTest) -> JSONValue {
    [
      "weeks": .integer(slope.weeks), "change": .number(slope.change),
      "probability": .number(slope.probability), "verdict": .string(slope.verdict.rawValue),
      "smallestFound": .number(slope.smallestFound),
    ]
  }
}

extension ReportSchema {
  /// Of what `cogcast track` writes.
  package static var track: String { document(ForecastTracking.schema, trackMembers) }

  private static let trackMembers = [
    SchemaMember("headline", .anyString, "one sentence that a review can quote"),
    SchemaMember("format", .anyString, "the system whose log it is"),
    SchemaMember("trackedUnit", ["enum": ["session", "trace"]]),
    SchemaMember(
      "pricedBy", ["enum": ["book", "recorded"]], "whose reckoning of a request's cost counts"),
    SchemaMember("start", .day, "first day of the first week"),
    SchemaMember("feature", .anyString, "whose requests are followed"),
    SchemaMember(
      "weeks", .list(trackedWeek), "from the first to the last that a request falls in"),
    SchemaMember(
      "counts",
      SchemaMember.object([
        SchemaMember("below", .count), SchemaMember("inside", .count),
        SchemaMember("above", .count),
      ]), "of the weeks that are judged"),
    SchemaMember(
      "unitCost",
      [
        "anyOf": [
          ["type": "null"],
          SchemaMember.object([
            SchemaMember("weeks", .count), SchemaMember("change", .anyNumber, "relative, a week"),
            SchemaMember("probability", .share, "of so strong a slope where nothing changes"),
            SchemaMember("verdict", ["enum": ["improving", "notShown", "worsening"]]),
            SchemaMember(
              "smallestFound", .anyNumber, "relative fall a week that shows in 80 % of the cases"),
          ]),
        ]
      ], "null for too few weeks"),
    SchemaMember("unitCostWeeks", .count, "in a row to the latest, whose unit cost is known"),
    SchemaMember(
      "forecastPower", .numberOrNull,
      "relative fall a week that shows in 80 % of the cases, by the forecast's noise"),
    SchemaMember(
      "leftOut",
      SchemaMember.object(
        [
          "otherFeature", "withoutTime", "beforeStart", "afterEnd", "invalid", "passedOver",
          "withoutFeature",
        ].map { SchemaMember($0, .count) }),
      "requests that belong to no week, records that cannot be read, and requests without a feature, which are in"
    ),
    SchemaMember(
      "unpriced",
      .list(
        SchemaMember.object([
          SchemaMember("model", .anyString), SchemaMember("reason", .anyString),
        ]))),
    SchemaMember("limit", .count, "weeks above the band that fail", optional: true),
    SchemaMember("verdict", ["enum": ["pass", "inconclusive", "fail"]], optional: true),
  ]

  private static let trackedWeek = SchemaMember.object([
    SchemaMember("week", .count), SchemaMember("start", .day), SchemaMember("requests", .count),
    SchemaMember("unpriced", .count, "requests without a price"),
    SchemaMember("unnamed", .count, "requests that say no unit"),
    SchemaMember("units", .numberOrNull), SchemaMember("cost", .anyNumber, "US dollars"),
    SchemaMember("unitCost", .numberOrNull),
    SchemaMember("band", .list(.reference("estimate")), "P5, P50 and P95 of the models' cost"),
    SchemaMember("percentile", .share, "of the trials that cost less"),
    SchemaMember("position", ["enum": ["below", "inside", "above", .null]]),
    SchemaMember(
      "flaw", ["enum": ["partial", "unpriced", .null]], "why the week is not judged"),
    SchemaMember("expectedUnitCost", .numberOrNull, "by the means of the forecast"),
    SchemaMember(
      "cause",
      [
        "anyOf": [
          ["type": "null"],
          SchemaMember.object([
            SchemaMember("volume", .anyNumber), SchemaMember("unitCost", .anyNumber),
          ]),
        ]
      ], "US dollars that add up to cost less mean forecast"),
  ])
}
