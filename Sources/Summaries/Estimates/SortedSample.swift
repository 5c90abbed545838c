/// The values of a metric in order: pooled, and one randomisation at a time.
struct SortedSample {
  private let pooled: [Double]
  /// Randomisations in which the metric is defined at all.
  private let replicates: [[Double]]

  var count: Int { pooled.count }
  var isEmpty: Bool { pooled.isEmpty }

  /// - Parameter values: NaN is left out; infinity is a value.
  /// - Precondition: `values.count` is a positive multiple of `randomisations`.
  init(_ values: [Double], randomisations: Int) {
    precondition(
      !values.isEmpty && values.count % randomisations == 0,
      "\(values.count) trials in \(randomisations) randomisations")
    let size = values.count / randomisations
    replicates = stride(from: 0, to: values.count, by: size).map { start in
      values[start..<start + size].filter { !$0.isNaN }.sorted()
    }.filter { !$0.isEmpty }
    pooled = replicates.flatMap { $0 }.sorted()
  }

  /// The pooled quantile, with the error that the randomisations show.
  ///
  /// - Precondition: The sample is not empty.
  func quantile(_ probability: Double) -> Estimate {
    let value = Self.quantile(probability, of: pooled)
    if pooled[0] == pooled[pooled.count - 1] { return Estimate(value: value, error: 0) }
    return Estimate(
      value: value, replicates: replicates.map { Self.quantile(probability, of: $0) })
  }

  /// Type 8 of Hyndman & Fan (1996, "Sample Quantiles in Statistical Packages"): the value at rank
  /// (n + 1/3) p + 1/3, interpolated, within the smallest and the largest.
  ///
  /// Randomisations are small (32 to 256 trials), where definitions differ. Type 8 is
  /// median-unbiased for independent trials whatever their law, and lies within 0.15 ranks of
  /// n p + 1/2 (type 5) at the P95, which is right for stratified points, one in each n-th of
  /// probability, as scrambled Sobol points are along a single coordinate. Type 7, a common default,
  /// is 0.4 ranks short there: with 32 trials its "P95" is the P92.
  static func quantile(_ probability: Double, of sorted: [Double]) -> Double {
    precondition((0...1).contains(probability), "probability \(probability)")
    let rank = (Double(sorted.count) + 1.0 / 3) * probability + 1.0 / 3
    let bounded = min(max(rank, 1), Double(sorted.count))
    let below = Int(bounded)
    let low = sorted[below - 1]
    let fraction = bounded - Double(below)
    guard fraction > 0, below < sorted.count else { return low }
    let high = sorted[below]
    // Equal ends, infinite ones too, need no interpolation: infinity less infinity is no number.
    return low == high ? low : low + fraction * (high - low)
  }
}
