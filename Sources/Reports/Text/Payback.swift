import Summaries

extension Forecast {
  /// When the one-off cost is earned back; `nil` where the scenario does not say what a unit is
  /// worth.
  var paybackSentence: String? {
    guard let band = metrics[.paybackMonths], !band.quantiles.isEmpty else { return nil }
    let number = NumberStyle(.months, magnitude: 0)
    let parts = [(0.05, "P5"), (0.5, "P50"), (0.95, "P95")].compactMap { probability, name in
      band[probability].map { months -> String in
        guard months.value.isFinite else { return "\(name) beyond the horizon" }
        let day = run.horizon.day(afterMonths: months.value).map { " (\($0))" } ?? ""
        return "\(name) \(number.text(months.value))\(day)"
      }
    }
    return "Payback, months after the start: " + parts.joined(separator: ", ") + "."
  }
}
