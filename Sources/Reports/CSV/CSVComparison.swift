import Summaries

/// A comparison as CSV: one number a row, in full precision.
///
/// The section is `strategy`, or `difference` for the first side less the one it is held against.
package enum CSVComparison {
  private static let head = [
    "section", "strategy", "against", "metric", "statistic", "p", "value", "error", "unit", "file",
    "latencyClass",
  ]

  package static func text(_ comparison: ForecastComparison) -> String {
    var rows = Rows(comparison)
    for side in comparison.sides {
      for metric in side.metrics { rows.add("strategy", side.label, nil, metric) }
    }
    for pair in comparison.pairs {
      for difference in pair.differences {
        rows.add(
          "difference", pair.first, pair.second, MetricBand(difference.metric, difference.band))
      }
      for difference in pair.differences {
        guard let chance = difference.firstCheaper else { continue }
        rows.add(pair, difference.metric, chance)
      }
    }
    return rows.table.text
  }

  private struct Rows {
    private let comparison: ForecastComparison
    private(set) var table: CSVTable

    init(_ comparison: ForecastComparison) {
      self.comparison = comparison
      table = CSVTable(head + CSVTable.runColumns)
    }

    private mutating func add(_ fields: [String], side: String) {
      guard let side = comparison.sides.first(where: { $0.label == side }) else { return }
      let subject = comparison.subjects[side.subject]
      table.add(
        fields + [subject.file, side.latencyClass?.rawValue ?? ""]
          + CSVTable.fields(of: subject.run))
    }

    mutating func add(_ section: String, _ side: String, _ against: String?, _ metric: MetricBand) {
      let (place, unit) = ([section, side, against ?? "", metric.name], metric.unit.rawValue)
      if let mean = metric.band.mean {
        add(
          place + ["mean", "", CSVTable.number(mean.value), CSVTable.number(mean.error), unit],
          side: side)
      }
      for quantile in metric.band.quantiles {
        let numbers = [quantile.probability, quantile.estimate.value, quantile.estimate.error]
        add(place + ["quantile"] + numbers.map(CSVTable.number) + [unit], side: side)
      }
    }

    mutating func add(
      _ pair: ForecastComparison.Pair, _ metric: MetricName, _ chance: ForecastComparison.Chance
    ) {
      let place = ["difference", pair.first, pair.second, metric.rawValue]
      let numbers = [
        ("probabilityCheaper", chance.estimate.value, CSVTable.number(chance.estimate.error)),
        ("probabilityCheaperLow", chance.interval.lowerBound, ""),
        ("probabilityCheaperHigh", chance.interval.upperBound, ""),
      ]
      for (statistic, value, error) in numbers {
        add(
          place + [statistic, "", CSVTable.number(value), error, "fraction"], side: pair.first)
      }
    }
  }
}
