/// Slopes of the least-squares plane through points, in scalar code of a fixed order.
///
/// - Source: Golub & Van Loan, "Matrix Computations", §5.3 (normal equations, by Cholesky).
package enum LinearSlopes {
  /// - Parameters:
  ///   - columns: One per variable, all of one length; not collinear with each other, as independent
  ///     random coordinates are not.
  ///   - values: As many as a column has rows.
  /// - Returns: One slope per variable, and the share of the variance of the values that the plane
  ///   explains; `nil` where the values do not vary, or the columns are collinear or too short.
  package static func fit(
    columns: [[Double]], values: [Double]
  ) -> (slopes: [Double], explained: Double)? {
    guard !columns.isEmpty, values.count > columns.count + 1 else { return nil }
    let centred = (columns + [values]).map { column in
      let mean = fixedOrderSum(column) / Double(column.count)
      return column.map { $0 - mean }
    }
    let outcome = centred[columns.count]
    func product(_ first: [Double], _ second: [Double]) -> Double {
      var sum = 0.0
      for row in first.indices { sum += first[row] * second[row] }
      return sum
    }
    let whole = product(outcome, outcome)
    guard whole > 0, whole.isFinite else { return nil }
    let size = columns.count
    var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var slopes = [Double](repeating: 0, count: size)
    for i in 0..<size {
      for j in 0...i {
        var sum = product(centred[i], centred[j])
        let norm = sum
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > collinear * norm else { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
      var sum = product(centred[i], outcome)
      for k in 0..<i { sum -= lower[i][k] * slopes[k] }
      slopes[i] = sum / lower[i][i]
    }
    let explained = slopes.reduce(0) { $0 + $1 * $1 } / whole
    for i in (0..<size).reversed() {
      var sum = slopes[i]
      for k in (i + 1)..<size { sum -= lower[k][i] * slopes[k] }
      slopes[i] = sum / lower[i][i]
    }
    return (slopes, explained)
  }

  /// Share of a column's square that must not lie in the plane of those before.
  private static let collinear = 1e-12
}
