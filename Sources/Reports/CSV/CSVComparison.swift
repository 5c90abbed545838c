import Summaries

/// A comparison of strategies as CSV: one number a row, in full precision.
///
/// The section is `strategy`, or `difference` for the first strategy less the one it is held against.
package enum CSVComparison {
  package static func text(_ comparison: ForecastComparison) -> String {
    var table = CSVTable([
      "section", "strategy", "against", "metric", "statistic", "p", "value", "error", "unit",
    ])
    func add(_ place: [String], _ metric: MetricBand) {
      let unit = metric.unit.rawValue
      if let mean = metric.band.mean {
        table.add(
          place + [
            metric.name, "mean", "", CSVTable.number(mean.value), CSVTable.number(mean.error), unit,
          ])
      }
      for quantile in metric.band.quantiles {
        table.add(
          place + [
            metric.name, "quantile", CSVTable.number(quantile.probability),
            CSVTable.number(quantile.estimate.value), CSVTable.number(quantile.estimate.error),
            unit,
          ])
      }
    }
    for side in comparison.sides {
      for metric in side.metrics { add(["strategy", side.strategy, ""], metric) }
    }
    for pair in comparison.pairs {
      let place = ["difference", pair.first, pair.second]
      for metric in pair.differences { add(place, metric) }
      let chances = [
        (MetricName.costTotal, pair.cheaper),
        (.costPerSuccessfulUnit, pair.cheaperPerSuccessfulUnit),
      ]
      for (metric, chance) in chances {
        guard let chance else { continue }
        table.add(
          place + [
            metric.rawValue, "probabilityCheaper", "", CSVTable.number(chance.value),
            CSVTable.number(chance.error), "fraction",
          ])
      }
    }
    return table.text
  }
}
