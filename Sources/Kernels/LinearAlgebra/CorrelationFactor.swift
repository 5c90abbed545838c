/// The lower Cholesky factor of a correlation matrix, repaired where it is not one.
///
/// Everything here is scalar code in a fixed order, so that the draws behind it are the same bytes
/// on every processor; LAPACK is only its check, in the tests.
package struct CorrelationFactor: Sendable {
  package let wasRepaired: Bool
  /// Largest absolute change of an element by the repair; 0 without one.
  package let largestChange: Double
  /// The correlation matrix that is factored.
  package let matrix: [[Double]]
  /// Rows of the lower factor.
  package let rows: [[Double]]

  /// - Parameters:
  ///   - matrix: Symmetric, ones on the diagonal.
  ///   - minimumEigenvalue: A matrix with a smaller one is replaced by the nearest correlation
  ///     matrix without.
  package init(repairing matrix: [[Double]], minimumEigenvalue: Double) {
    let eigenvalues = SymmetricEigenvectors(matrix).values
    if eigenvalues.allSatisfy({ $0 >= minimumEigenvalue }) {
      self.matrix = matrix
      wasRepaired = false
      largestChange = 0
    } else {
      let nearest = Self.nearest(to: matrix, minimumEigenvalue: minimumEigenvalue)
      self.matrix = nearest
      wasRepaired = true
      var largest = 0.0
      for i in matrix.indices {
        for j in matrix.indices { largest = max(largest, abs(matrix[i][j] - nearest[i][j])) }
      }
      largestChange = largest
    }
    rows = Self.cholesky(self.matrix)
  }

  /// Replaces independent standard normal columns by correlated ones: row t becomes L · row t.
  ///
  /// - Parameter columns: One column per variable, all of one length.
  package func apply(columns: inout [[Double]]) {
    precondition(columns.count == rows.count, "\(columns.count) != \(rows.count)")
    for variable in rows.indices.reversed() {
      for trial in columns[variable].indices {
        var sum = 0.0
        for source in 0...variable { sum += rows[variable][source] * columns[source][trial] }
        columns[variable][trial] = sum
      }
    }
  }

  private static func cholesky(_ matrix: [[Double]]) -> [[Double]] {
    var lower = matrix.map { $0.map { _ in 0.0 } }
    for i in matrix.indices {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        lower[i][j] = i == j ? max(sum, 0).squareRoot() : sum / lower[j][j]
      }
    }
    return lower
  }

  /// Alternating projections with Dykstra's correction between the matrices with a unit diagonal
  /// and those with eigenvalues of at least `minimumEigenvalue`.
  ///
  /// - Source: Higham, "Computing the nearest correlation matrix", IMA J. Numer. Anal. 22 (2002),
  ///   algorithm 3.3.
  private static func nearest(
    to matrix: [[Double]], minimumEigenvalue: Double
  ) -> [[Double]] {
    let size = matrix.count
    var current = matrix
    var correction = matrix.map { $0.map { _ in 0.0 } }
    for _ in 0..<1000 {
      var shifted = current
      for i in 0..<size { for j in 0..<size { shifted[i][j] -= correction[i][j] } }
      let eigen = SymmetricEigenvectors(shifted)
      var change = 0.0
      for i in 0..<size {
        for j in 0...i {
          var sum = 0.0
          for k in 0..<size {
            sum +=
              eigen.vectors[i][k] * max(eigen.values[k], 2 * minimumEigenvalue)
              * eigen.vectors[j][k]
          }
          let next = i == j ? 1 : sum
          change = max(change, abs(next - current[i][j]))
          (correction[i][j], current[i][j]) = (sum - shifted[i][j], next)
          (correction[j][i], current[j][i]) = (correction[i][j], next)
        }
      }
      if change < 1e-12 { break }
    }
    // The last projection restored the diagonal; shrinking towards the identity restores the floor.
    let smallest = SymmetricEigenvectors(current).values.min()!
    guard smallest < minimumEigenvalue else { return current }
    let weight = (minimumEigenvalue - smallest) / (1 - smallest)
    return current.indices.map { i in
      current.indices.map { j in i == j ? 1 : current[i][j] * (1 - weight) }
    }
  }
}
