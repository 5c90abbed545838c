import Summaries

/// A band under the name by which JSON, CSV and gates know it.
package struct MetricBand: Sendable, Equatable {
  package let name: String
  package let unit: MetricName.Unit
  package let band: Band

  package init(name: String, unit: MetricName.Unit, band: Band) {
    self.name = name
    self.unit = unit
    self.band = band
  }

  package init(_ metric: MetricName, _ band: Band) {
    self.init(name: metric.rawValue, unit: metric.unit, band: band)
  }
}

extension [MetricBand] {
  package subscript(_ metric: MetricName) -> Band? {
    first { $0.name == metric.rawValue }?.band
  }
}
