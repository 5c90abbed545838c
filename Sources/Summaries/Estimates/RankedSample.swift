import Kernels

/// Values that can be asked for ranks.
protocol RankedValues: Sendable {
  var count: Int { get }
  /// Whether all values are equal.
  var isConstant: Bool { get }

  /// The quantile of type 8, as `OrderStatistics` documents it.
  ///
  /// - Precondition: There are values.
  func quantile(_ probability: Double) -> Double

  /// The share of the values up to one; NaN of no values.
  func share(upTo value: Double) -> Double
}

/// The values of a metric: pooled, and one randomisation at a time.
struct RankedSample<Values: RankedValues> {
  let pooled: Values
  /// By randomisation; empty where it does not define the metric.
  let parts: [Values]

  var count: Int { pooled.count }
  var isEmpty: Bool { pooled.count == 0 }

  /// The pooled quantile, with the error that the randomisations show.
  ///
  /// - Precondition: The sample is not empty.
  func quantile(_ probability: Double) -> Estimate {
    let found = replicatedQuantile(probability)
    return pooled.isConstant ? Estimate(value: found.value, error: 0) : found.estimate
  }
}

/// Values in ascending order.
struct SortedValues: RankedValues {
  let values: [Double]

  var count: Int { values.count }
  var isConstant: Bool { values.first == values.last }

  func quantile(_ probability: Double) -> Double {
    OrderStatistics.quantile(probability, ofSorted: values.span)
  }

  func share(upTo value: Double) -> Double {
    var bounds = 0..<values.count
    while !bounds.isEmpty {
      let middle = bounds.lowerBound + bounds.count / 2
      bounds =
        values[middle] <= value
        ? middle + 1..<bounds.upperBound : bounds.lowerBound..<middle
    }
    return Double(bounds.lowerBound) / Double(values.count)
  }
}

extension RankedSample<SortedValues> {
  /// - Parameter values: By trial, randomisation by randomisation; NaN is left out; infinity is a value.
  /// - Precondition: `values.count` is a positive multiple of `randomisations`.
  init(_ values: [Double], randomisations: Int) {
    precondition(
      !values.isEmpty && values.count % randomisations == 0,
      "\(values.count) trials in \(randomisations) randomisations")
    let size = values.count / randomisations
    parts = stride(from: 0, to: values.count, by: size).map { start in
      SortedValues(values: values[start..<start + size].filter { !$0.isNaN }.sorted())
    }
    pooled = SortedValues(values: parts.flatMap(\.values).sorted())
  }
}
