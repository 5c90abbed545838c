import Foundation
import Kernels
import Testing

struct ChebyshevInterpolationTests {
  private func value(_ coefficients: [Double], _ t: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * t + $1 }
  }

  @Test(arguments: [2, 3, 6, 8])
  func aPolynomialOfLowerDegreeIsItself(count: Int) {
    let interpolation = ChebyshevInterpolation(count: count, bound: 2)
    let truth = Array([1.0, -2, 3, -4, 5, -6, 7, -8][..<count])
    let found = interpolation.coefficients(interpolation.nodes.map { value(truth, $0 / 2) })
    for (mine, theirs) in zip(found, truth) { #expect(abs(mine - theirs) < 1e-11) }
  }

  @Test func nodesRiseWithinTheBound() {
    let nodes = ChebyshevInterpolation(count: 6, bound: 3.25).nodes
    #expect(nodes == nodes.sorted() && nodes.first! > -3.25 && nodes.last! < 3.25)
    for (low, high) in zip(nodes, nodes.reversed()) { #expect(abs(low + high) < 1e-15) }
  }

  /// Trefethen, theorem 8.2, or the remainder with the sixth derivative: for exp(x / 2) within
  /// (3.25⁶ / 2⁵ / 6!) · e^1.625 / 2⁶ = 0.0042.
  @Test func anExponentialIsMetWithinTheRemainder() {
    let interpolation = ChebyshevInterpolation(count: 6, bound: 3.25)
    let found = interpolation.coefficients(interpolation.nodes.map { exp($0 / 2) })
    var worst = 0.0
    for place in -100...100 {
      let t = Double(place) / 100
      worst = max(worst, abs(value(found, t) - exp(3.25 * t / 2)))
    }
    #expect(worst < 0.0042 && worst > 1e-6)
  }
}
