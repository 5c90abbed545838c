import COpenBLAS

/// Matrix routines of OpenBLAS and LAPACK over column-major arrays, on one thread.
///
/// Results may differ in the last bits between kinds of processor, so nothing random is drawn from
/// them.
package enum LinearAlgebra {
  /// OpenBLAS starts a thread per core unless told otherwise; the engine has its own.
  private static let singleThread: Void = cogcast_end_blas_threads()

  /// Ends the threads of OpenBLAS, which would take processor time from those that simulate.
  package static func endThreads() { singleThread }

  /// C = A B.
  ///
  /// - Parameters:
  ///   - a: rows × inner, column-major.
  ///   - b: inner × columns, column-major.
  ///   - c: rows × columns, column-major; overwritten.
  package static func multiply(
    _ a: [Double], rows: Int, inner: Int, _ b: [Double], columns: Int, into c: inout [Double]
  ) {
    precondition(
      a.count == rows * inner && b.count == inner * columns && c.count == rows * columns,
      "\(a.count), \(b.count), \(c.count) for \(rows) × \(inner) × \(columns)")
    _ = singleThread
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1, a,
      Int32(rows), b, Int32(inner), 0, &c, Int32(rows))
  }

  /// The least-squares solution of A X = B by a QR factorisation with column pivoting, of minimum
  /// norm where A has not full rank.
  ///
  /// - Parameters:
  ///   - a: rows × columns, column-major, rows ≥ columns.
  ///   - b: rows × sides, column-major.
  /// - Returns: columns × sides, column-major; `nil` where LAPACK reports a failure.
  /// - Source: LAPACK `dgelsy`.
  package static func leastSquares(
    _ a: [Double], rows: Int, columns: Int, _ b: [Double], sides: Int = 1
  ) -> [Double]? {
    precondition(a.count == rows * columns && b.count == rows * sides && rows >= columns)
    _ = singleThread
    var factors = a
    var solution = b
    var pivots = [Int32](repeating: 0, count: columns)
    var rank: Int32 = 0
    let status = LAPACKE_dgelsy(
      LAPACK_COL_MAJOR, Int32(rows), Int32(columns), Int32(sides), &factors, Int32(rows), &solution,
      Int32(rows), &pivots, 1e-12, &rank)
    guard status == 0 else { return nil }
    return (0..<sides).flatMap { solution[($0 * rows)..<($0 * rows + columns)] }
  }

  /// Solves A X = B in place for a square A: `a` becomes its factors, `b` the solution.
  ///
  /// - Parameters:
  ///   - a: size × size, column-major.
  ///   - b: size × columns, column-major.
  /// - Returns: False where A is singular.
  /// - Source: LAPACK `dgesv`.
  package static func solve(_ a: inout [Double], size: Int, _ b: inout [Double]) -> Bool {
    precondition(a.count == size * size && size > 0 && b.count % size == 0)
    _ = singleThread
    var pivots = [Int32](repeating: 0, count: size)
    return LAPACKE_dgesv(
      LAPACK_COL_MAJOR, Int32(size), Int32(b.count / size), &a, Int32(size), &pivots, &b,
      Int32(size)) == 0
  }
}
