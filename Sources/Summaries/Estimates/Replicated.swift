import Kernels

/// A statistic of all trials, with what every randomisation makes of it, in their order.
///
/// Two of them over shared random numbers combine randomisation by randomisation, so that the noise
/// they have in common cancels in the error too.
package struct Replicated: Sendable, Equatable {
  package let value: Double
  /// NaN for a randomisation that does not define it.
  package let replicates: [Double]

  package init(value: Double, replicates: [Double]) {
    self.value = value
    self.replicates = replicates
  }

  /// - Parameters:
  ///   - values: NaN is left out; infinity is a value.
  ///   - statistic: Of values in ascending order, never none.
  /// - Returns: `nil` when no trial defines the metric.
  /// - Precondition: `values.count` is a positive multiple of `randomisations`.
  package init?(_ values: [Double], randomisations: Int, statistic: ([Double]) -> Double) {
    self.init(
      RankedSample<SortedValues>(values, randomisations: randomisations), statistic: statistic)
  }

  /// - Returns: `nil` of an empty sample.
  init?(_ sample: RankedSample<SortedValues>, statistic: ([Double]) -> Double) {
    guard !sample.isEmpty else { return nil }
    self.init(
      value: statistic(sample.pooled.values),
      replicates: sample.parts.map { $0.count == 0 ? .nan : statistic($0.values) })
  }

  /// The quantile of a band, its replicates those that give the band's error.
  ///
  /// - Parameters:
  ///   - probability: 0...1.
  ///   - values: NaN is left out; infinity is a value.
  /// - Returns: `nil` when no trial defines the metric.
  /// - Precondition: `values.count` is a positive multiple of `randomisations`.
  package init?(quantile probability: Double, of values: [Double], randomisations: Int) {
    let sample = RankedSample<SortedValues>(values, randomisations: randomisations)
    guard !sample.isEmpty else { return nil }
    self = sample.replicatedQuantile(probability)
  }

  /// The value with the error that the randomisations show.
  package var estimate: Estimate {
    Estimate(value: value, replicates: replicates.filter { !$0.isNaN })
  }

  /// This against a base, randomisation by randomisation.
  ///
  /// - Precondition: Both have the same randomisations.
  package func against(
    _ base: Replicated, _ operation: (Double, Double) -> Double
  ) -> Replicated {
    precondition(replicates.count == base.replicates.count, "other randomisations")
    return Replicated(
      value: operation(value, base.value),
      replicates: zip(replicates, base.replicates).map(operation))
  }
}

/// Statistics of values in ascending order.
package enum SortedStatistic {
  package static func mean(_ sorted: [Double]) -> Double {
    let origin = sorted[0]
    guard origin.isFinite else { return origin }
    return origin + fixedOrderSum(sorted.map { $0 - origin }) / Double(sorted.count)
  }

  /// The mean of the highest part of the values, 1 - `probability` of them: the tail value at risk.
  ///
  /// The value at the border counts for the part of it that belongs to the tail.
  ///
  /// - Source: Acerbi & Tasche (2002), "On the coherence of expected shortfall", eq. 12, for the
  ///   upper tail.
  package static func tailMean(_ probability: Double, _ sorted: [Double]) -> Double {
    let size = Double(sorted.count) * (1 - probability)
    let whole = min(Int(size), sorted.count)
    let border = whole < sorted.count ? sorted[sorted.count - whole - 1] : sorted[0]
    let part = size - Double(whole)
    let tail = sorted[(sorted.count - whole)...]
    guard border.isFinite else { return sorted[sorted.count - 1] }
    return border + fixedOrderSum(tail.map { $0 - border }) / (Double(whole) + part)
  }

  /// The share of the values that belong to an event.
  package static func share(_ sorted: [Double], of event: (Double) -> Bool) -> Double {
    Double(sorted.count(where: event)) / Double(sorted.count)
  }
}
