import Foundation
import Kernels
import Testing

struct FourierTransformTests {
  private static func numbers(_ count: Int, _ factor: Double) -> [Double] {
    (0..<count).map { sin(factor * Double($0 * $0 + 1)) }
  }

  /// The definition, term by term.
  @Test(arguments: [2, 4, 8, 64, 256])
  func `it is the sum that defines it`(count: Int) {
    let (re, im) = (Self.numbers(count, 1.3), Self.numbers(count, 0.7))
    var (real, imaginary) = (re, im)
    FourierTransform(count: count).transform(&real, &imaginary)
    for k in 0..<count {
      var (sumRe, sumIm) = (0.0, 0.0)
      for n in 0..<count {
        let angle = -2 * Double.pi * Double(k * n % count) / Double(count)
        sumRe += re[n] * cos(angle) - im[n] * sin(angle)
        sumIm += re[n] * sin(angle) + im[n] * cos(angle)
      }
      #expect(abs(real[k] - sumRe) < 1e-11 && abs(imaginary[k] - sumIm) < 1e-11)
    }
  }

  @Test func `the inverse leads back`() {
    let (re, im) = (Self.numbers(4096, 0.9), Self.numbers(4096, 2.1))
    var (real, imaginary) = (re, im)
    let transform = FourierTransform(count: 4096)
    transform.transform(&real, &imaginary)
    transform.transform(&real, &imaginary, inverse: true)
    #expect(zip(real, re).allSatisfy { abs($0 - $1) < 1e-13 })
    #expect(zip(imaginary, im).allSatisfy { abs($0 - $1) < 1e-13 })
  }
}
