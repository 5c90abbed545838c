import Foundation
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// A result whose cost is any function of independent uniform assumptions.
private func result(
  assumptions count: Int, trials: Int = 2048, randomisations: Int = 16, sources: Set<Int> = [],
  cost: @escaping ([Double]) -> Double
) -> SimulationResult {
  var random = TestRandom(seed: 5)
  let values = (0..<count).map { _ in (0..<trials).map { _ in random.uniform() } }
  let scenario = HandMade.scenario(
    weeks: 1,
    assumptions: (0..<count).map {
      HandMade.assumption("assumption\($0)", source: sources.contains($0) ? "measured" : nil)
    })
  return HandMade.result(
    scenario, trials: trials, randomisations: randomisations,
    strategies: [
      (
        nil,
        { flow, scope, _, trial in
          flow == .inferenceCost && scope == .all ? cost(values.map { $0[trial] }) : 0
        }
      )
    ], assumptionValues: values)
}

@Suite struct DriversTests {
  @Test func aMonotoneProductIsRankedByItsSpread() {
    // Exponents 3, -2 and 1 of e: the logarithm has these slopes; assumption 3 has none.
    let result = result(assumptions: 4, sources: [1]) {
      exp(3 * $0[0] - 2 * $0[1] + $0[2])
    }
    let drivers = Drivers(result, strategy: 0)
    #expect(drivers.method == .rankRegression)
    #expect(drivers.all.map(\.assumption) == [0, 1, 2, 3])
    #expect(drivers.explained > 0.93)
    #expect(drivers.all.map(\.hasSource) == [false, true, false, false])
    #expect(drivers.all[1].coefficient < -0.4 && drivers.all[0].coefficient > 0.6)
    #expect(drivers.all[3].coefficient.magnitude < 0.03)
    // Three times sqrt((1 - R²) / 2048).
    #expect((0.001...0.018).contains(drivers.noise))
    #expect(
      drivers.all.map { $0.coefficient.magnitude > drivers.noise } == [true, true, true, false])
  }

  /// Sum of 100 x and 50 y: standardised coefficients are 2 and 1 over sqrt(5), and from the lowest
  /// tenth of x (mean 0.05) to the highest (0.95) the mean rises by 90.
  @Test func aSumHasItsCoefficientsAndDollars() throws {
    let result = result(assumptions: 2, trials: 4096) { 1000 + 100 * $0[0] + 50 * $0[1] }
    let drivers = Drivers(result, strategy: 0)
    let first = try #require(drivers.all.first)
    #expect(abs(first.coefficient - 2 / 5.0.squareRoot()) < 0.03)
    #expect(abs(first.effect.value - 90) < 6 * first.effect.error)
    #expect((0.3...3).contains(first.effect.error))
    #expect(abs(drivers.all[1].effect.value - 45) < 6 * drivers.all[1].effect.error)
  }

  @Test func oneAssumptionExplainsEverything() throws {
    let drivers = Drivers(result(assumptions: 1) { $0[0] * $0[0] }, strategy: 0)
    #expect(abs(try #require(drivers.all.first).coefficient - 1) < 1e-12)
    #expect(abs(drivers.explained - 1) < 1e-12)
  }

  @Test func tenAtMostAndTheStrongest() {
    let result = result(assumptions: 14) { values in
      values.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }
    let drivers = Drivers(result, strategy: 0)
    #expect(drivers.all.count == 10)
    #expect(Set(drivers.all.prefix(5).map(\.assumption)) == [9, 10, 11, 12, 13])
  }

  @Test func fewTrialsFallBackToOneAtATime() throws {
    let drivers = Drivers(
      result(assumptions: 20, trials: 64, randomisations: 4) { $0[7] }, strategy: 0)
    #expect(drivers.method == .rankCorrelation)
    #expect(try #require(drivers.all.first).assumption == 7)
    #expect(abs(drivers.explained - 1) < 1e-12)
  }

  @Test func nothingUnknownOrNothingVaryingHasNoDrivers() {
    #expect(Drivers(result(assumptions: 0) { _ in 5 }, strategy: 0).all.isEmpty)
    let constant = Drivers(result(assumptions: 3) { _ in 5 }, strategy: 0)
    #expect(constant.all.isEmpty && constant.explained == 0)
  }

  @Test func tiesShareTheirRankAndStillHaveTenths() throws {
    // A coin: the lowest tenth are zeros, the highest ones.
    let result = result(assumptions: 1) { 10 * $0[0].rounded() }
    let coin = SimulationResult(
      scenario: result.scenario, options: result.options, trials: result.trials,
      randomisations: result.randomisations, months: result.months, strategies: result.strategies,
      assumptionValues: result.assumptionValues.map { $0.map { $0.rounded() } }, notes: [])
    let driver = try #require(Drivers(coin, strategy: 0).all.first)
    #expect(abs(driver.coefficient - 1) < 1e-12)
    #expect(abs(driver.effect.value - 10) < 1e-12)
  }
}
