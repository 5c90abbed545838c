import Foundation

/// The normal law by library error function and bisection: slow, and independent of the engine.
enum OracleNormal {
  static func cdf(_ z: Double) -> Double {
    0.5 * erfc(-z / 2.0.squareRoot())
  }

  /// Bisection down to neighbouring values; p in (0, 1).
  static func quantile(_ p: Double) -> Double {
    var low = -40.0
    var high = 40.0
    while true {
      let middle = 0.5 * (low + high)
      if middle == low || middle == high { return middle }
      if cdf(middle) < p { low = middle } else { high = middle }
    }
  }
}

/// Lower triangular factor of a correlation matrix, row by row.
///
/// - Source: Golub & Van Loan, "Matrix Computations", section 4.2 (Cholesky-Banachiewicz).
func oracleCholesky(_ matrix: [[Double]]) -> [[Double]] {
  var factor = matrix.map { $0.map { _ in 0.0 } }
  for i in matrix.indices {
    for j in 0...i {
      let known = (0..<j).reduce(0.0) { $0 + factor[i][$1] * factor[j][$1] }
      let rest = matrix[i][j] - known
      factor[i][j] = i == j ? rest.squareRoot() : rest / factor[j][j]
    }
  }
  return factor
}
