import Summaries

/// An analysis of sensitivity as CSV: one number a row, in full precision.
///
/// The section is `tornado`, `variance`, `gate` (with its number among those of the report as index)
/// or `decision`.
package enum CSVSensitivity {
  package static func text(_ sensitivity: ForecastSensitivity) -> String {
    var numbers = CSVNumbers(sensitivity.run)
    let unit = sensitivity.unit.rawValue
    if let mean = sensitivity.mean { numbers.add("metric", sensitivity.metric, mean, unit: unit) }
    if let tornado = sensitivity.tornado {
      if let base = tornado.base {
        numbers.add("tornado", "base", statistic: "base", base, unit: unit)
      }
      for bar in tornado.bars {
        for (statistic, estimate) in [
          ("atP5", bar.low), ("atP95", bar.high), ("swing", bar.swing),
        ] {
          guard let estimate else { continue }
          numbers.add("tornado", bar.assumption.path, statistic: statistic, estimate, unit: unit)
        }
      }
    }
    if let variance = sensitivity.variance {
      for factor in variance.factors {
        numbers.add("variance", factor.name, statistic: "firstOrder", factor.first, unit: fraction)
        numbers.add("variance", factor.name, statistic: "total", factor.total, unit: fraction)
      }
      numbers.add(
        "variance", "additive", statistic: "firstOrder", variance.additive, unit: fraction)
    }
    for (position, gate) in sensitivity.gates.enumerated() {
      for finding in gate.flips {
        numbers.add(
          "gate", finding.assumption.path, index: position + 1, statistic: "decides",
          finding.estimate, unit: fraction)
      }
    }
    if let decision = sensitivity.decision {
      numbers.add("decision", "payoff", decision.mean, unit: dollars)
      numbers.add("decision", "loss", statistic: "probability", decision.loss, unit: fraction)
      numbers.add("decision", "everything", statistic: "value", decision.everything, unit: dollars)
      for finding in decision.values {
        numbers.add(
          "decision", finding.assumption.path, statistic: "value", finding.estimate, unit: dollars)
      }
    }
    return numbers.text
  }

  private static let fraction = MetricName.Unit.fraction.rawValue
  private static let dollars = MetricName.Unit.dollars.rawValue
}
