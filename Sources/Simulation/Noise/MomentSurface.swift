import Foundation
import Kernels

/// Positive columns as smooth functions of a trial's assumptions: the logarithm of each is a cubic in
/// every assumption and has the product of every two.
///
/// Assumptions that are positive in all trials of the fit enter by their logarithm; beyond the range of
/// those trials an assumption counts as its end.
///
/// - Source: Box & Draper, "Response Surfaces, Mixtures, and Ridge Analyses" (2007), ch. 2-3.
package struct MomentSurface: Sendable {
  /// One assumption, moved and scaled to mean 0 and standard deviation 1.
  private struct Feature {
    let assumption: Int
    let isLogarithmic: Bool
    let centre: Double
    let scale: Double
    let range: ClosedRange<Double>

    func callAsFunction(_ draws: [Double]) -> Double {
      let value = isLogarithmic ? log(draws[assumption]) : draws[assumption]
      return (min(max(value, range.lowerBound), range.upperBound) - centre) * scale
    }
  }

  package let columns: Int
  private let features: [Feature]
  private let isZero: [Bool]
  /// Columns × terms, column-major.
  private let coefficients: [Double]

  /// Coefficients are rounded to multiples of this: LAPACK's last digits, which the kind of processor
  /// decides, then do not reach the noise that is drawn by these moments.
  private static let grain = 0x1p-30

  static func terms(features: Int) -> Int { 1 + 3 * features + features * (features - 1) / 2 }

  /// Fits columns to trials.
  ///
  /// - Parameters:
  ///   - draws: `[trial][assumption]`.
  ///   - assumptions: Those that move the columns.
  ///   - values: `[trial][column]`.
  /// - Returns: `nil` where a column is neither positive nor zero in all trials, or LAPACK reports a
  ///   failure.
  package init?(draws: [[Double]], assumptions: [Int], values: [[Double]]) {
    let columns = values[0].count
    self.columns = columns
    isZero = (0..<columns).map { column in values.allSatisfy { $0[column] == 0 } }
    for (column, isZero) in isZero.enumerated() where !isZero {
      guard values.allSatisfy({ $0[column] > 0 && $0[column].isFinite }) else { return nil }
    }
    let features = assumptions.compactMap { Self.feature($0, draws) }
    self.features = features
    let rows = draws.count
    let terms = Self.terms(features: features.count)
    var design = [Double](repeating: 0, count: rows * terms)
    for (row, draw) in draws.enumerated() {
      for (term, value) in Self.terms(features, draw).enumerated() {
        design[term * rows + row] = value
      }
    }
    var logarithms = [Double](repeating: 0, count: rows * columns)
    for column in 0..<columns where !isZero[column] {
      for row in 0..<rows { logarithms[column * rows + row] = log(values[row][column]) }
    }
    guard
      let solution = LinearAlgebra.leastSquares(
        design, rows: rows, columns: terms, logarithms, sides: columns)
    else { return nil }
    var coefficients = [Double](repeating: 0, count: terms * columns)
    for term in 0..<terms {
      for column in 0..<columns {
        coefficients[term * columns + column] =
          (solution[column * terms + term] / Self.grain).rounded() * Self.grain
      }
    }
    self.coefficients = coefficients
  }

  /// The columns in some trials, trial by trial.
  ///
  /// - Parameters:
  ///   - draws: `[trial][assumption]`.
  ///   - block: Trials that the product is made for, the last ones empty: its shape then never varies.
  package func values(in draws: [[Double]], block: Int) -> [Double] {
    let count = Self.terms(features: features.count)
    var terms = [Double](repeating: 0, count: block * count)
    for (trial, draw) in draws.enumerated() {
      for (term, value) in Self.terms(features, draw).enumerated() {
        terms[trial * count + term] = value
      }
    }
    var logarithms = [Double](repeating: 0, count: block * columns)
    LinearAlgebra.multiply(
      coefficients, rows: columns, inner: count, terms, columns: block, into: &logarithms)
    var values = logarithms
    var span = values.mutableSpan
    BlockKernels.widest.exponentials(of: logarithms.span, into: &span)
    for column in isZero.indices where isZero[column] {
      for trial in draws.indices { values[trial * columns + column] = 0 }
    }
    return values
  }

  private static func feature(_ assumption: Int, _ draws: [[Double]]) -> Feature? {
    var values = draws.map { $0[assumption] }
    let isLogarithmic = values.allSatisfy { $0 > 0 }
    if isLogarithmic { values = values.map(log) }
    let count = Double(values.count)
    let centre = fixedOrderSum(values) / count
    let variance = fixedOrderSum(values.map { ($0 - centre) * ($0 - centre) }) / count
    guard variance > 0, let low = values.min(), let high = values.max() else { return nil }
    return Feature(
      assumption: assumption, isLogarithmic: isLogarithmic, centre: centre,
      scale: 1 / variance.squareRoot(), range: low...high)
  }

  private static func terms(_ features: [Feature], _ draws: [Double]) -> [Double] {
    let values = features.map { $0(draws) }
    var terms: [Double] = []
    terms.reserveCapacity(Self.terms(features: features.count))
    terms.append(1)
    for (place, value) in values.enumerated() {
      terms.append(value)
      terms.append(value * value)
      terms.append(value * value * value)
      for other in values[..<place] { terms.append(value * other) }
    }
    return terms
  }
}
