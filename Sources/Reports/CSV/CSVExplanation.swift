import Explanations
import Summaries

/// An explanation as CSV: one number a row, in full precision.
///
/// The section is `input`, `result`, `effect` or `forecast`; a list has `path` rows without a number.
package enum CSVExplanation {
  package static func text(_ document: ForecastExplanation) -> String {
    var numbers = CSVNumbers(
      document.run, strategy: document.strategy, hasStrategy: true)
    switch document.content {
    case .list(let paths):
      for path in paths {
        numbers.add("path", path.path, statistic: path.title, value: .nan, unit: "")
      }
    case .figure(let explanation, let difference):
      for input in explanation.inputs {
        numbers.add("input", input.path, input.value, input.spread, unit: input.unit ?? "")
      }
      for result in explanation.results {
        let name = result.symbol == "=" ? explanation.path : result.symbol
        numbers.add("result", name, result.value, result.spread, unit: result.unit)
      }
      for effect in difference.effects {
        numbers.add(
          "effect", effect.metric.rawValue, effect.estimate, unit: effect.metric.unit.rawValue)
      }
      for metric in difference.metrics { numbers.add("forecast", metric) }
    }
    return numbers.text
  }
}

extension CSVNumbers {
  fileprivate mutating func add(
    _ section: String, _ name: String, _ value: Double?, _ spread: Spread?, unit: String
  ) {
    add(section, name, statistic: "value", value: value ?? .nan, unit: unit)
    guard let spread else { return }
    add(section, name, statistic: "mean", value: spread.mean, unit: unit)
    for (p, value) in [(0.05, spread.p5), (0.5, spread.p50), (0.95, spread.p95)] {
      add(section, name, statistic: "quantile", p: p, value: value, unit: unit)
    }
  }
}
