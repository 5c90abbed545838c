import Foundation
import Kernels

/// The mean of a response given one assumption, estimated from trials in which everything is drawn at
/// once: a regression of the response on the assumption.
///
/// Of several bases the one with the smallest Bayesian information criterion is taken, so that a
/// response that does not depend on the assumption has a flat line and not a fit to noise.
///
/// - Source: Strong, Oakley & Brennan, "Estimating multiparameter partial expected value of perfect
///   information from a probabilistic sensitivity analysis sample: a nonparametric regression
///   approach", Medical Decision Making 34 (2014); Schwarz, "Estimating the dimension of a model"
///   (1978).
package struct ConditionalMean: Sendable {
  /// What the response is.
  package enum Kind: Sendable {
    /// Any number, with least squares.
    case number
    /// 0 or 1, with a logistic regression, so that probabilities stay within 0...1.
    case event
  }

  /// By slice.
  package let fitted: [Double]
  /// By randomisation: the same fit to all others.
  package let leavingOneOut: [[Double]]

  /// - Parameter response: By trial; NaN is left out.
  /// - Returns: `nil` where no trial is left.
  package init?(_ response: [Double], given slices: AssumptionSlices, kind: Kind) {
    let parts = SlicedResponse.parts(response, slices)
    let all = parts.dropFirst().reduce(parts[0], +)
    guard all.weight > 0 else { return nil }
    let fits = RegressionBasis.candidates(slices).map { basis in
      (basis: basis, fit: Self.fit(all, basis, kind, from: nil))
    }
    let best = fits.min { first, second in
      first.fit.criterion(all) < second.fit.criterion(all)
    }
    guard let best else { return nil }
    fitted = best.fit.values
    leavingOneOut = parts.indices.map { left in
      let rest = all - parts[left]
      return rest.weight > 0
        ? Self.fit(rest, best.basis, kind, from: best.fit.coefficients).values : best.fit.values
    }
  }

  private static func fit(
    _ response: SlicedResponse, _ basis: RegressionBasis, _ kind: Kind, from start: [Double]?
  ) -> RegressionFit {
    switch kind {
    case .number: RegressionFit(leastSquares: response, basis)
    case .event: RegressionFit(logistic: response, basis, from: start)
    }
  }
}

/// A response summed by slice.
struct SlicedResponse {
  /// Trials in each slice that define the response.
  var counts: [Double]
  var sums: [Double]
  var squares: Double

  var weight: Double { counts.reduce(0, +) }

  /// One a randomisation.
  static func parts(_ response: [Double], _ slices: AssumptionSlices) -> [SlicedResponse] {
    let size = response.count / slices.randomisations
    let zeros = [Double](repeating: 0, count: slices.count)
    return (0..<slices.randomisations).map { part in
      var sliced = SlicedResponse(counts: zeros, sums: zeros, squares: 0)
      for trial in part * size..<(part + 1) * size where !response[trial].isNaN {
        let slice = slices.sliceOfTrial[trial]
        sliced.counts[slice] += 1
        sliced.sums[slice] += response[trial]
        sliced.squares += response[trial] * response[trial]
      }
      return sliced
    }
  }

  static func + (one: Self, other: Self) -> Self { one.with(other) { $0 + $1 } }

  static func - (one: Self, other: Self) -> Self { one.with(other) { $0 - $1 } }

  private func with(_ other: Self, _ operation: (Double, Double) -> Double) -> Self {
    Self(
      counts: zip(counts, other.counts).map(operation),
      sums: zip(sums, other.sums).map(operation), squares: operation(squares, other.squares))
  }
}
