import Summaries

/// What the rows of unit economics are called.
enum UnitLabel {
  static func text(_ name: String) -> String {
    switch name {
    case "inference.perUnit": "layer 1: inference"
    case "harness.perUnit": "layer 2: harness"
    case "fixed.perUnit": "layer 3: fixed cost"
    case "cost.perUnit": "all three layers"
    case "cost.perSuccessfulUnit": "all, per successful one"
    case "value.perUnit": "value"
    case "margin.perUnit": "margin over layers 1, 2"
    case "calls.perUnit": "model calls"
    case "cache.hitRate": "cache hit rate"
    case "quality.success": "success"
    case "units.total": "volume, whole horizon"
    case "payback.months": "payback, months"
    case "npv": "net present value"
    case "breakEven.unitsPerMonth": "break-even a month"
    case "breakEven.unitsPerUserMonth": "break-even a user, month"
    default: name
    }
  }
}

extension Forecast {
  /// The bands that a table of unit economics shows: those per unit, then the metrics about units.
  var unitRows: [MetricBand] {
    (unitEconomics + metrics.filter { Self.unitMetrics.contains($0.name) })
      .filter { !$0.band.quantiles.isEmpty }
  }

  private static let unitMetrics: Set<String> = Set(
    [
      MetricName.costPerUnit, .costPerSuccessfulUnit, .marginPerUnit, .callsPerUnit, .cacheHitRate,
      .qualitySuccess, .unitsTotal, .paybackMonths, .npv,
    ].map(\.rawValue))
}
