/// Eigenvalues and orthonormal eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations
/// in a fixed order.
///
/// - Source: Golub & Van Loan, "Matrix Computations", §8.5.
struct SymmetricEigenvectors {
  private(set) var values: [Double]
  /// Column k belongs to value k.
  private(set) var vectors: [[Double]]

  init(_ matrix: [[Double]]) {
    let size = matrix.count
    var a = matrix
    vectors = (0..<size).map { i in (0..<size).map { $0 == i ? 1.0 : 0 } }
    for _ in 0..<100 {
      var off = 0.0
      for i in 0..<size { for j in 0..<i { off += a[i][j] * a[i][j] } }
      if off < 1e-30 { break }
      for p in 0..<size {
        for q in (p + 1)..<max(size, p + 1) where a[p][q] != 0 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let sign = theta >= 0 ? 1.0 : -1.0
          let t = sign / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<size {
            let (kp, kq) = (a[k][p], a[k][q])
            a[k][p] = c * kp - s * kq
            a[k][q] = s * kp + c * kq
          }
          for k in 0..<size {
            let (pk, qk) = (a[p][k], a[q][k])
            a[p][k] = c * pk - s * qk
            a[q][k] = s * pk + c * qk
          }
          for k in 0..<size {
            let (kp, kq) = (vectors[k][p], vectors[k][q])
            vectors[k][p] = c * kp - s * kq
            vectors[k][q] = s * kp + c * kq
          }
        }
      }
    }
    values = (0..<size).map { a[$0][$0] }
  }
}
