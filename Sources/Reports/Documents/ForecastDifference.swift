import Simulation
import Summaries

/// Everything that one difference between two scenarios prints: head less base, on the same random
/// numbers.
package struct ForecastDifference: Sendable {
  package let base: RunRecord
  package let head: RunRecord
  package let metrics: [Change]
  package let attribution: Attribution?
  /// Dotted paths of changed fields that no cost depends on.
  package let costless: [String]
  package let warnings: [Warning]

  /// One metric before and after.
  package struct Change: Sendable {
    package let name: String
    package let unit: MetricName.Unit
    package let base: Band
    package let head: Band
    /// Head less base, trial by trial.
    package let change: Band
    /// That the head's is higher; `nil` where no trial tells.
    package let higher: ProbabilityEstimate?
    /// True where the 99 % interval of the mean change holds zero.
    package let isNoise: Bool

    package init(
      _ metric: MetricName, base: Band, head: Band, change: Band, higher: ProbabilityEstimate?,
      isNoise: Bool
    ) {
      name = metric.rawValue
      unit = metric.unit
      self.base = base
      self.head = head
      self.change = change
      self.higher = higher
      self.isNoise = isNoise
    }
  }

  /// The mean change, shared out among the changed fields; the parts sum to ``total``.
  package struct Attribution: Sendable {
    /// In words.
    package let method: String
    package let metric: MetricName
    /// US dollars.
    package let total: Estimate
    /// The largest first.
    package let parts: [Part]

    package init(method: String, metric: MetricName, total: Estimate, parts: [Part]) {
      self.method = method
      self.metric = metric
      self.total = total
      self.parts = parts
    }
  }

  package struct Part: Sendable {
    /// Dotted path of the changed field, or several joined by ` + ` that only work together.
    package let path: String
    package let before: String?
    package let after: String?
    package let amount: Estimate
    /// True where the 99 % interval of the amount holds zero.
    package let isNoise: Bool

    package init(
      path: String, before: String?, after: String?, amount: Estimate, isNoise: Bool
    ) {
      self.path = path
      self.before = before
      self.after = after
      self.amount = amount
      self.isNoise = isNoise
    }
  }

  package init(
    base: RunRecord, head: RunRecord, metrics: [Change], attribution: Attribution?,
    costless: [String], warnings: [Warning]
  ) {
    self.base = base
    self.head = head
    self.metrics = metrics
    self.attribution = attribution
    self.costless = costless
    self.warnings = warnings
  }

  /// The change that a headline speaks of: an average month, or the whole of a shorter horizon.
  package var leading: Change? {
    metrics.first { $0.name == MetricName.costMonth.rawValue }
      ?? metrics.first { $0.name == MetricName.costTotal.rawValue }
  }

  /// One sentence that a pull request can quote.
  package var headline: String { DifferenceHeadline(self).sentence }
}

/// The sentence that opens a report of a difference.
private struct DifferenceHeadline {
  /// Parts that a sentence names.
  private static let named = 3

  let sentence: String

  init(_ difference: ForecastDifference) {
    guard let leading = difference.leading, let mean = leading.change.mean else {
      sentence = "Nothing can be said of the cost."
      return
    }
    guard let attribution = difference.attribution else {
      sentence = "No field that cost depends on has changed."
      return
    }
    let period = leading.name == MetricName.costMonth.rawValue ? "a month" : "in total"
    let style = NumberStyle(.dollars, magnitude: mean.value.magnitude)
    if leading.isNoise {
      sentence =
        "No change of cost that stands out from noise: \(style.signed(mean.value)) "
        + "\(style.error(of: mean)) \(period)."
      return
    }
    let before = leading.base.mean?.value ?? 0
    let percent = NumberStyle(.fraction, magnitude: abs(mean.value / before))
    let relative = before > 0 ? " (\(percent.signed(mean.value / before)))" : ""
    let chance = leading.higher.map { higher -> String in
      let isRise = mean.value > 0
      let share = isRise ? higher.estimate.value : 1 - higher.estimate.value
      let text = NumberStyle(.fraction, magnitude: 0).text(share)
      return ", \(isRise ? "higher" : "lower") in \(text) of the trials"
    }
    let parts = attribution.parts.filter { !$0.isNoise }
    let named = parts.prefix(Self.named).map {
      "\($0.path.printable) "
        + NumberStyle(.dollars, magnitude: $0.amount.value.magnitude).signed($0.amount.value)
    }
    let rest = parts.count - named.count
    sentence =
      "\(style.signed(mean.value)) \(period)\(relative)\(chance ?? ""); "
      + named.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "") + "."
  }
}
