import Foundation
import Kernels
import Summaries
import Testing

/// Sobol indices against exact values, SALib and NumPy (`References/sobol.py`).
struct SobolIndicesTests {
  struct Reference: Decodable {
    struct Function: Decodable {
      let name: String
      let first: [Double]
      let firstError: [Double]
      let total: [Double]
      let totalError: [Double]
      let exactFirst: [Double]?
      let exactTotal: [Double]?
    }

    struct Sample: Decodable {
      let a: [Double]
      let b: [Double]
      let ab: [[Double]]
      let ba: [[Double]]
      let first: [Double]
      let total: [Double]
    }

    let functions: [Function]
    let sample: Sample

    static func load() throws -> Reference {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "References")
      return try JSONDecoder().decode(
        Reference.self, from: Data(contentsOf: folder.appending(path: "sobol.json")))
    }
  }

  private static let randomisations = 16

  /// Indices of a function of a point in the unit cube, on scrambled Sobol points.
  private func indices(
    dimensions: Int, points: Int, seed: UInt64 = 1, _ function: ([Double]) -> Double
  ) throws -> SobolIndices {
    var columns = [[Double]](repeating: [], count: 2 + 2 * dimensions)
    for part in 0..<Self.randomisations {
      let sobol = ScrambledSobol(
        dimensions: 2 * dimensions, key: RandomStream.hash(seed, UInt64(part)))
      let coordinates = (0..<2 * dimensions).map { dimension in
        var column = [Double](repeating: 0, count: points)
        var span = column.mutableSpan
        sobol.fill(dimension: dimension, from: 0, into: &span)
        return column
      }
      for point in 0..<points {
        let a = (0..<dimensions).map { coordinates[$0][point] }
        let b = (0..<dimensions).map { coordinates[dimensions + $0][point] }
        columns[0].append(function(a))
        columns[1].append(function(b))
        for factor in 0..<dimensions {
          var (ab, ba) = (a, b)
          (ab[factor], ba[factor]) = (b[factor], a[factor])
          columns[2 + 2 * factor].append(function(ab))
          columns[3 + 2 * factor].append(function(ba))
        }
      }
    }
    return try #require(
      SobolIndices(
        a: columns[0], b: columns[1],
        exchanges: (0..<dimensions).map {
          SobolIndices.Exchange(ab: columns[2 + 2 * $0], ba: columns[3 + 2 * $0])
        }, randomisations: Self.randomisations))
  }

  private func ishigami(_ u: [Double]) -> Double {
    let x = u.map { .pi * (2 * $0 - 1) }
    return sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])
  }

  private func g(_ u: [Double]) -> Double {
    zip(u, [0, 1, 4.5, 9]).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
  }

  /// 1e-7 two-sided of Student's t with 15 degrees of freedom is 9.1 standard errors.
  private func expectAgreement(
    _ found: SobolIndices, _ reference: Reference.Function,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (index, factor) in found.factors.enumerated() {
      for (estimate, salib, error, exact) in [
        (
          factor.first, reference.first[index], reference.firstError[index],
          reference.exactFirst?[index]
        ),
        (
          factor.total, reference.total[index], reference.totalError[index],
          reference.exactTotal?[index]
        ),
      ] {
        let both = (estimate.error * estimate.error + error * error).squareRoot()
        #expect(
          abs(estimate.value - salib) <= 9.1 * both, "\(index): \(estimate), SALib \(salib)",
          sourceLocation: sourceLocation)
        if let exact {
          #expect(
            abs(estimate.value - exact) <= max(9.1 * estimate.error, 1e-12),
            "\(index): \(estimate), exactly \(exact)", sourceLocation: sourceLocation)
        }
        // A bound that anything meets would say nothing.
        #expect(estimate.error < 0.02, "\(estimate)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func ishigamiAgreesWithSALibAndTheExactValues() throws {
    let reference = try #require(try Reference.load().functions.first { $0.name == "ishigami" })
    expectAgreement(try indices(dimensions: 3, points: 256, ishigami), reference)
  }

  @Test func theGFunctionAgreesWithSALibAndTheExactValues() throws {
    let reference = try #require(try Reference.load().functions.first { $0.name == "g" })
    expectAgreement(try indices(dimensions: 4, points: 256, g), reference)
  }

  @Test func theSameColumnsGiveWhatNumPyGives() throws {
    let sample = try Reference.load().sample
    let found = try #require(
      SobolIndices(
        a: sample.a, b: sample.b,
        exchanges: zip(sample.ab, sample.ba).map { SobolIndices.Exchange(ab: $0, ba: $1) },
        randomisations: 1))
    for (factor, expected) in zip(found.factors, zip(sample.first, sample.total)) {
      #expect(abs(factor.first.value - expected.0) < 1e-12)
      #expect(abs(factor.total.value - expected.1) < 1e-12)
      #expect(factor.first.error == .infinity)
    }
  }

  /// Over many seeds the true error is what the stated one says: the ratio of squares, averaged over
  /// 6 indices and 60 seeds with 15 degrees of freedom each, has a standard error of about 0.1.
  @Test func statedErrorsAreTrue() throws {
    let exact = try #require(try Reference.load().functions.first { $0.name == "ishigami" })
    var ratios: [Double] = []
    for seed in 1...60 {
      let found = try indices(dimensions: 3, points: 32, seed: UInt64(seed), ishigami)
      for (index, factor) in found.factors.enumerated() {
        let pairs = [
          (factor.first, exact.exactFirst?[index]), (factor.total, exact.exactTotal?[index]),
        ]
        for (estimate, truth) in pairs {
          let deviation = (estimate.value - (try #require(truth))) / estimate.error
          ratios.append(deviation * deviation)
        }
      }
    }
    // Mean of t² with 15 degrees of freedom.
    let ratio = ratios.reduce(0, +) / Double(ratios.count) / (15.0 / 13)
    #expect((0.5...1.6).contains(ratio), "\(ratio)")
  }

  @Test func aFactorWithoutEffectExplainsNothing() throws {
    let found = try indices(dimensions: 2, points: 16) { 3 + $0[0] }
    #expect(found.factors[1].first == Estimate(value: 0, error: 0))
    #expect(found.factors[1].total == Estimate(value: 0, error: 0))
    #expect(abs(found.factors[0].total.value - 1) < 1e-12)
    #expect(abs(found.additive.value - 1) < 1e-12)
  }

  @Test(arguments: [0.0, 1e6, .nan])
  func nothingThatVariesHasNoIndices(value: Double) {
    let column = [Double](repeating: value, count: 8)
    #expect(
      SobolIndices(
        a: column, b: column, exchanges: [SobolIndices.Exchange(ab: column, ba: column)],
        randomisations: 4) == nil)
  }

  @Test func undefinedPointsAreLeftOutAndCounted() throws {
    let sample = try Reference.load().sample
    let exchanges = zip(sample.ab, sample.ba).map { SobolIndices.Exchange(ab: $0, ba: $1) }
    var damaged = sample.a
    damaged[5] = .nan
    let found = try #require(
      SobolIndices(a: damaged, b: sample.b, exchanges: exchanges, randomisations: 1))
    func without(_ column: [Double]) -> [Double] { Array(column[..<5] + column[6...]) }
    let clean = try #require(
      SobolIndices(
        a: without(sample.a), b: without(sample.b),
        exchanges: exchanges.map {
          SobolIndices.Exchange(ab: without($0.ab), ba: without($0.ba))
        }, randomisations: 1))
    #expect(found.omitted == 1)
    #expect(found.factors == clean.factors)
  }
}
