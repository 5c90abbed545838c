import Kernels
import Testing

struct LatinHypercubeTests {
  private func column(
    _ points: LatinHypercube, _ dimension: Int, from first: Int = 0, count: Int
  ) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    var span = values.mutableSpan
    points.fill(dimension: dimension, from: first, into: &span)
    return values
  }

  @Test(arguments: [1, 2, 37, 256])
  func everyStratumHoldsOnePoint(count: Int) {
    let points = LatinHypercube(dimensions: 5, points: count, key: 3)
    for dimension in 0..<5 {
      let strata = column(points, dimension, count: count).map { Int($0 * Double(count)) }
      #expect(Set(strata) == Set(0..<count), "dimension \(dimension)")
    }
  }

  @Test func aPointDoesNotDependOnWhereACallStarts() {
    let points = LatinHypercube(dimensions: 2, points: 100, key: 9)
    let whole = column(points, 1, count: 100)
    #expect(column(points, 1, from: 64, count: 36) == Array(whole[64...]))
  }

  /// Kolmogorov–Smirnov over 20,000 keys: 2.9 is exceeded once in 10⁷.
  @Test func aPointIsUniformOverTheKeys() {
    let count = 20_000
    for index in [0, 6] {
      let sorted = (0..<count).map { key in
        column(
          LatinHypercube(dimensions: 2, points: 7, key: UInt64(key)), 1, from: index, count: 1)[0]
      }.sorted()
      let distance = sorted.enumerated().map { i, u in
        max(abs(u - Double(i) / Double(count)), abs(u - Double(i + 1) / Double(count)))
      }.max()!
      #expect(distance * Double(count).squareRoot() < 2.9)
    }
  }

  /// Orders of two dimensions are independent: the mean of n uv over the keys is n/4, and its
  /// standard deviation for n = 16 follows from Var(Σ uv) = n (1/144 + 1/(144 (n - 1))) for the strata,
  /// to first order.
  @Test func dimensionsAreOrderedIndependently() {
    let (points, keys) = (16, 10_000)
    var sum = 0.0
    for key in 0..<keys {
      let cube = LatinHypercube(dimensions: 2, points: points, key: UInt64(key))
      let (x, y) = (column(cube, 0, count: points), column(cube, 1, count: points))
      sum += zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let deviation = (Double(points) / 144 * Double(points) / Double(points - 1)).squareRoot()
    let mean = sum / Double(keys)
    #expect(abs(mean - Double(points) / 4) < 5.5 * deviation / Double(keys).squareRoot())
  }
}
