import Summaries

extension ForecastComparison {
  /// What a choice between strategies is made by, in the order of a report.
  static let decidingMetrics: [MetricName] = [
    .costMonth, .costPerUnit, .costPerSuccessfulUnit, .qualitySuccess,
    .routingEscalationShare, .marginPerUnit, .paybackMonths,
  ]

  func title(of metric: MetricName) -> String {
    let unit = run.unit.printable.shortened(to: 40)
    return switch metric {
    case .costMonth: "Cost of an average month"
    case .costPerUnit: "Cost per \(unit)"
    case .costPerSuccessfulUnit: "Cost per successful \(unit)"
    case .qualitySuccess: "Success"
    case .routingEscalationShare: "Sessions answered beyond the first model"
    case .marginPerUnit: "Margin per \(unit), over inference and harness"
    case .paybackMonths: "Payback, months"
    default: metric.rawValue
    }
  }
}
