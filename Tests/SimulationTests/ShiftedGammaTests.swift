import Kernels
import Simulation
import Testing

/// Mean steps of a load against their definition, tail by tail.
struct ShiftedGammaTests {
  struct Law: CustomTestStringConvertible {
    let location: Double
    let shape: Double
    let scale: Double
    /// Of a step that Euler's and Maclaurin's formula may be off: of its second term, at most
    /// 0.4 (u/σ)³ / 720 where the law has 64 steps in reach.
    var tolerance = 1e-9

    var testDescription: String { "\(location) + Γ(\(shape)) · \(scale)" }

    var gamma: ShiftedGamma {
      ShiftedGamma(
        mean: location + shape * scale, variance: shape * scale * scale,
        thirdCumulant: 2 * shape * scale * scale * scale)
    }

    func tail(_ c: Double) -> Double {
      SpecialFunctions.regularizedGammaQ(shape, (c - location) / scale)
    }
  }

  static let laws = [
    // Within a step, one that few waves tell, and exponential ones.
    Law(location: 3.4, shape: 400, scale: 0.001), Law(location: 0.3, shape: 10, scale: 0.16),
    Law(location: 0.2, shape: 3, scale: 0.9), Law(location: 0.7, shape: 1, scale: 1.3),
    // 2,212 steps of 0.7, which are one integral although the density jumps by 1/40: u/12 times that.
    Law(location: 0.7, shape: 1, scale: 40, tolerance: 0.7 / 40 / 12),
    // Wide and smooth.
    Law(location: 30, shape: 60, scale: 1, tolerance: 1e-5),
    Law(location: 0, shape: 900, scale: 4, tolerance: 1e-5),
    Law(location: 5, shape: 4, scale: 300, tolerance: 1e-5),
  ]

  @Test(arguments: laws)
  func stepsAreTheSumOfTails(law: Law) {
    let mean = law.location + law.shape * law.scale
    let bounds: [(low: Int, high: Int?)] = [
      (0, nil), (1, nil), (Int(mean), nil), (0, Int(mean)), (Int(mean * 0.9), Int(mean * 1.1) + 2),
      (Int(mean) * 100 + 100, nil), (0, 0),
    ]
    for u in [1.0, 0.7] {
      for (low, high) in bounds {
        var (sum, step) = (0.0, low)
        while step < high ?? .max {
          let tail = law.tail(Double(step) * u)
          sum += tail
          if tail < 1e-16, Double(step) * u > mean { break }
          step += 1
        }
        let found = law.gamma.steps(
          of: u, from: Double(low), to: high.map(Double.init) ?? .infinity)
        #expect(abs(found - sum) <= law.tolerance, "\(low) \(String(describing: high)) \(u)")
      }
    }
  }
}
