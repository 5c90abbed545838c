import Kernels
import Testing

struct HouseholderReflectionTests {
  /// The reflection as a matrix, column by column.
  private func matrix(_ direction: [Double]) throws -> [[Double]] {
    var columns = direction.indices.map { axis in direction.indices.map { $0 == axis ? 1.0 : 0 } }
    try #require(HouseholderReflection(firstAxisTo: direction)).apply(columns: &columns)
    return columns
  }

  @Test(arguments: [
    [3.0, 4], [-3, 4, 12], [-1, 0], [1, 1e-9, 0], [-1, 1e-9], [0, 0, 2, 0, -1], [1e300, 1e300],
    [1e-300, -1e-300],
  ])
  func theFirstAxisGoesToTheDirection(direction: [Double]) throws {
    let image = try matrix(direction)
    let scale = direction.map(\.magnitude).max()!
    let length = direction.reduce(0) { $0 + $1 / scale * ($1 / scale) }.squareRoot() * scale
    for (axis, component) in direction.enumerated() {
      // Row 0 of the columns is the image of the first unit vector, a point of one row.
      #expect(abs(image[axis][0] - component / length) < 4e-16)
    }
    for i in direction.indices {
      for j in direction.indices {
        let product = direction.indices.reduce(0) { $0 + image[$1][i] * image[$1][j] }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-15)
      }
    }
  }

  /// LAPACK's own reflection solves for the same rotated coordinates: H x = b by its LU factors.
  @Test func itIsTheSolutionOfLAPACK() throws {
    let direction = [0.3, -1.2, 2.5, 0.01, 0.7]
    let image = try matrix(direction)
    var factors = image.flatMap { $0 }
    var point = [1.0, -2, 0.5, 3, -0.25]
    var mirrored = point.map { [$0] }
    try #require(HouseholderReflection(firstAxisTo: direction)).apply(columns: &mirrored)
    #expect(LinearAlgebra.solve(&factors, size: 5, &point))
    for (mine, theirs) in zip(mirrored, point) { #expect(abs(mine[0] - theirs) < 1e-14) }
  }

  @Test func anAxisTurnsNothingByItself() {
    #expect(HouseholderReflection(firstAxisTo: [2, 0, 0]) == nil)
    #expect(HouseholderReflection(firstAxisTo: [0, 0]) == nil)
  }

  @Test func unmovedAxesKeepTheirBytes() throws {
    var columns = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]
    let reflection = try #require(HouseholderReflection(firstAxisTo: [1, 0, 2]))
    reflection.apply(columns: &columns)
    #expect(columns[1] == [0.3, 0.4])
    #expect(columns[0] != [0.1, 0.2])
  }
}

struct LinearSlopesTests {
  private func sample(_ count: Int) -> (columns: [[Double]], values: [Double]) {
    var stream = RandomStream(seed: 4, 2)
    let columns = (0..<5).map { _ in (0..<count).map { _ in stream.normal() } }
    let values = (0..<count).map { (row: Int) -> Double in
      let product: Double = columns[1][row] * columns[2][row]
      return 3 + 2 * columns[0][row] - columns[3][row] + product / 2
    }
    return (columns, values)
  }

  @Test func slopesAreThoseOfLAPACK() throws {
    let (columns, values) = sample(80)
    let design = [[Double](repeating: 1, count: 80)] + columns
    let theirs = try #require(
      LinearAlgebra.leastSquares(design.flatMap { $0 }, rows: 80, columns: 6, values))
    let mine = try #require(LinearSlopes.fit(columns: columns, values: values))
    for (slope, other) in zip(mine.slopes, theirs.dropFirst()) {
      #expect(abs(slope - other) < 1e-13)
    }
    let mean = values.reduce(0, +) / 80
    let left = (0..<80).reduce(0.0) { (sum: Double, row: Int) -> Double in
      let plane = (0..<5).reduce(theirs[0]) { $0 + theirs[$1 + 1] * columns[$1][row] }
      let residual = values[row] - plane
      return sum + residual * residual
    }
    let whole = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(mine.explained - (1 - left / whole)) < 1e-12)
  }

  @Test func whatCannotBeFittedHasNoSlopes() {
    let (columns, values) = sample(40)
    #expect(LinearSlopes.fit(columns: columns + [columns[0]], values: values) == nil)
    #expect(LinearSlopes.fit(columns: columns, values: values.map { _ in 1 }) == nil)
    #expect(LinearSlopes.fit(columns: [], values: values) == nil)
    #expect(LinearSlopes.fit(columns: sample(6).columns, values: sample(6).values) == nil)
  }
}
