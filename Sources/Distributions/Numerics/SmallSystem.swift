/// Small dense linear systems, in a fixed order of operations: the same bytes everywhere.
enum SmallSystem {
  /// x with A x = b, by elimination with row pivoting and one step of refinement.
  ///
  /// - Precondition: A is square and not singular.
  static func solution(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    let first = eliminate(matrix, right)
    let residual = zip(matrix, right).map { row, value in
      zip(row, first).reduce(value) { $0 - $1.0 * $1.1 }
    }
    return zip(first, eliminate(matrix, residual)).map { $0 + $1 }
  }

  private static func eliminate(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      rows.swapAt(column, pivot ?? column)
      for row in (column + 1)..<max(count, column + 1) {
        let factor = rows[row][column] / rows[column][column]
        for index in column...count { rows[row][index] -= factor * rows[column][index] }
      }
    }
    var solution = [Double](repeating: 0, count: count)
    for row in (0..<count).reversed() {
      let known = ((row + 1)..<max(count, row + 1)).reduce(0.0) {
        $0 + rows[row][$1] * solution[$1]
      }
      solution[row] = (rows[row][count] - known) / rows[row][row]
    }
    return solution
  }
}
