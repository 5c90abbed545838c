import Foundation
import Simulation
import Summaries

extension MetricEvaluator {
  /// Which quantiles of cost come from lines, and which do not and why.
  package var quantileNotes: [EngineNote] {
    var integrated = 0
    var others: [LineQuantiles.Obstacle: [MetricReference]] = [:]
    for reference in result.costMetrics {
      switch integration(of: reference) {
      case .success: integrated += 1
      case .failure(let obstacle): others[obstacle, default: []].append(reference)
      case nil: break
      }
    }
    var notes: [String] = []
    if isSketched {
      notes.append(
        "trials were not held: other percentiles and probabilities are those of counts in buckets of half "
          + "a per cent of a standard deviation, quantiles along lines means over stretches of a "
          + "randomisation; drivers and single sessions come from the first trials of each")
    }
    let kept = others.values.reduce(0) { $0 + $1.count }
    if integrated > 0 {
      notes.append(
        "quantiles of \(integrated) of \(integrated + kept) metrics of cost integrated along "
          + "\(lineCount) lines where cost grows")
    }
    for (obstacle, words) in [
      (LineQuantiles.Obstacle.notMonotone, "does not rise or fall along every line"),
      (.notSmooth, "is not smooth along every line"),
    ] {
      guard let metrics = others[obstacle] else { continue }
      notes.append(
        "quantiles from plain trials, as the metric \(words): "
          + Self.names(metrics).joined(separator: ", "))
    }
    return notes.map { EngineNote(kind: .path, message: $0) }
  }

  /// Neighbouring months and weeks under one name, e.g. `cost.week(3–39)`.
  private static func names(_ metrics: [MetricReference]) -> [String] {
    var runs: [(first: MetricReference, last: MetricReference)] = []
    for metric in metrics {
      if let last = runs.last?.last, let index = last.index,
        metric == MetricReference(last.name, index: index + 1, strategy: last.strategy)
      {
        runs[runs.count - 1].last = metric
      } else {
        runs.append((metric, metric))
      }
    }
    return runs.map { first, last in
      guard first != last, let from = first.index, let to = last.index else {
        return first.description
      }
      return first.description.replacingOccurrences(of: "(\(from))", with: "(\(from)–\(to))")
    }
  }
}
