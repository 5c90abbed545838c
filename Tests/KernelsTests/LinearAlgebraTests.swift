import Kernels
import Testing

struct LinearAlgebraTests {
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in stream.normal() }
  }

  @Test(arguments: [(1, 1, 1), (3, 2, 4), (17, 5, 9), (64, 33, 12)])
  func productsEqualSumsByHand(rows: Int, inner: Int, columns: Int) {
    let a = Self.numbers(rows * inner, seed: 1)
    let b = Self.numbers(inner * columns, seed: 2)
    var c = [Double](repeating: .nan, count: rows * columns)
    LinearAlgebra.multiply(a, rows: rows, inner: inner, b, columns: columns, into: &c)
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = (0..<inner).reduce(0) { $0 + a[$1 * rows + row] * b[column * inner + $1] }
        #expect(abs(c[column * rows + row] - sum) < 1e-12)
      }
    }
  }

  @Test func aProductIsTheSameEveryTime() {
    let a = Self.numbers(256 * 20, seed: 3)
    let b = Self.numbers(20 * 52, seed: 4)
    func product() -> [Double] {
      var c = [Double](repeating: 0, count: 256 * 52)
      LinearAlgebra.multiply(a, rows: 256, inner: 20, b, columns: 52, into: &c)
      return c
    }
    let first = product()
    for _ in 0..<5 { #expect(product() == first) }
  }

  @Test func anExactLineIsFound() throws {
    let x = [0.0, 1, 2, 3, 4]
    let solution = try #require(
      LinearAlgebra.leastSquares(
        [1, 1, 1, 1, 1] + x, rows: 5, columns: 2, x.map { 3 - 0.5 * $0 }))
    #expect(abs(solution[0] - 3) < 1e-14 && abs(solution[1] + 0.5) < 1e-14)
  }

  @Test func residualsAreOrthogonalToTheColumns() throws {
    let (rows, columns) = (60, 5)
    let a = Self.numbers(rows * columns, seed: 5)
    let b = Self.numbers(rows, seed: 6)
    let x = try #require(LinearAlgebra.leastSquares(a, rows: rows, columns: columns, b))
    let residuals = (0..<rows).map { row in
      b[row] - (0..<columns).reduce(0) { $0 + a[$1 * rows + row] * x[$1] }
    }
    for column in 0..<columns {
      let product = (0..<rows).reduce(0) { $0 + a[column * rows + $1] * residuals[$1] }
      #expect(abs(product) < 1e-12)
    }
  }

  @Test func equalColumnsShareTheirCoefficient() throws {
    let column = Self.numbers(30, seed: 7)
    let x = try #require(
      LinearAlgebra.leastSquares(column + column, rows: 30, columns: 2, column.map { 4 * $0 }))
    #expect(abs(x[0] - 2) < 1e-12 && abs(x[1] - 2) < 1e-12)
  }
}
