import Summaries

/// A difference between two scenarios as CSV: one number a row, in full precision.
///
/// The section is `base`, `head`, `change` (head less base) or `attribution`; what was run is the head
/// but in the rows of the base.
package enum CSVDifference {
  package static func text(_ difference: ForecastDifference) -> String {
    var numbers = CSVNumbers(difference.head)
    for change in difference.metrics {
      for (section, band) in [
        ("base", change.base), ("head", change.head), ("change", change.change),
      ] {
        numbers.run = section == "base" ? difference.base : difference.head
        numbers.add(section, MetricBand(name: change.name, unit: change.unit, band: band))
      }
      if let higher = change.higher {
        numbers.add(
          "change", change.name, statistic: "probabilityHigher", higher.estimate, unit: "fraction")
      }
    }
    if let attribution = difference.attribution {
      for part in attribution.parts {
        numbers.add(
          "attribution", part.path, part.amount, unit: attribution.metric.unit.rawValue)
      }
      numbers.add(
        "attribution", "together", attribution.total, unit: attribution.metric.unit.rawValue)
    }
    return numbers.text
  }
}
