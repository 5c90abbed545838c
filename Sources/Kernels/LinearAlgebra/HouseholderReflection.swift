/// The reflection of space that takes the first axis to a given direction.
///
/// It is orthogonal and its own inverse: independent standard normals stay independent standard
/// normals. Scalar code in a fixed order, so that the draws behind it are the same bytes on every
/// processor; LAPACK is only its check, in the tests.
///
/// - Source: Golub & Van Loan, "Matrix Computations", §5.1; the first element of the vector without
///   cancellation: Parlett, "Analysis of Algorithms for Reflections in Bisectors", SIAM Review 13
///   (1971).
package struct HouseholderReflection: Sendable, Equatable {
  /// Unit vector of the direction.
  package let direction: [Double]
  /// v of x - 2 v (v·x) / (v·v).
  private let normal: [Double]
  /// 2 / (v·v).
  private let factor: Double

  /// - Returns: `nil` for the direction of the first axis itself, which needs no reflection, and for
  ///   one without a length.
  package init?(firstAxisTo direction: [Double]) {
    let largest = direction.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else { return nil }
    let scaled = direction.map { $0 / largest }
    let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let unit = scaled.map { $0 / length }
    let others = unit.dropFirst().reduce(0) { $0 + $1 * $1 }
    guard others > 0 || unit[0] < 0 else { return nil }
    var normal = unit.map { -$0 }
    normal[0] = unit[0] > 0 ? others / (1 + unit[0]) : 1 - unit[0]
    self.direction = unit
    self.normal = normal
    factor = 2 / (normal[0] * normal[0] + others)
  }

  /// Replaces row t of the columns by its mirror image.
  ///
  /// - Parameter columns: One column per axis, all of one length.
  /// - Complexity: O(axes · rows).
  package func apply(columns: inout [[Double]]) {
    precondition(columns.count == normal.count, "\(columns.count) != \(normal.count)")
    for row in columns[0].indices {
      var product = 0.0
      for axis in normal.indices { product += normal[axis] * columns[axis][row] }
      product *= factor
      for axis in normal.indices { columns[axis][row] -= product * normal[axis] }
    }
  }
}
