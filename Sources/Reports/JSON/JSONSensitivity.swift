import Summaries

/// An analysis of sensitivity as JSON, `cogcast.sensitivity/1`.
package enum JSONSensitivity {
  package static let schema = "cogcast.sensitivity/1"

  package static func text(_ sensitivity: ForecastSensitivity) -> String {
    JSONValue.object(
      JSONValue.heading(schema: schema, sensitivity.run) + [
        ("strategy", sensitivity.strategy.map { .string($0) }),
        ("headline", .string(sensitivity.headline)),
        ("metric", .string(sensitivity.metric)),
        ("metricUnit", .string(sensitivity.unit.rawValue)),
        ("mean", optional(sensitivity.mean)),
        (
          "assumptions",
          .array(
            sensitivity.assumptions.map { assumption in
              [
                "path": .string(assumption.path), "p5": .number(assumption.range.low),
                "p95": .number(assumption.range.high),
                "source": assumption.source.map { .string($0) } ?? .null,
              ]
            })
        ),
        ("tornado", sensitivity.tornado.map(tornado) ?? .null),
        ("variance", sensitivity.variance.map(variance) ?? .null),
        ("gates", .array(sensitivity.gates.map(gate))),
        ("decision", sensitivity.decision.map(decision) ?? .null),
        ("warnings", .array(sensitivity.warnings.map(JSONValue.init))),
        ("notes", .array(sensitivity.notes.map(JSONValue.init))),
      ]
    ).text
  }

  private static func optional(_ estimate: Estimate?) -> JSONValue {
    estimate.map(JSONValue.init) ?? .null
  }

  private static func tornado(_ tornado: ForecastSensitivity.Tornado) -> JSONValue {
    [
      "base": optional(tornado.base),
      "bars": .array(
        tornado.bars.map { bar in
          [
            "assumption": .string(bar.assumption.path), "atP5": optional(bar.low),
            "atP95": optional(bar.high), "swing": optional(bar.swing),
          ]
        }),
    ]
  }

  private static func variance(_ variance: ForecastSensitivity.VarianceTable) -> JSONValue {
    [
      "method": .string(variance.method), "basePoints": .integer(variance.basePoints),
      "evaluations": .integer(variance.evaluations), "omitted": .integer(variance.omitted),
      "additive": JSONValue(variance.additive),
      "factors": .array(
        variance.factors.map { factor in
          [
            "assumptions": .array(factor.assumptions.map { .string($0.path) }),
            "demand": .bool(factor.isDemand), "firstOrder": JSONValue(factor.first),
            "total": JSONValue(factor.total),
          ]
        }),
    ]
  }

  private static func gate(_ gate: ForecastSensitivity.Gate) -> JSONValue {
    .object([
      ("number", gate.number.map { .integer($0) }),
      ("gate", JSONValue(gate.line)),
      ("holds", gate.holds.map { .bool($0) } ?? .null),
      ("decides", .array(gate.flips.map { finding("probability", $0) })),
    ])
  }

  private static func decision(_ decision: ForecastSensitivity.Decision) -> JSONValue {
    [
      "payoff": .string(decision.payoff), "mean": JSONValue(decision.mean),
      "probabilityOfLoss": JSONValue(decision.loss),
      "everything": JSONValue(decision.everything),
      "assumptions": .array(decision.values.map { finding("value", $0) }),
    ]
  }

  private static func finding(
    _ key: String, _ finding: ForecastSensitivity.Finding
  ) -> JSONValue {
    .object([
      ("assumption", .string(finding.assumption.path)), (key, JSONValue(finding.estimate)),
      ("isNoise", .bool(finding.isNoise)),
    ])
  }
}
