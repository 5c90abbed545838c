import Summaries

extension ForecastComparison {
  /// Costs of which one side is subtracted from another: a choice may rest on them.
  package static let subtractedMetrics: [MetricName] = [
    .costTotal, .costMonth, .costPerUnit, .costPerSuccessfulUnit,
  ]

  /// What a choice between strategies is made by, in the order of a report.
  static let decidingMetrics: [MetricName] = [
    .costMonth, .costTotal, .costPerUnit, .costPerSuccessfulUnit, .qualitySuccess,
    .routingEscalationShare, .sessionsAtBudget, .marginPerUnit, .paybackMonths,
  ]

  func title(of metric: MetricName) -> String {
    let unit = sharedUnit?.printable.shortened(to: 40) ?? "unit"
    return switch metric {
    case .costMonth: "Cost of an average month"
    case .costTotal:
      sharedWeeks.map { $0 == 1 ? "Cost of the week" : "Cost of all \($0) weeks" }
        ?? "Cost of all weeks, each over its own horizon"
    case .costPerUnit: "Cost per \(unit)"
    case .costPerSuccessfulUnit: "Cost per successful \(unit)"
    case .qualitySuccess: "Success"
    case .routingEscalationShare: "Sessions answered beyond the first model"
    case .sessionsAtBudget: "Sessions that end at their token budget"
    case .marginPerUnit: "Margin per \(unit), over inference and harness"
    case .paybackMonths: "Payback, months"
    default: metric.rawValue
    }
  }
}
