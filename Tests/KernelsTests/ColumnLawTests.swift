import Foundation
import Kernels
import Testing

/// The laws of whole columns, on a million numbers each, at a false-alarm rate of 1e-7.
struct ColumnLawTests {
  private static let count = 1 << 20

  @Test func uniformNumbersFollowTheLaw() {
    expectUniform(column { $0.uniforms(into: &$1) })
  }

  @Test func normalNumbersFollowTheLaw() {
    expectUniform(column { $0.normals(into: &$1) }.map(StandardNormal.cdf))
  }

  @Test func logNormalNumbersFollowTheLaw() {
    let numbers = column { $0.logNormals(logMean: 2, logStandardDeviation: 0.8, into: &$1) }
    expectUniform(numbers.map { StandardNormal.cdf((log($0) - 2) / 0.8) })
  }

  @Test func exponentialNumbersFollowTheLaw() {
    expectUniform(column { $0.exponentials(into: &$1) }.map { -expm1(-$0) })
  }

  @Test(arguments: [1, 1.7, 30])
  func gammaNumbersFollowTheLaw(shape: Double) {
    let numbers = column { $0.gammas(shape: shape, into: &$1) }
    expectUniform(numbers.map { SpecialFunctions.regularizedGammaP(shape, $0) })
  }

  @Test(arguments: [0.7, 9.9, 10, 60, 3000])
  func countsFollowTheLaw(mean: Double) {
    var counts = [Int64](repeating: 0, count: Self.count)
    var stream = RandomStream(seed: 12)
    var span = counts.mutableSpan
    stream.poissons(mean: mean, into: &span)
    var observed: [Int64: Int] = [:]
    for count in counts { observed[count, default: 0] += 1 }
    expectPoisson(observed, mean: mean)
  }

  /// Successive numbers do not depend on each other: a serial test on a 64 × 64 grid of pairs, and of
  /// numbers a vector apart.
  @Test(arguments: [1, 8, 64])
  func numbersApartAreIndependent(distance: Int) {
    let numbers = column { $0.uniforms(into: &$1) }
    var cells = [Int](repeating: 0, count: 4096)
    // Pairs that share no number, so that the statistic is chi-square.
    for start in stride(from: 0, to: numbers.count, by: 2 * distance) {
      for i in start..<start + distance {
        cells[Int(numbers[i] * 64) * 64 + Int(numbers[i + distance] * 64)] += 1
      }
    }
    let expected = Double(Self.count / 2) / 4096
    let statistic = cells.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    expectChiSquare(statistic, degrees: 4095)
  }

  private func column(
    _ fill: (inout RandomStream, inout MutableSpan<Double>) -> Void
  ) -> [Double] {
    var numbers = [Double](repeating: .nan, count: Self.count)
    var stream = RandomStream(seed: 11)
    var span = numbers.mutableSpan
    fill(&stream, &span)
    return numbers
  }

  /// Kolmogorov–Smirnov: 2 exp(-2 d²) = 1e-7 at d = 2.9.
  private func expectUniform(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    let count = Double(sorted.count)
    var distance = 0.0
    for (i, u) in sorted.enumerated() {
      distance = max(distance, abs(u - Double(i) / count), abs(u - Double(i + 1) / count))
    }
    #expect(distance * count.squareRoot() < 2.9)
  }

  private func expectPoisson(_ observed: [Int64: Int], mean: Double) {
    let deviation = mean.squareRoot()
    let first = max(0, Int(mean - 10 * deviation))
    let last = Int(mean + 12 * deviation + 30)
    let total = Double(Self.count)
    var statistic = 0.0
    var cells = 0.0
    var pooled = (expected: 0.0, observed: 0)
    for count in first...last {
      let logMass = Double(count) * log(mean) - mean - lgamma(Double(count) + 1)
      pooled.expected += exp(logMass) * total
      pooled.observed += observed[Int64(count)] ?? 0
      guard pooled.expected >= 20 else { continue }
      let difference = Double(pooled.observed) - pooled.expected
      statistic += difference * difference / pooled.expected
      cells += 1
      pooled = (0, 0)
    }
    #expect(observed.keys.allSatisfy { (first...last).contains(Int($0)) })
    expectChiSquare(statistic, degrees: cells - 1)
  }

  /// Wilson–Hilferty: the cube root is nearly normal; 5.2 standard deviations are 1e-7.
  private func expectChiSquare(_ statistic: Double, degrees: Double) {
    let spread = 2 / (9 * degrees)
    #expect(statistic < degrees * pow(1 - spread + 5.2 * spread.squareRoot(), 3))
  }
}
