import Simulation
import Summaries

extension ForecastComparison {
  /// Titles its gates and warnings; empty where there is only one scenario.
  func caption(of subject: Subject) -> String { hasSeveralSubjects ? subject.label : "" }

  /// Whether a report says that the side is in use: where others of its scenario are not.
  func marks(_ side: Side) -> Bool {
    side.isInUse && sides.contains { $0.subject == side.subject && !$0.isInUse }
  }
}

extension ForecastComparison.Subject {
  /// How its numbers were computed, with its label in front where there are several scenarios.
  func prefixedNotes(in comparison: ForecastComparison) -> [EngineNote] {
    guard comparison.hasSeveralSubjects else { return notes }
    return notes.map { EngineNote(kind: $0.kind, message: "\(label): \($0.message)") }
  }
}

extension ForecastComparison.Pair {
  /// The differences that a choice is made by: in total, or in a month where totals are not alike, and
  /// per successful unit.
  var deciding: [ForecastComparison.Difference] {
    let whole = self[.costTotal] ?? self[.costMonth]
    return [whole, self[.costPerSuccessfulUnit]].compactMap { $0 }
  }
}

extension ForecastComparison.Difference {
  /// In a narrow column.
  var label: String {
    switch metric {
    case .costTotal: "in total"
    case .costMonth: "a month"
    case .costPerUnit: "per unit"
    case .costPerSuccessfulUnit: "per success"
    default: metric.rawValue
    }
  }

  /// "in total in 70.9 % ±0.6 of the trials (99 % interval 69.0 % to 72.8 %)", with the share of ties;
  /// `nil` where no trial tells.
  var chanceInWords: String? {
    guard let firstCheaper, let secondCheaper else { return nil }
    let percent = NumberStyle(.fraction, magnitude: 0)
    let what =
      switch metric {
      case .costMonth: "in an average month"
      case .costPerSuccessfulUnit: "per successful unit"
      default: label
      }
    let ties = 1 - firstCheaper.estimate.value - secondCheaper.estimate.value
    let same = ties > 1e-9 ? ", costs the same in \(percent.text(ties))" : ""
    return "\(what) in \(firstCheaper.words) of the trials\(firstCheaper.intervalInWords)\(same)"
  }
}

extension ForecastComparison.Chance {
  /// With its standard error where there is one.
  var words: String {
    let percent = NumberStyle(.fraction, magnitude: 0)
    let error = percent.error(of: estimate)
    return percent.text(estimate.value) + (error.isEmpty ? "" : " " + error)
  }

  /// " (99 % interval 69.0 % to 72.8 %)"; empty for what is certain.
  var intervalInWords: String {
    guard interval.lowerBound < interval.upperBound else { return "" }
    let percent = NumberStyle(.fraction, magnitude: 0)
    return " (99 % interval \(percent.text(interval.lowerBound)) to "
      + "\(percent.text(interval.upperBound)))"
  }
}
