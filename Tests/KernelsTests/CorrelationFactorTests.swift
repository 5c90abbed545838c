import COpenBLAS
import Foundation
import Kernels
import Testing

struct CorrelationFactorTests {
  private static let floor = 1e-6

  /// A correlation matrix of the given size, from normalised random rows.
  private static func randomMatrix(size: Int, rank: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed)
    let rows = (0..<size).map { _ in
      let row = (0..<rank).map { _ in stream.normal() }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / length }
    }
    return rows.indices.map { i in
      rows.indices.map { j in
        i == j ? 1 : zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
  }

  private static func eigenvalues(_ matrix: [[Double]]) -> [Double] {
    var a = matrix.flatMap { $0 }
    var values = [Double](repeating: 0, count: matrix.count)
    let size = Int32(matrix.count)
    let status = LAPACKE_dsyev(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "L")), size, &a, size, &values)
    #expect(status == 0)
    return values
  }

  @Test(arguments: [(1, 1), (2, 5), (5, 9), (20, 40), (60, 200)])
  func theFactorEqualsThatOfLAPACK(size: Int, rank: Int) {
    let matrix = Self.randomMatrix(size: size, rank: rank, seed: UInt64(size))
    let factor = CorrelationFactor(repairing: matrix, minimumEigenvalue: Self.floor)
    #expect(!factor.wasRepaired && factor.largestChange == 0)
    #expect(factor.matrix == matrix)
    var expected = matrix.flatMap { $0 }
    let order = Int32(size)
    #expect(
      LAPACKE_dpotrf(LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "L")), order, &expected, order) == 0)
    for i in 0..<size {
      for j in 0..<size {
        let reference = j <= i ? expected[i * size + j] : 0
        #expect(abs(factor.rows[i][j] - reference) <= 1e-13, "row \(i), column \(j)")
      }
    }
  }

  /// The example of Higham (2002), section 4, whose nearest correlation matrix is known.
  @Test func theNearestMatrixOfHighamsExampleIsFound() {
    let matrix: [[Double]] = [[1, 1, 0], [1, 1, 1], [0, 1, 1]]
    let factor = CorrelationFactor(repairing: matrix, minimumEigenvalue: Self.floor)
    #expect(factor.wasRepaired)
    for (i, j, value) in [(0, 1, 0.7607), (0, 2, 0.1573), (1, 2, 0.7607)] {
      #expect(abs(factor.matrix[i][j] - value) < 1e-4)
      #expect(factor.matrix[i][j] == factor.matrix[j][i])
    }
    #expect(abs(factor.largestChange - (1 - 0.7607)) < 1e-4)
  }

  @Test(arguments: [(3, 1.0), (6, 0.9), (15, 0.8)])
  func contradictingCorrelationsAreRepairedToTheFloor(size: Int, strength: Double) {
    // Every pair strongly correlated, but with alternating signs.
    let matrix = (0..<size).map { i in
      (0..<size).map { j in i == j ? 1 : (i * j + i + j) % 3 == 0 ? strength : -strength }
    }
    #expect((Self.eigenvalues(matrix).first ?? 0) < 0)
    let factor = CorrelationFactor(repairing: matrix, minimumEigenvalue: Self.floor)
    #expect(factor.wasRepaired && factor.largestChange > 0)
    #expect((Self.eigenvalues(factor.matrix).first ?? 0) >= Self.floor * (1 - 1e-6))
    for i in 0..<size {
      #expect(factor.matrix[i][i] == 1)
      for j in 0..<size {
        #expect(factor.matrix[i][j] == factor.matrix[j][i] && abs(factor.matrix[i][j]) <= 1)
        let product = zip(factor.rows[i], factor.rows[j]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - factor.matrix[i][j]) < 1e-12)
      }
    }
  }

  @Test func aRepairIsNoLargerThanShrinkingTowardsIndependence() {
    let matrix: [[Double]] = [[1, 0.9, -0.5], [0.9, 1, 0.7], [-0.5, 0.7, 1]]
    let factor = CorrelationFactor(repairing: matrix, minimumEigenvalue: Self.floor)
    let smallest = Self.eigenvalues(matrix)[0]
    let shrinkage = 1 - 1 / (1 - smallest)
    func distance(_ other: (Int, Int) -> Double) -> Double {
      var sum = 0.0
      for i in 0..<3 {
        for j in 0..<3 { sum += (matrix[i][j] - other(i, j)) * (matrix[i][j] - other(i, j)) }
      }
      return sum
    }
    let ours = distance { factor.matrix[$0][$1] }
    let shrunk = distance { $0 == $1 ? 1 : matrix[$0][$1] * (1 - shrinkage) }
    #expect(ours < shrunk)
  }

  @Test func columnsAreMultipliedRowByRow() {
    let matrix = Self.randomMatrix(size: 4, rank: 6, seed: 9)
    let factor = CorrelationFactor(repairing: matrix, minimumEigenvalue: Self.floor)
    var stream = RandomStream(seed: 10)
    let trials = 20_000
    let plain = (0..<4).map { _ in (0..<trials).map { _ in stream.normal() } }
    var columns = plain
    factor.apply(columns: &columns)
    #expect(columns[0] == plain[0])
    for i in 0..<4 {
      let expected = (0...i).reduce(0) { $0 + factor.rows[i][$1] * plain[$1][7] }
      #expect(columns[i][7] == expected)
      for j in 0..<i {
        let products = zip(columns[i], columns[j]).map { $0 * $1 }
        let correlation = fixedOrderSum(products) / Double(trials)
        // The product of two normal numbers has a variance of at most 2.
        #expect(abs(correlation - matrix[i][j]) < 5.5 * (2 / Double(trials)).squareRoot())
      }
    }
  }
}
