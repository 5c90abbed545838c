import Explanations
import Foundation
import Summaries

/// An explanation of one figure of a scenario, or a list of what can be explained.
package struct ForecastExplanation: Sendable {
  package enum Content: Sendable {
    case figure(Explanation, Difference)
    case list([ExplainablePath])
  }

  /// What the simulation says beside the formulas.
  package struct Difference: Sendable {
    /// The scenario less one without the mechanism, on the same random numbers; empty where there is
    /// no such scenario.
    package let effects: [Effect]
    /// Metrics that the mechanism is judged by, or the one that is explained.
    package let metrics: [MetricBand]

    package init(effects: [Effect], metrics: [MetricBand]) {
      self.effects = effects
      self.metrics = metrics
    }
  }

  package struct Effect: Sendable {
    package let metric: MetricName
    package let estimate: Estimate
    /// Whether the 99 % interval reaches zero.
    package let isNoise: Bool

    package init(metric: MetricName, estimate: Estimate, isNoise: Bool) {
      self.metric = metric
      self.estimate = estimate
      self.isNoise = isNoise
    }
  }

  /// Without trials where nothing was simulated.
  package let run: RunRecord
  package let strategy: String?
  /// The path that was typed; empty for none.
  package let path: String
  package let content: Content

  package init(run: RunRecord, strategy: String?, path: String, content: Content) {
    self.run = run
    self.strategy = strategy
    self.path = path
    self.content = content
  }
}

extension ForecastExplanation {
  /// One sentence: what the path is.
  package var headline: String {
    switch content {
    case .figure(let explanation, _): "\(path): \(explanation.title)"
    case .list(let paths):
      path.isEmpty
        ? "\(paths.count) figures of \(run.scenario) can be explained"
        : "\(paths.count) figures below \(path) can be explained"
    }
  }

  /// Where formulas are evaluated, in words.
  static func basis(_ explanation: Explanation, _ run: RunRecord) -> String {
    if explanation.inputs.isEmpty, explanation.title == "metric" {
      return "means over \(run.trials) trials; a ratio is taken in each"
    }
    return "unknown inputs at their median; P5, P95 and mean over \(run.trials) trials"
  }
}

extension ExplainedInput {
  /// What is known of it, in words.
  var standing: String { isDefault ? "\(kind.rawValue), default" : kind.rawValue }

  /// The last part of its path, behind that of its mechanism.
  func field(below place: String) -> String {
    if path.hasPrefix(place + ".") { return String(path.dropFirst(place.count + 1)) }
    let name = path.split(separator: ".").last.map(String.init) ?? path
    return Int(name) == nil ? name : ""
  }

  /// The number, or what stands there.
  var shown: String { value.map(Numerals.compact) ?? summary }

  /// What it means, its unit, law and source, as sentences.
  var words: String {
    let parts = [unit.map { "Unit: \($0)" } ?? "", law, source.map { "Source: \($0)" } ?? ""]
    return ([meaning] + parts.filter { !$0.isEmpty }).map {
      $0.hasSuffix(".") ? $0 : $0 + "."
    }.joined(separator: " ")
  }

  /// The law in a few numbers; empty for a plain one.
  var law: String {
    guard let spread else { return "" }
    let numbers = [
      ("P5", spread.p5), ("P50", spread.p50), ("P95", spread.p95), ("mean", spread.mean),
    ]
    return numbers.map { "\($0.0) \(Numerals.compact($0.1))" }.joined(separator: ", ")
  }
}

extension ExplainedResult {
  /// What it means, with its unit.
  var words: String { unit.isEmpty ? meaning : "\(meaning) [\(unit)]" }
}

extension Numerals {
  /// About four significant digits with commas between thousands; of a share near 1, as many as tell it
  /// from 1; small and large numbers with a power of ten.
  static func compact(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    let size = value.magnitude
    guard (1e-5..<1e7).contains(size) else {
      let exponent = Int(log10(size).rounded(.down))
      return fixed(value / pow(10, Double(exponent)), decimals: 3) + "e\(exponent)"
    }
    if value == value.rounded() { return fixed(value, decimals: 0) }
    let fewest = min(decimals(forMagnitude: size, money: false) + 1, 12)
    let isWhole = abs(value - value.rounded()) <= 1e-9 * size
    let texts = (fewest...12).lazy.map { fixed(value, decimals: $0) }
    let near = size < 1 && !isWhole ? texts.first { Double($0) != value.rounded() } : nil
    let text = near ?? fixed(value, decimals: isWhole ? 0 : fewest)
    guard text.contains(".") else { return text }
    let digits = String(text.reversed().drop { $0 == "0" }.reversed())
    return digits.hasSuffix(".") ? String(digits.dropLast()) : digits
  }
}
