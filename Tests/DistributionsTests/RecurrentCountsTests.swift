import Distributions
import Foundation
import Testing

/// Masses by recurrence against closed forms, and against densities and distribution functions, which
/// the reference tables hold to SciPy and mpmath.
struct RecurrentCountsTests {
  private static let tail = 1e-17

  static func laws() throws -> [any RecurrentCounts] {
    var laws: [any RecurrentCounts] = []
    for mean in [1e-6, 0.05, 3.3, 47.5, 900] { laws.append(try Poisson(mean: mean)) }
    for (mean, dispersion) in [
      (4, 0.5), (9.63, 0.37), (130, 1), (300, 8), (40, 1e12), (0.01, 0.001),
    ] {
      laws.append(try NegativeBinomial(mean: mean, dispersion: dispersion))
    }
    for (trials, probability) in [(1, 0.4), (40, 0.07), (3000, 0.6), (60, 1 - 1e-9)] {
      laws.append(try Binomial(trials: Double(trials), probability: probability))
    }
    return laws
  }

  /// Every mass, the far tails included: a count away from the mean costs three roundings, the density a
  /// few dozen.
  @Test(arguments: try laws()) func areTheDensity(law: any RecurrentCounts) {
    for (n, mass) in law.masses(leaving: Self.tail, atMost: 20_000).enumerated() {
      let density = law.density(Double(n))
      guard density > 1e-290 else { continue }
      let steps = abs(Double(n) - law.mean)
      #expect(
        abs(mass / density - 1) <= 0x1p-52 * (60 + 3 * steps - 4 * log(density)),
        "\(n) of \(law)")
    }
  }

  @Test(arguments: try laws()) func areTheJumpsOfTheDistributionFunction(law: any RecurrentCounts) {
    for (n, mass) in law.masses(leaving: Self.tail, atMost: 20_000).enumerated() {
      let jump = law.cdf(Double(n)) - law.cdf(Double(n) - 1)
      #expect(abs(mass - jump) <= 1e-13, "\(n) of \(law)")
    }
  }

  @Test(arguments: try laws()) func leaveNoMoreThanTheTail(law: any RecurrentCounts) {
    let masses = law.masses(leaving: Self.tail, atMost: 20_000)
    #expect(abs(masses.reversed().reduce(0, +) - 1) <= 1e-13)
    for tail in [1e-3, 1e-9] {
      let masses = law.masses(leaving: tail, atMost: 20_000)
      #expect(1 - law.cdf(Double(masses.count - 1)) <= tail, "\(law)")
    }
  }

  @Test(arguments: try laws(), [0, 5, 60]) func endWhereTheyAreToldTo(
    law: any RecurrentCounts, last: Int
  ) {
    let all = law.masses(leaving: Self.tail, atMost: 20_000)
    let some = law.masses(leaving: Self.tail, atMost: last)
    #expect(some.count == min(all.count, last + 1))
    for (a, b) in zip(some, all) where b > 1e-290 { #expect(abs(a / b - 1) <= 1e-11, "\(law)") }
  }

  @Test func dispersionOneIsGeometric() throws {
    let law = try NegativeBinomial(mean: 3, dispersion: 1)
    for (n, mass) in law.masses(leaving: Self.tail, atMost: 500).enumerated() {
      #expect(abs(mass / (0.25 * pow(0.75, Double(n))) - 1) <= 1e-13)
    }
  }

  @Test func fairCoinsCountSubsets() throws {
    let masses = try Binomial(trials: 20, probability: 0.5).masses(leaving: Self.tail, atMost: 99)
    #expect(masses.count == 21)
    var subsets = 1.0
    for n in 0...20 {
      #expect(abs(masses[n] * 1_048_576 / subsets - 1) <= 1e-13)
      subsets = subsets * Double(20 - n) / Double(n + 1)
    }
  }

  @Test func certainCountsHaveOneMass() throws {
    #expect(try Poisson(mean: 0).masses(leaving: 1e-9, atMost: 9) == [1])
    #expect(
      try NegativeBinomial(mean: 0, dispersion: 2).masses(leaving: 1e-9, atMost: 9) == [1])
    #expect(
      try Binomial(trials: 3, probability: 1).masses(leaving: 1e-9, atMost: 9) == [0, 0, 0, 1])
    #expect(try Binomial(trials: 3, probability: 1).masses(leaving: 1e-9, atMost: 1) == [0, 0])
    #expect(try Binomial(trials: 3, probability: 0).masses(leaving: 1e-9, atMost: 9) == [1])
  }

  /// Beyond what underflows nothing is left to report.
  @Test func countsFarBelowTheMeanAreImpossible() throws {
    let masses = try Poisson(mean: 1e6).masses(leaving: Self.tail, atMost: 4096)
    #expect(masses.count == 4097 && masses.allSatisfy { $0 == 0 })
  }
}
