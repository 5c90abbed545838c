import Summaries

/// One row of a table of unit economics.
struct UnitRow {
  let label: String
  let band: Band
  let style: NumberStyle
}

extension Forecast {
  /// The rows in the order of an argument: what a unit costs, what it earns, what that adds up to.
  /// All layers of cost are written with the same decimals.
  ///
  /// - Parameter room: Columns for one number.
  func unitRows(room: Int = .max) -> [UnitRow] {
    let bands = (unitEconomics + metrics).filter { !$0.band.quantiles.isEmpty }
    let layers = bands.filter { Self.costLayers.contains($0.name) }
    let whole = metrics[.costPerUnit]?.magnitude ?? 0
    let layerStyle = NumberStyle(.dollarsPerUnit, magnitude: whole)
      .fitting(layers.flatMap { TextReport.statistics($0.band) }.compactMap { $0 }, in: room)
    return Self.unitLabels.compactMap { name, label in
      guard let metric = bands.first(where: { $0.name == name }) else { return nil }
      let style =
        Self.costLayers.contains(name)
        ? layerStyle : TextReport.style(metric.unit, for: [metric.band], in: room)
      return UnitRow(label: label, band: metric.band, style: style)
    }
  }

  private static let costLayers: Set<String> = [
    "inference.perUnit", "harness.perUnit", "fixed.perUnit",
    "commitments.perUnit", "cost.perUnit",
    "cost.perSuccessfulUnit",
  ]

  private static let unitLabels: KeyValuePairs<String, String> = [
    "inference.perUnit": "layer 1: inference",
    "harness.perUnit": "layer 2: harness",
    "fixed.perUnit": "layer 3: fixed cost",
    "commitments.perUnit": "layer 3: commitments",
    "cost.perUnit": "all three layers",
    "cost.perSuccessfulUnit": "all, per success",
    "value.perUnit": "value",
    "margin.perUnit": "margin over layers 1+2",
    "quality.success": "success",
    "calls.perUnit": "model calls",
    "cache.hitRate": "cache hit rate",
    "sessions.atBudget": "ended at a token budget",
    "units.total": "volume, whole horizon",
    "breakEven.unitsPerMonth": "break-even units/month",
    "breakEven.unitsPerUserMonth": "break-even units/user",
    "payback.months": "payback, months",
    "npv": "net present value",
  ]
}
