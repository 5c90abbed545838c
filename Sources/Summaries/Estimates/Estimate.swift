import Kernels

/// A number and its Monte Carlo standard error.
package struct Estimate: Sendable, Equatable {
  package let value: Double
  /// Zero for a number that is exact; infinite where one randomisation, or a replicate beyond
  /// every bound, leaves it unknown.
  package let error: Double

  package init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }

  /// A pooled estimate with the error that its replicates show, one a randomisation.
  ///
  /// The standard deviation of the replicates over the square root of their number. Replicates
  /// that all agree but for rounding, infinity included, have no error; a single one tells nothing
  /// about it.
  package init(value: Double, replicates: [Double]) {
    self.value = value
    error = Self.standardError(of: replicates)
  }

  /// The mean of equally large replicates.
  package init(meanOfReplicates replicates: [Double]) {
    precondition(!replicates.isEmpty, "no replicates")
    let shifts = replicates.map { $0 - replicates[0] }
    self.init(
      value: replicates[0] + shifts.reduce(0, +) / Double(replicates.count),
      replicates: replicates)
  }

  private static func standardError(of replicates: [Double]) -> Double {
    guard replicates.count > 1, let first = replicates.first else { return .infinity }
    if replicates.allSatisfy({ $0 == first }) { return 0 }
    guard replicates.allSatisfy(\.isFinite) else { return .infinity }
    let count = Double(replicates.count)
    // About the first value, so that replicates that nearly agree do not cancel.
    let shifts = replicates.map { $0 - first }
    let mean = shifts.reduce(0, +) / count
    let squares = shifts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (count - 1) / count).squareRoot()
    let largest = replicates.reduce(0) { max($0, $1.magnitude) }
    return error > rounding * largest ? error : 0
  }

  /// Relative difference below which two numbers are the same but for rounding: the same trial
  /// computed on two kinds of processor differs by less.
  private static let rounding = 1e-12
}

extension Estimate {
  /// The mean over trials, NaN left out; `nil` where it is not finite or no trial is left.
  ///
  /// Trials that all agree give that very number without error.
  ///
  /// - Precondition: `values.count` is a positive multiple of `randomisations`.
  package init?(meanOf values: [Double], randomisations: Int) {
    precondition(
      !values.isEmpty && values.count % randomisations == 0,
      "\(values.count) trials in \(randomisations) randomisations")
    guard let origin = values.first(where: { !$0.isNaN }) else { return nil }
    let size = values.count / randomisations
    // Sums of the distances from the first value: equal values then sum to exactly zero.
    let parts = stride(from: 0, to: values.count, by: size).map { start in
      let shifts = values[start..<start + size].lazy.filter { !$0.isNaN }.map { $0 - origin }
      let defined = Array(shifts)
      return (sum: fixedOrderSum(defined), count: defined.count)
    }.filter { $0.count > 0 }
    self.init(
      origin: origin, distances: parts,
      isConstant: values.allSatisfy { $0 == origin || $0.isNaN })
  }

  /// The mean of values by their distances from one of them; `nil` where it is not finite.
  ///
  /// - Parameters:
  ///   - distances: By randomisation, those without a value left out.
  ///   - isConstant: Whether all values are the origin: their mean is it then, without error.
  init?(origin: Double, distances: [(sum: Double, count: Int)], isConstant: Bool) {
    let count = distances.reduce(0) { $0 + $1.count }
    let value = isConstant ? origin : origin + fixedOrderSum(distances.map(\.sum)) / Double(count)
    guard value.isFinite else { return nil }
    if isConstant {
      self.init(value: value, error: 0)
    } else {
      self.init(value: value, replicates: distances.map { origin + $0.sum / Double($0.count) })
    }
  }
}
