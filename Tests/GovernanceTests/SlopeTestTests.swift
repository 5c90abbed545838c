import Foundation
import Governance
import Testing

struct SlopeTestTests {
  private struct Reference: Decodable {
    let values: [Double]
    let slope: Double
    let error: Double
    let squares: Double
  }

  private static var references: [Reference] {
    get throws {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "References/slopes.json")
      return try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))
    }
  }

  @Test func `slope and error are those of statsmodels`() throws {
    let references = try Self.references
    #expect(references.map(\.values.count) == [8, 10, 12])
    for reference in references {
      let fit = SlopeFit(reference.values)
      #expect(abs(fit.slope - reference.slope) < 1e-12)
      #expect(abs(fit.error - reference.error) < 1e-12)
      #expect(abs(fit.squares - reference.squares) < 1e-12)
    }
  }

  @Test func `a steady fall is found with its rate`() throws {
    let costs = (0..<10).map { 0.05 * pow(0.98, Double($0)) }
    let test = try #require(SlopeTest(costs))
    #expect(test.weeks == 10 && test.verdict == .improving)
    #expect(abs(test.change + 0.02) < 1e-12)
    let rise = try #require(SlopeTest(costs.reversed()))
    #expect(rise.verdict == .worsening)
  }

  @Test func `costs that do not move show no improvement`() throws {
    let test = try #require(SlopeTest([Double](repeating: 0.05, count: 9)))
    #expect(test.verdict == .notShown && test.probability == 1 && test.change == 0)
  }

  @Test func `fewer than eight weeks say nothing, and of more than twelve the latest count`() throws
  {
    #expect(SlopeTest([Double](repeating: 1, count: 7)) == nil)
    #expect(SlopeTest([Double](repeating: 1, count: 9) + [0]) == nil)
    let early = [9.0, 5, 3, 2], late = (0..<12).map { 1 + 0.1 * Double($0 % 3) }
    let test = try #require(SlopeTest(early + late))
    #expect(test.weeks == 12)
    #expect(test.change == SlopeTest(late)?.change)
  }

  /// Doubled logarithms have residuals of four times the squares and need twice the slope.
  @Test func `the smallest fall that is found grows with the noise`() throws {
    let once = SlopeTest.smallestFound(meanSquares: 0.01, weeks: 12)
    let twice = SlopeTest.smallestFound(meanSquares: 0.04, weeks: 12)
    #expect(abs(log(1 - twice) - 2 * log(1 - once)) < 1e-12)
    #expect(once > 0 && SlopeTest.smallestFound(meanSquares: 0.01, weeks: 8) > once)
  }

  private static let replicates = 4000

  /// Share of simulated series whose statistic is beyond the limit; in one direction for a fall or a rise.
  private static func share(
    weeks: Int, autocorrelation: Double, slope: Double, beyond limit: Double, twoSided: Bool
  ) -> Double {
    var noise = Noise(state: 20_270_104)
    let innovation = (1 - autocorrelation * autocorrelation).squareRoot()
    let found = (0..<replicates).count { _ in
      var level = noise.normal()
      let values = (0..<weeks).map { week in
        if week > 0 { level = autocorrelation * level + innovation * noise.normal() }
        return level + slope * Double(week)
      }
      let statistic = SlopeFit(values).statistic
      return (twoSided ? abs(statistic) : statistic) > limit
    }
    return Double(found) / Double(replicates)
  }

  /// Of 4,000 replicates a share of 5 % has a standard error of 0.0034 and one of 80 % of 0.0063; the
  /// limits of the test, of 20,000 replicates, have half of that; 5.3 of both are one in ten million.
  private static func bound(_ share: Double) -> Double {
    let variance = share * (1 - share)
    return 5.3 * (variance / Double(replicates) + variance / 20_000).squareRoot()
  }

  @Test(arguments: [8, 12], [0, 0.3, 0.6])
  func `where nothing changes it finds a change in one case of twenty at most`(
    weeks: Int, autocorrelation: Double
  ) {
    let limit = SlopeNull(weeks: weeks).critical(SlopeTest.size)
    let share = Self.share(
      weeks: weeks, autocorrelation: autocorrelation, slope: 0, beyond: limit, twoSided: true)
    #expect(share < SlopeTest.size + Self.bound(SlopeTest.size), "\(share)")
    if autocorrelation == SlopeNull.autocorrelation {
      #expect(share > SlopeTest.size - Self.bound(SlopeTest.size), "\(share)")
    }
  }

  @Test(arguments: [8, 12])
  func `the smallest fall is found in four cases of five`(weeks: Int) {
    let null = SlopeNull(weeks: weeks)
    let slope = null.slope(power: SlopeTest.power, size: SlopeTest.size)
    let share = Self.share(
      weeks: weeks, autocorrelation: SlopeNull.autocorrelation, slope: slope,
      beyond: null.critical(SlopeTest.size), twoSided: false)
    #expect(abs(share - SlopeTest.power) < Self.bound(SlopeTest.power), "\(share)")
  }
}

/// Normals of a generator that is not the engine's: SplitMix64 and Box and Muller's method.
private struct Noise {
  var state: UInt64

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((word ^ (word >> 31)) >> 11) + 0.5) * 0x1p-53
  }

  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}
