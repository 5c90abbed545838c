import Summaries

/// A difference between two scenarios as JSON, `cogcast.diff/1`.
package enum JSONDifference {
  package static let schema = "cogcast.diff/1"

  package static func text(_ difference: ForecastDifference) -> String {
    JSONValue.object(
      JSONValue.heading(schema: schema, difference.head) + [
        ("base", base(difference.base)),
        ("headline", .string(difference.headline)),
        ("changes", .object(difference.metrics.map { ($0.name, change($0)) })),
        ("contributions", difference.attribution.map(attribution) ?? .null),
        ("costless", .array(difference.costless.map { .string($0) })),
        ("warnings", .array(difference.warnings.map(JSONValue.init))),
      ]
    ).text
  }

  private static func base(_ run: RunRecord) -> JSONValue {
    ["scenario": .string(run.scenario), "book": JSONValue(run.book)]
  }

  private static func change(_ change: ForecastDifference.Change) -> JSONValue {
    func band(_ band: Band) -> JSONValue {
      JSONValue(MetricBand(name: change.name, unit: change.unit, band: band))
    }
    return [
      "base": band(change.base), "head": band(change.head), "change": band(change.change),
      "probabilityHigher": change.higher.map { JSONValue($0.estimate) } ?? .null,
      "isNoise": .bool(change.isNoise),
    ]
  }

  private static func attribution(_ attribution: ForecastDifference.Attribution) -> JSONValue {
    [
      "metric": .string(attribution.metric.rawValue), "method": .string(attribution.method),
      "total": JSONValue(attribution.total),
      "parts": .array(
        attribution.parts.map { part in
          [
            "path": .string(part.path), "before": part.before.map { .string($0) } ?? .null,
            "after": part.after.map { .string($0) } ?? .null, "amount": JSONValue(part.amount),
            "isNoise": .bool(part.isNoise),
          ]
        }),
    ]
  }
}
