import Kernels

/// Products and solutions by OpenBLAS and LAPACK, at sizes that scenarios have, beside the loops that
/// they replace.
enum MatrixMeasurements {
  static func all() -> [Measurement] {
    // Flows × meters × rows of a block of 64 trials: one model and one cached call; three models and six calls.
    [
      product("usage x rates, 18 x 10 x 128", 18, 10, 128),
      product("usage x rates, 30 x 60 x 448", 30, 60, 448),
      // Columns × terms × trials of a fit of moments: two tiers of two assumptions, fourteen of six.
      product("moment fit, 76 x 8 x 64", 76, 8, 64),
      product("moment fit, 532 x 34 x 64", 532, 34, 64),
      solution("fundamental matrix, 4 states", 4), solution("fundamental matrix, 32 states", 32),
    ]
  }

  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in stream.uniform() }
  }

  /// C = A B, column-major; the loops keep eight rows of a column of C in registers.
  private static func product(
    _ name: String, _ rows: Int, _ inner: Int, _ columns: Int
  ) -> Measurement {
    let a = numbers(rows * inner, seed: 1)
    let b = numbers(inner * columns, seed: 2)
    var c = [Double](repeating: 0, count: rows * columns)
    var peer = c
    return Measurement(
      name, values: rows * columns,
      { _ in
        LinearAlgebra.multiply(a, rows: rows, inner: inner, b, columns: columns, into: &c)
      }, peer: "loops in vectors",
      { _ in
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            peer.withUnsafeMutableBufferPointer { c in
              multiply(a.baseAddress!, rows, inner, b.baseAddress!, columns, c.baseAddress!)
            }
          }
        }
      })
  }

  private static func multiply(
    _ a: UnsafePointer<Double>, _ rows: Int, _ inner: Int, _ b: UnsafePointer<Double>,
    _ columns: Int, _ c: UnsafeMutablePointer<Double>
  ) {
    for column in 0..<columns {
      let factors = b + column * inner
      let sums = c + column * rows
      var row = 0
      while row + 8 <= rows {
        var sum = SIMD8<Double>.zero
        for k in 0..<inner {
          let part = UnsafeRawPointer(a + k * rows + row).loadUnaligned(as: SIMD8<Double>.self)
          sum += part * factors[k]
        }
        UnsafeMutableRawPointer(sums + row).storeBytes(of: sum, as: SIMD8<Double>.self)
        row += 8
      }
      while row < rows {
        var sum = 0.0
        for k in 0..<inner { sum += a[k * rows + row] * factors[k] }
        sums[row] = sum
        row += 1
      }
    }
  }

  /// (I - Q) X = I for the chances Q of an absorbing chain, by elimination with partial pivoting.
  private static func solution(_ name: String, _ size: Int) -> Measurement {
    let chances = numbers(size * size, seed: 3).map { $0 / Double(size) }
    var system = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      for row in 0..<size {
        system[column * size + row] = (row == column ? 1 : 0) - chances[column * size + row]
      }
    }
    var identity = [Double](repeating: 0, count: size * size)
    for place in 0..<size { identity[place * size + place] = 1 }
    return Measurement(
      name, values: size * size,
      { _ in
        var a = system
        var x = identity
        precondition(LinearAlgebra.solve(&a, size: size, &x))
      }, peer: "elimination",
      { _ in
        var a = system
        var x = identity
        eliminate(&a, &x, size)
      })
  }

  private static func eliminate(_ a: inout [Double], _ x: inout [Double], _ size: Int) {
    a.withUnsafeMutableBufferPointer { a in
      x.withUnsafeMutableBufferPointer { x in
        for k in 0..<size {
          var pivot = k
          for row in k..<size where a[k * size + row].magnitude > a[k * size + pivot].magnitude {
            pivot = row
          }
          if pivot != k {
            for column in 0..<size {
              a.swapAt(column * size + k, column * size + pivot)
              x.swapAt(column * size + k, column * size + pivot)
            }
          }
          for row in (k + 1)..<size { a[k * size + row] /= a[k * size + k] }
          for column in (k + 1)..<size {
            let factor = a[column * size + k]
            for row in (k + 1)..<size { a[column * size + row] -= a[k * size + row] * factor }
          }
          for column in 0..<size {
            let factor = x[column * size + k]
            for row in (k + 1)..<size { x[column * size + row] -= a[k * size + row] * factor }
          }
        }
        for k in stride(from: size - 1, through: 0, by: -1) {
          for column in 0..<size {
            x[column * size + k] /= a[k * size + k]
            let factor = x[column * size + k]
            for row in 0..<k { x[column * size + row] -= a[k * size + row] * factor }
          }
        }
      }
    }
  }
}
