import Foundation
import Kernels
import Testing

struct RandomStreamTests {
  @Test func equalIdentifiersGiveEqualDrawsAndOthersDoNot() {
    func draws(_ stream: RandomStream) -> [UInt64] {
      var stream = stream
      return (0..<5).map { _ in stream.bits() }
    }
    let reference = draws(RandomStream(seed: 1, 2, 3))
    #expect(draws(RandomStream(seed: 1, 2, 3)) == reference)
    let others = [
      RandomStream(seed: 2, 2, 3), RandomStream(seed: 1, 3, 2), RandomStream(seed: 1, 2),
      RandomStream(seed: 1, 2, 3, 0), RandomStream(seed: 1, 2, 4),
    ]
    for other in others {
      #expect(Set(draws(other)).isDisjoint(with: reference))
    }
  }

  @Test func aFamilyMakesTheStreamsOfItsIdentifiers() {
    let family = RandomStreamFamily(seed: 1, 2, 3)
    for last in [0, 4, UInt64.max] {
      var one = family.stream(last)
      var other = RandomStream(seed: 1, 2, 3, last)
      #expect((0..<5).map { _ in one.bits() } == (0..<5).map { _ in other.bits() })
    }
  }

  @Test func hashDependsOnEveryWordAndTheirNumber() {
    let hashes = [
      RandomStream.hash(), RandomStream.hash(0), RandomStream.hash(0, 0), RandomStream.hash(0, 1),
      RandomStream.hash(1, 0), RandomStream.hash(1),
    ]
    #expect(Set(hashes).count == hashes.count)
  }

  @Test func uniformNumbersAreEvenlySpreadOverTheOpenInterval() {
    var stream = RandomStream(seed: 7)
    let count = 200_000
    let sorted = (0..<count).map { _ in stream.uniform() }.sorted()
    #expect(sorted[0] > 0 && sorted[count - 1] < 1)
    #expect(sorted.allSatisfy { ($0 * 0x1p53).remainder(dividingBy: 2).magnitude == 1 })
    // Kolmogorov–Smirnov at a false-alarm rate of 1e-7: 2 exp(-2 d²) = 1e-7.
    let distance = sorted.enumerated().map { i, u in
      max(abs(u - Double(i) / Double(count)), abs(u - Double(i + 1) / Double(count)))
    }.max()!
    #expect(distance * Double(count).squareRoot() < 2.9)
  }

  @Test func normalNumbersHaveTheirMoments() {
    var stream = RandomStream(seed: 8)
    let count = 200_000.0
    var sums = (first: 0.0, second: 0.0, fourth: 0.0)
    for _ in 0..<Int(count) {
      let z = stream.normal()
      sums.first += z
      sums.second += z * z
      sums.fourth += z * z * z * z
    }
    // Standard errors 1, √2 and √96 over √n; 5.5 of them are a false alarm in 3e7.
    #expect(abs(sums.first / count) < 5.5 / count.squareRoot())
    #expect(abs(sums.second / count - 1) < 5.5 * (2 / count).squareRoot())
    #expect(abs(sums.fourth / count - 3) < 5.5 * (96 / count).squareRoot())
  }
}

struct GammaNumberTests {
  @Test(arguments: [1, 1.7, 30, 4000.0])
  func numbersFollowTheLaw(shape: Double) {
    var stream = RandomStream(seed: 6, UInt64(shape * 10))
    let count = 200_000
    let sorted = (0..<count).map { _ in
      SpecialFunctions.regularizedGammaP(shape, stream.gamma(shape: shape))
    }.sorted()
    let distance = sorted.enumerated().map { i, u in
      max(abs(u - Double(i) / Double(count)), abs(u - Double(i + 1) / Double(count)))
    }.max()!
    // As for uniform numbers; the distribution function itself is held against SciPy.
    #expect(distance * Double(count).squareRoot() < 2.9)
  }
}

struct PoissonTests {
  @Test(arguments: [0.05, 0.7, 4.0, 9.99, 10.0, 13.0, 37.5, 250.0])
  func countsFollowTheLaw(mean: Double) {
    var stream = RandomStream(seed: 3, UInt64(mean * 1000))
    let draws = 200_000
    var observed: [Int: Int] = [:]
    for _ in 0..<draws { observed[stream.poisson(mean: mean), default: 0] += 1 }
    var chiSquare = 0.0
    var cells = 0.0
    var pooled = (expected: 0.0, observed: 0)
    var logMass = -mean
    for count in 0..<Int(mean + 12 * mean.squareRoot() + 30) {
      if count > 0 { logMass += log(mean / Double(count)) }
      pooled.expected += exp(logMass) * Double(draws)
      pooled.observed += observed[count] ?? 0
      guard pooled.expected >= 20 else { continue }
      let difference = Double(pooled.observed) - pooled.expected
      chiSquare += difference * difference / pooled.expected
      cells += 1
      pooled = (0, 0)
    }
    // Wilson–Hilferty: the cube root is nearly normal; 5.2 standard deviations are 1e-7.
    let spread = 2 / (9 * cells)
    #expect(chiSquare < cells * pow(1 - spread + 5.2 * spread.squareRoot(), 3))
  }

  @Test(arguments: [1e4, 3e7, 1e12, 1e15])
  func largeMeansKeepMeanAndVariance(mean: Double) {
    var stream = RandomStream(seed: 4, UInt64(mean))
    let draws = 50_000.0
    var sums = (first: 0.0, second: 0.0)
    for _ in 0..<Int(draws) {
      let z = (Double(stream.poisson(mean: mean)) - mean) / mean.squareRoot()
      sums.first += z
      sums.second += z * z
    }
    #expect(abs(sums.first / draws) < 5.5 / draws.squareRoot())
    #expect(abs(sums.second / draws - 1) < 5.5 * (2 / draws).squareRoot())
  }

  @Test func nothingIsExpectedOfAMeanOfZero() {
    var stream = RandomStream(seed: 5)
    for _ in 0..<100 { #expect(stream.poisson(mean: 0) == 0) }
  }
}
