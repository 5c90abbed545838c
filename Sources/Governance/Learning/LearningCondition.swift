import Kernels
import Simulation
import Summaries

/// A gate on one series, as a condition on means: by how much it holds, overall and given one
/// assumption.
///
/// A mean is one. A p-quantile is at most c exactly when the probability of at most c is p or more. The
/// mean of a tail is at most c exactly when for some t the mean of t + (Y - t)⁺ / (1 - p) is.
///
/// - Source: Rockafellar & Uryasev, "Optimization of conditional value-at-risk", Journal of Risk 2
///   (2000), theorem 1.
struct LearningCondition {
  private let gate: Gate
  private let series: TrialSeries

  /// Probabilities of the thresholds t that are tried: all over the range, because given an assumption
  /// the tail begins elsewhere, and closer together in the tail itself. Near the best t the mean
  /// depends on it in second order alone.
  private static func thresholds(_ probability: Double) -> [Double] {
    let everywhere = (0..<32).map { (Double($0) + 0.5) / 32 }
    let tail = [2, 1, 0.5, 0.25, 0.125, 0.0625].map { (part: Double) in
      1 - (1 - probability) * part
    }
    return everywhere + tail.filter { $0 > 0 }
  }

  init(_ gate: Gate, _ series: TrialSeries) {
    self.gate = gate
    self.series = series
  }

  /// At least 0 where the gate holds on all trials; `nil` where no trial defines the metric.
  var margin: Double? {
    let parts = responses.map { response -> Double? in
      let defined = response.values.filter { !$0.isNaN }
      guard !defined.isEmpty else { return nil }
      return response.value(ofMean: fixedOrderSum(defined) / Double(defined.count))
    }
    let values = parts.compactMap { $0 }
    guard values.count == parts.count, let measured = values.min() else { return nil }
    return margin(of: measured)
  }

  /// The same by slice: from all randomisations, then from all but each; `nil` where no trial defines
  /// the metric.
  func margins(given slices: AssumptionSlices) -> [[Double]]? {
    var measured: [[Double]] = []
    for response in responses {
      guard let mean = ConditionalMean(response.values, given: slices, kind: response.kind) else {
        return nil
      }
      let fits = ([mean.fitted] + mean.leavingOneOut).map { $0.map(response.value) }
      measured = measured.isEmpty ? fits : zip(measured, fits).map { zip($0, $1).map(min) }
    }
    return measured.map { $0.map(margin) }
  }

  private func margin(of measured: Double) -> Double {
    let (comparison, limit) = condition
    let distance = comparison.isUpperLimit ? limit - measured : measured - limit
    return distance == 0 && !comparison.allowsEqual ? -.leastNormalMagnitude : distance
  }

  /// What the smallest value of the responses is held against.
  private var condition: (Comparison, limit: Double) {
    guard case .quantile(let probability) = gate.aggregation else {
      return (gate.comparison, gate.limit)
    }
    return (.greaterOrEqual, gate.comparison.isUpperLimit ? probability : 1 - probability)
  }

  /// Numbers of every trial whose means tell what the gate measures.
  private struct Response {
    let values: [Double]
    let kind: ConditionalMean.Kind
    /// What is measured is `offset` + `factor` · mean.
    var offset = 0.0
    var factor = 1.0

    func value(ofMean mean: Double) -> Double { offset + factor * mean }
  }

  private var responses: [Response] {
    switch gate.aggregation {
    case .mean: return [Response(values: series.expected, kind: .number)]
    case .quantile: return [event { gate.comparison.holds($0, gate.limit) }]
    case .probability(let inner, let bound): return [event { inner.holds($0, bound) }]
    case .tailMean(let probability): return tail(probability)
    }
  }

  private func event(_ happens: (Double) -> Bool) -> Response {
    Response(
      values: series.sampled.map { $0.isNaN ? .nan : happens($0) ? 1 : 0 }, kind: .event)
  }

  private func tail(_ probability: Double) -> [Response] {
    let sorted = series.sampled.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return [Response(values: series.sampled, kind: .number)] }
    return Self.thresholds(probability).map { place in
      let t = OrderStatistics.quantile(place, ofSorted: sorted.span)
      return Response(
        values: series.sampled.map { $0.isNaN ? .nan : max($0 - t, 0) }, kind: .number, offset: t,
        factor: 1 / (1 - probability))
    }
  }
}
