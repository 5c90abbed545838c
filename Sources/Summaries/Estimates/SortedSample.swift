import Kernels

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
  /// Of type 8, as `OrderStatistics` documents it: randomisations are small (32 to 256 trials), where
  /// definitions differ. Type 8 is median-unbiased for independent trials whatever their law, and
  /// lies within 0.15 ranks of n p + 1/2 at the P95, which is right for stratified trials, one in
  /// each n-th of probability, as scrambled Sobol points are along a single coordinate. Type 7, a
  /// common default, is 0.4 ranks short there: with 32 trials its "P95" is the P92.
  ///
  /// - Precondition: The sample is not empty.
  func quantile(_ probability: Double) -> Estimate {
    let value = OrderStatistics.quantile(probability, ofSorted: pooled.span)
    if pooled[0] == pooled[pooled.count - 1] { return Estimate(value: value, error: 0) }
    return Estimate(
      value: value,
      replicates: replicates.map { OrderStatistics.quantile(probability, ofSorted: $0.span) })
  }
}
