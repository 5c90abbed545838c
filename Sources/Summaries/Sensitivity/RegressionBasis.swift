import Kernels

/// Functions of one assumption that a conditional mean is made of, orthonormal over its slices.
///
/// Natural cubic splines: cubic between knots and straight beyond the outer ones, where few trials
/// are.
///
/// - Source: Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning" (2009), eq. 5.4 and
///   5.5; places of the knots: Harrell, "Regression Modeling Strategies" (2015), table 2.3.
struct RegressionBasis: Sendable {
  /// By function, then slice; the first is constant.
  let functions: [[Double]]

  private static let knots: [[Double]] = [
    [0.1, 0.5, 0.9],
    [0.05, 0.275, 0.5, 0.725, 0.95],
    [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975],
  ]
  /// Up to so many slices, each may have a mean of its own.
  private static let fewSlices = 8
  /// Slices that a function needs.
  private static let slicesPerFunction = 4

  /// From a constant to the most flexible.
  static func candidates(_ slices: AssumptionSlices) -> [RegressionBasis] {
    let constant = [Double](repeating: 1, count: slices.count)
    var raw: [[[Double]]] = [[constant]]
    if slices.count > 1 { raw.append([constant, slices.scores]) }
    if slices.count <= fewSlices {
      if slices.count > 2 { raw.append([constant] + indicators(slices.count)) }
    } else {
      raw += knots.filter { $0.count * slicesPerFunction <= slices.count }.map {
        [constant] + spline(slices.scores, knots: $0.map(StandardNormal.quantile))
      }
    }
    return raw.map { RegressionBasis(orthonormalising: $0, masses: slices.masses) }
  }

  private static func indicators(_ count: Int) -> [[Double]] {
    (1..<count).map { slice in (0..<count).map { $0 == slice ? 1 : 0 } }
  }

  private static func spline(_ scores: [Double], knots: [Double]) -> [[Double]] {
    let last = knots[knots.count - 1]
    func cube(_ x: Double) -> Double { x > 0 ? x * x * x : 0 }
    func part(_ x: Double, _ knot: Double) -> Double {
      (cube(x - knot) - cube(x - last)) / (last - knot)
    }
    let beforeLast = knots[knots.count - 2]
    return [scores]
      + knots.dropLast(2).map { knot in scores.map { part($0, knot) - part($0, beforeLast) } }
  }

  /// Modified Gram-Schmidt, twice; functions that the others already span are left out.
  ///
  /// - Source: Golub & Van Loan, "Matrix Computations", §5.2.8.
  private init(orthonormalising raw: [[Double]], masses: [Double]) {
    func product(_ f: [Double], _ g: [Double]) -> Double {
      fixedOrderSum(masses.indices.map { masses[$0] * f[$0] * g[$0] })
    }
    var functions: [[Double]] = []
    for column in raw {
      let before = product(column, column).squareRoot()
      var rest = column
      for _ in 0..<2 {
        for function in functions {
          let share = product(rest, function)
          for slice in rest.indices { rest[slice] -= share * function[slice] }
        }
      }
      let length = product(rest, rest).squareRoot()
      if length > 1e-9 * before { functions.append(rest.map { $0 / length }) }
    }
    self.functions = functions
  }
}
