/// A comparison of strategies as JSON, `cogcast.compare/1`.
package enum JSONComparison {
  package static let schema = "cogcast.compare/1"

  package static func text(_ comparison: ForecastComparison) -> String {
    document(comparison).text
  }

  static func document(_ comparison: ForecastComparison) -> JSONValue {
    .object(
      JSONValue.heading(schema: schema, comparison.run) + [
        ("headline", .string(Headline(comparison).sentence)),
        ("strategies", .array(comparison.sides.map(side))),
        ("differences", .array(comparison.pairs.map(pair))),
        ("gates", .array(comparison.gates.map(JSONValue.init))),
        ("warnings", .array(comparison.warnings.map(JSONValue.init))),
        ("notes", .array(comparison.notes.map(JSONValue.init))),
      ])
  }

  private static func side(_ side: ForecastComparison.Side) -> JSONValue {
    [
      "strategy": .string(side.strategy), "inUse": .bool(side.isInUse),
      "metrics": JSONValue(side.metrics),
    ]
  }

  private static func pair(_ pair: ForecastComparison.Pair) -> JSONValue {
    [
      "first": .string(pair.first), "second": .string(pair.second),
      "metrics": JSONValue(pair.differences),
      "probabilities": [
        "cost.total": pair.cheaper.map(JSONValue.init) ?? .null,
        "cost.perSuccessfulUnit": pair.cheaperPerSuccessfulUnit.map(JSONValue.init) ?? .null,
      ],
    ]
  }
}
