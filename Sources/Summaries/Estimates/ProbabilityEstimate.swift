import Simulation

/// The probability of an event over trials, with its Monte Carlo error.
package struct ProbabilityEstimate: Sendable, Equatable {
  package let estimate: Estimate
  /// Trials in which the event happens, of those in which it is defined.
  package let hits: Int
  package let count: Int
  /// Trials in which the metric is undefined; they count nowhere else.
  package let omitted: Int
  package let randomisations: Int
  /// True where every trial gave the same finite value: the event is then certain or impossible,
  /// not merely never seen.
  package let isExact: Bool

  /// - Parameters:
  ///   - series: A metric; the probability is taken of its samples. NaN is left out, infinity counts.
  ///   - event: Whether a value belongs to the event.
  /// - Returns: `nil` when no trial defines the metric.
  package init?(_ series: TrialSeries, randomisations: Int, event: (Double) -> Bool) {
    let values = series.sampled
    precondition(
      !values.isEmpty && values.count % randomisations == 0,
      "\(values.count) trials in \(randomisations) randomisations")
    let size = values.count / randomisations
    var hits = 0
    var count = 0
    var replicates: [Double] = []
    for start in stride(from: 0, to: values.count, by: size) {
      var replicateHits = 0
      var replicateCount = 0
      for value in values[start..<start + size] where !value.isNaN {
        replicateCount += 1
        if event(value) { replicateHits += 1 }
      }
      guard replicateCount > 0 else { continue }
      hits += replicateHits
      count += replicateCount
      replicates.append(Double(replicateHits) / Double(replicateCount))
    }
    guard count > 0 else { return nil }
    let first = values.first { !$0.isNaN } ?? .nan
    isExact = first.isFinite && values.allSatisfy { $0 == first || $0.isNaN }
    estimate = Estimate(value: Double(hits) / Double(count), replicates: replicates)
    self.hits = hits
    self.count = count
    self.randomisations = randomisations
    omitted = values.count - count
  }
}
