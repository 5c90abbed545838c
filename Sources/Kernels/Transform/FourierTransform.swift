import Glibc

/// The discrete Fourier transform of a power of two of complex numbers, in place.
///
/// Fixed-order plain arithmetic: the same bytes on every processor.
///
/// - Source: Cooley & Tukey (1965), "An algorithm for the machine calculation of complex Fourier
///   series"; the iterative form with bit reversal.
package struct FourierTransform: Sendable {
  package let count: Int
  private let cosines: [Double]
  private let sines: [Double]

  /// - Precondition: `count` is a power of two, at least 2.
  package init(count: Int) {
    precondition(count >= 2 && count & (count - 1) == 0, "count \(count)")
    self.count = count
    let step = 2 * Double.pi / Double(count)
    cosines = (0..<count / 2).map { cos(step * Double($0)) }
    sines = (0..<count / 2).map { sin(step * Double($0)) }
  }

  /// X(k) = Σ x(n) exp(-2πi kn/N); the inverse has the other sign and divides by N.
  ///
  /// - Precondition: Both have ``count`` elements.
  /// - Complexity: O(count · log count).
  package func transform(
    _ real: inout [Double], _ imaginary: inout [Double], inverse: Bool = false
  ) {
    precondition(real.count == count && imaginary.count == count, "not \(count) numbers")
    reorder(&real, &imaginary)
    let sign = inverse ? 1.0 : -1.0
    var half = 1
    while half < count {
      let stride = count / (2 * half)
      for start in Swift.stride(from: 0, to: count, by: 2 * half) {
        for offset in 0..<half {
          let (c, s) = (cosines[offset * stride], sign * sines[offset * stride])
          let (low, high) = (start + offset, start + offset + half)
          let re = real[high] * c - imaginary[high] * s
          let im = real[high] * s + imaginary[high] * c
          real[high] = real[low] - re
          imaginary[high] = imaginary[low] - im
          real[low] += re
          imaginary[low] += im
        }
      }
      half *= 2
    }
    guard inverse else { return }
    for index in 0..<count {
      real[index] /= Double(count)
      imaginary[index] /= Double(count)
    }
  }

  private func reorder(_ real: inout [Double], _ imaginary: inout [Double]) {
    var reversed = 0
    for index in 1..<count {
      var bit = count >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed {
        real.swapAt(index, reversed)
        imaginary.swapAt(index, reversed)
      }
    }
  }
}
