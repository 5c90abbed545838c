import Kernels

/// The values of a metric in order: pooled, and one randomisation at a time.
struct SortedSample {
  let pooled: [Double]
  /// By randomisation; empty where it does not define the metric.
  let parts: [[Double]]

  var count: Int { pooled.count }
  var isEmpty: Bool { pooled.isEmpty }

  /// - Parameter values: NaN is left out; infinity is a value.
  /// - Precondition: `values.count` is a positive multiple of `randomisations`.
  init(_ values: [Double], randomisations: Int) {
    precondition(
      !values.isEmpty && values.count % randomisations == 0,
      "\(values.count) trials in \(randomisations) randomisations")
    let size = values.count / randomisations
    parts = stride(from: 0, to: values.count, by: size).map { start in
      values[start..<start + size].filter { !$0.isNaN }.sorted()
    }
    pooled = parts.flatMap { $0 }.sorted()
  }

  /// The pooled quantile, with the error that the randomisations show.
  ///
  /// - Precondition: The sample is not empty.
  func quantile(_ probability: Double) -> Estimate {
    let found = replicatedQuantile(probability)
    if pooled[0] == pooled[pooled.count - 1] { return Estimate(value: found.value, error: 0) }
    return found.estimate
  }
}
