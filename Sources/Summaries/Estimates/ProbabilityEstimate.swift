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
    var hits: [Int] = []
    var counts: [Int] = []
    for start in stride(from: 0, to: values.count, by: size) {
      let defined = values[start..<start + size].lazy.filter { !$0.isNaN }
      hits.append(defined.count { event($0) })
      counts.append(defined.count { _ in true })
    }
    let first = values.first { !$0.isNaN } ?? .nan
    self.init(
      hits: hits, counts: counts, trials: values.count,
      isExact: first.isFinite && values.allSatisfy { $0 == first || $0.isNaN })
  }

  /// - Parameters:
  ///   - hits: By randomisation, trials in which the event happens.
  ///   - counts: Likewise, trials in which it is defined.
  ///   - trials: Over all randomisations, those too in which the metric is undefined.
  ///   - isExact: Every trial gave the same finite value.
  /// - Returns: `nil` when no trial defines the metric.
  init?(hits: [Int], counts: [Int], trials: Int, isExact: Bool) {
    let count = counts.reduce(0, +)
    guard count > 0 else { return nil }
    let defined = zip(hits, counts).filter { $1 > 0 }
    self.hits = hits.reduce(0, +)
    self.count = count
    self.isExact = isExact
    randomisations = counts.count
    omitted = trials - count
    estimate = Estimate(
      value: Double(self.hits) / Double(count),
      replicates: defined.map { Double($0) / Double($1) })
  }
}
