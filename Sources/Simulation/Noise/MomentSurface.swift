import Foundation
import Kernels

/// Positive columns as smooth functions of a trial's assumptions: the logarithm of each is a cubic in
/// every assumption and has products of them.
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

  /// What a surface has beside the powers of each assumption.
  package enum Products: CaseIterable, Sendable {
    /// The product of every two.
    case ofTwo
    /// All that a cubic has: also the product of every three, and that of one with the square of another.
    case ofThree
  }

  package let columns: Int
  private let products: Products
  private let features: [Feature]
  private let isZero: [Bool]
  /// Columns × terms, column-major.
  private let coefficients: [Double]

  /// Coefficients are rounded to multiples of this: LAPACK's last digits, which the kind of processor
  /// decides, then do not reach the noise that is drawn by these moments.
  private static let grain = 0x1p-30

  /// How many coefficients a column has.
  package static func terms(features: Int, _ products: Products) -> Int {
    switch products {
    case .ofTwo: 1 + 3 * features + features * (features - 1) / 2
    case .ofThree: (features + 1) * (features + 2) * (features + 3) / 6
    }
  }
  /// Place of a feature itself among the terms, as they are laid out by ``terms(_:_:_:)``.
  private func linearTerm(_ feature: Int) -> Int { Self.terms(features: feature, products) }

  /// Fits columns to trials.
  ///
  /// - Parameters:
  ///   - draws: `[trial][assumption]`.
  ///   - assumptions: Those that move the columns.
  ///   - values: `[trial][column]`.
  /// - Returns: `nil` where a column is neither positive nor zero in all trials, or LAPACK reports a
  ///   failure.
  package init?(
    draws: [[Double]], assumptions: [Int], products: Products, values: [[Double]]
  ) {
    let columns = values[0].count
    self.columns = columns
    self.products = products
    isZero = (0..<columns).map { column in values.allSatisfy { $0[column] == 0 } }
    let features = assumptions.compactMap { Self.feature($0, draws) }
    self.features = features
    guard let logarithms = Self.logarithms(values, isZero),
      let coefficients = Self.leastSquares(
        draws.map { Self.terms(features, products, $0) }, logarithms)
    else { return nil }
    self.coefficients = coefficients
  }

  private init(_ other: MomentSurface, coefficients: [Double]) {
    columns = other.columns
    products = other.products
    features = other.features
    isZero = other.isZero
    self.coefficients = coefficients
  }

  /// The surface moved to other values by what is linear in the assumptions: what another panel makes of the
  /// same moments.
  ///
  /// - Parameters:
  ///   - draws: `[trial][assumption]`.
  ///   - values: `[trial][column]`.
  /// - Returns: `nil` where other columns are zero, or as ``init(draws:assumptions:products:values:)``.
  package func moved(toValues values: [[Double]], in draws: [[Double]]) -> MomentSurface? {
    guard var logarithms = Self.logarithms(values, isZero) else { return nil }
    let terms = draws.map { Self.terms(features, products, $0) }
    for trial in draws.indices {
      for column in 0..<columns where !isZero[column] {
        for (term, value) in terms[trial].enumerated() {
          logarithms[trial][column] -= coefficients[term * columns + column] * value
        }
      }
    }
    let places = [0] + features.indices.map(linearTerm)
    let linear = terms.map { terms in places.map { terms[$0] } }
    guard let moves = Self.leastSquares(linear, logarithms) else { return nil }
    var moved = coefficients
    for (term, place) in places.enumerated() {
      for column in 0..<columns {
        moved[place * columns + column] += moves[term * columns + column]
      }
    }
    return MomentSurface(self, coefficients: moved)
  }

  /// Logarithms of what is not zero; `nil` where a column is neither positive nor zero in all trials.
  private static func logarithms(_ values: [[Double]], _ isZero: [Bool]) -> [[Double]]? {
    let areOf = values.allSatisfy { row in
      zip(row, isZero).allSatisfy { value, isZero in
        isZero ? value == 0 : value > 0 && value.isFinite
      }
    }
    return areOf ? values.map { zip($0, isZero).map { $1 ? 0 : log($0) } } : nil
  }

  /// Coefficients, columns × terms and column-major, rounded.
  ///
  /// - Parameters:
  ///   - terms: `[trial][term]`.
  ///   - values: `[trial][column]`.
  private static func leastSquares(_ terms: [[Double]], _ values: [[Double]]) -> [Double]? {
    let (rows, count, columns) = (terms.count, terms[0].count, values[0].count)
    var design = [Double](repeating: 0, count: rows * count)
    var sides = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for term in 0..<count { design[term * rows + row] = terms[row][term] }
      for column in 0..<columns { sides[column * rows + row] = values[row][column] }
    }
    guard
      let solution = LinearAlgebra.leastSquares(
        design, rows: rows, columns: count, sides, sides: columns)
    else { return nil }
    var coefficients = [Double](repeating: 0, count: count * columns)
    for term in 0..<count {
      for column in 0..<columns {
        coefficients[term * columns + column] =
          (solution[column * count + term] / grain).rounded() * grain
      }
    }
    return coefficients
  }

  /// The columns in some trials, trial by trial.
  ///
  /// - Parameters:
  ///   - draws: `[trial][assumption]`.
  ///   - block: Trials that the product is made for, the last ones empty: its shape then never varies.
  package func values(in draws: [[Double]], block: Int) -> [Double] {
    let count = Self.terms(features: features.count, products)
    var terms = [Double](repeating: 0, count: block * count)
    for (trial, draw) in draws.enumerated() {
      for (term, value) in Self.terms(features, products, draw).enumerated() {
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

  private static func terms(
    _ features: [Feature], _ products: Products, _ draws: [Double]
  ) -> [Double] {
    let values = features.map { $0(draws) }
    var terms: [Double] = []
    terms.reserveCapacity(Self.terms(features: features.count, products))
    terms.append(1)
    for (place, value) in values.enumerated() {
      terms.append(value)
      for (second, other) in values[...place].enumerated() {
        terms.append(value * other)
        let thirds =
          switch products {
          case .ofTwo: second == place ? place..<place + 1 : 0..<0
          case .ofThree: 0..<second + 1
          }
        for third in values[thirds] { terms.append(value * other * third) }
      }
    }
    return terms
  }
}
