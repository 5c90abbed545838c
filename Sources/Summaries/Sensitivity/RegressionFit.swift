import Foundation
import Kernels

/// A regression of a response on the functions of a basis.
struct RegressionFit {
  let coefficients: [Double]
  /// By slice.
  let values: [Double]
  /// Twice the negative log likelihood, but for a constant.
  private let deviance: Double

  /// Bayesian information criterion: smaller is better.
  func criterion(_ response: SlicedResponse) -> Double {
    deviance + Double(coefficients.count) * log(response.weight)
  }

  /// Ordinary least squares.
  init(leastSquares response: SlicedResponse, _ basis: RegressionBasis) {
    let functions = basis.functions
    let slices = response.counts.indices
    func product(_ f: [Double], _ g: [Double]) -> Double {
      Self.sum(over: slices) { response.counts[$0] * f[$0] * g[$0] }
    }
    coefficients = Self.solve(
      functions.map { f in functions.map { product(f, $0) } },
      functions.map { f in Self.sum(over: slices) { response.sums[$0] * f[$0] } })
    let fitted = Self.combination(coefficients, functions)
    values = fitted
    let explained = Self.sum(over: slices) {
      (2 * response.sums[$0] - response.counts[$0] * fitted[$0]) * fitted[$0]
    }
    // Below this part of the whole a residual is rounding.
    let residual = max(
      response.squares - explained, 1e-12 * response.squares, .leastNormalMagnitude)
    deviance = response.weight * log(residual / response.weight)
  }

  /// Logistic regression by Newton's method, with a weak normal prior on every coefficient but that of
  /// the constant, which keeps it finite where the assumption decides the event alone.
  ///
  /// - Parameter start: Coefficients to start from.
  /// - Source: McCullagh & Nelder, "Generalized Linear Models" (1989), §4.4.
  init(logistic response: SlicedResponse, _ basis: RegressionBasis, from start: [Double]?) {
    let functions = basis.functions
    let slices = response.counts.indices
    func loss(_ coefficients: [Double]) -> Double {
      let predictors = Self.combination(coefficients, functions)
      let misfit = Self.sum(over: slices) {
        response.counts[$0] * Self.softplus(predictors[$0]) - response.sums[$0] * predictors[$0]
      }
      return misfit
        + Self.priorPrecision / 2 * coefficients.dropFirst().reduce(0) { $0 + $1 * $1 }
    }
    func step(from coefficients: [Double]) -> [Double] {
      let means = Self.combination(coefficients, functions).map(Self.logistic)
      let weights = slices.map { response.counts[$0] * means[$0] * (1 - means[$0]) }
      let residuals = slices.map { response.sums[$0] - response.counts[$0] * means[$0] }
      func precision(_ place: Int) -> Double { place == 0 ? 0 : Self.priorPrecision }
      let gradient = functions.indices.map { place in
        Self.sum(over: slices) { residuals[$0] * functions[place][$0] }
          - precision(place) * coefficients[place]
      }
      let curvature = functions.indices.map { row in
        functions.indices.map { column in
          let (f, g) = (functions[row], functions[column])
          let sum = Self.sum(over: slices) { weights[$0] * f[$0] * g[$0] }
          return row == column ? sum + precision(row) : sum
        }
      }
      return Self.solve(curvature, gradient)
    }
    var coefficients = start ?? [Double](repeating: 0, count: functions.count)
    var reached = loss(coefficients)
    for _ in 0..<Self.mostSteps {
      let direction = step(from: coefficients)
      var length = 1.0
      var next = zip(coefficients, direction).map { $0 + $1 }
      while loss(next) > reached, length > 1e-6 {
        length /= 2
        next = zip(coefficients, direction).map { $0 + length * $1 }
      }
      let gain = reached - loss(next)
      guard gain > 0 else { break }
      (coefficients, reached) = (next, reached - gain)
      if gain < 1e-10 * (1 + reached) { break }
    }
    self.coefficients = coefficients
    values = Self.combination(coefficients, functions).map(Self.logistic)
    deviance = 2 * reached
  }

  /// A standard deviation of 10 on the scale of log odds.
  private static let priorPrecision = 0.01
  private static let mostSteps = 50

  private static func combination(_ coefficients: [Double], _ functions: [[Double]]) -> [Double] {
    functions[0].indices.map { slice in
      zip(coefficients, functions).reduce(0) { $0 + $1.0 * $1.1[slice] }
    }
  }

  private static func sum(over indices: Range<Int>, _ term: (Int) -> Double) -> Double {
    indices.reduce(0) { $0 + term($1) }
  }

  private static func logistic(_ x: Double) -> Double {
    x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
  }

  /// log(1 + exp(x)).
  private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-x.magnitude)) }

  /// Solves a small positive definite system by Cholesky's method; directions without weight stay 0.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    let size = right.count
    var lower = matrix
    for i in 0..<size {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          lower[i][j] = sum > 1e-12 * matrix[i][i] ? sum.squareRoot() : .infinity
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    var solution = right
    for i in 0..<size {
      for k in 0..<i { solution[i] -= lower[i][k] * solution[k] }
      solution[i] /= lower[i][i]
    }
    for i in (0..<size).reversed() {
      for k in i + 1..<max(size, i + 1) { solution[i] -= lower[k][i] * solution[k] }
      solution[i] /= lower[i][i]
    }
    return solution
  }
}
