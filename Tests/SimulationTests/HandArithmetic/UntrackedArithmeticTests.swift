import Simulation
import Testing

/// Work without users, and use that nobody tracks.
struct UntrackedArithmeticTests {
  private let request = (1000 * 3.0 + 100 * 15) / 1e6

  private func scenario(_ root: String, segment: String = "", weeks: Int = 4) -> HandScenario {
    var scenario = HandScenario()
    scenario.weeks = weeks
    scenario.segment = segment
    scenario.root = root
    return scenario
  }

  @Test func backgroundWorkCostsAndMakesNoUnits() async throws {
    let forecast = try await HandForecast(
      scenario(#""background": {"sync": {"runsPerWeek": 250, "from": 2, "until": 3}}"#))
    #expect(isClose(forecast.mean(.inferenceCost), (4000 + 500) * request))
    #expect(isClose(forecast.mean(.inferenceCost, .week(0)), 1000 * request))
    #expect(isClose(forecast.mean(.inferenceCost, .week(2)), 1250 * request))
    #expect(isClose(forecast.mean(.inferenceCost, scope: .segment(1)), 500 * request))
    #expect(forecast.result.scenario.segments.map(\.name) == ["all", "background.sync"])
    #expect(isClose(forecast.mean(.units), 4000))
    #expect(isClose(forecast.mean(.successes), 4000))
    #expect(isClose(forecast.mean(.sessions), 4500))
  }

  /// Nobody uses the feature, and it costs all the same.
  @Test func aZombieRunsOnWithoutUsers() async throws {
    let forecast = try await HandForecast(
      scenario(
        #""background": {"sync": {"runsPerWeek": 250}}, "demand": {"growthPerYear": 9}"#,
        segment: #""adoption": 0"#))
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * request))
    #expect(forecast.mean(.units) == 0)
  }

  @Test func backgroundWorkPaysTheHarnessByCallAlone() async throws {
    let harness = #"{"perUnit": 0.01, "vectorQueries": {"perCall": 2, "price": 0.001}}"#
    let forecast = try await HandForecast(
      scenario(#""background": {"sync": {"runsPerWeek": 250}}, "harness": \#(harness)"#))
    #expect(isClose(forecast.mean(.harnessCost), 4000 * 0.01 + 5000 * 0.002))
  }

  /// A quarter of all use is a third of what is tracked; it pays the models and no harness.
  @Test func shadowUseIsAShareOfAllInference() async throws {
    let harness = #"{"perUnit": 0.01, "vectorQueries": {"perCall": 2, "price": 0.001}}"#
    let forecast = try await HandForecast(
      scenario(
        #""shadowShare": 0.25, "harness": \#(harness), "background": {"sync": {"runsPerWeek": 90}}"#
      ))
    #expect(
      forecast.result.scenario.segments.map(\.name) == ["all", "shadow.all", "background.sync"])
    #expect(isClose(forecast.mean(.inferenceCost, scope: .segment(0)), 4000 * request))
    #expect(isClose(forecast.mean(.inferenceCost, scope: .segment(1)), 4000 / 3 * request))
    #expect(isClose(forecast.mean(.harnessCost), 4000 * 0.01 + 4360 * 0.002))
    #expect(forecast.mean(.harnessCost, scope: .segment(1)) == 0)
    #expect(isClose(forecast.mean(.units), 4000))
    let harnessRows = forecast.result.strategies[0].breakdown.filter { $0.call == nil }
    #expect(harnessRows.allSatisfy { $0.segment != 1 })
  }

  /// Untracked sessions cost what tracked ones cost, whatever the cache: they read it like those and
  /// warm it for nobody.
  @Test func shadowUseWarmsNoCache() async throws {
    func forecast(_ root: String) async throws -> HandForecast {
      var scenario = scenario(root)
      scenario.calls[0] += #", "cache": {}"#
      return try await HandForecast(scenario)
    }
    let without = try await forecast(#""gates": []"#)
    let with = try await forecast(#""shadowShare": 0.2"#)
    let tracked = without.mean(.inferenceCost)
    #expect(isClose(with.mean(.inferenceCost, scope: .segment(0)), tracked))
    #expect(isClose(with.mean(.inferenceCost, scope: .segment(1)), tracked / 4))
  }

  @Test func aSegmentsOwnShareComesFirst() async throws {
    let forecast = try await HandForecast(
      scenario(#""shadowShare": 0.2"#, segment: #""shadowShare": 0.5"#))
    #expect(isClose(forecast.mean(.sessions), 8000))
  }

  @Test func theBridgeEndsInWorkAndUseWithoutUnits() async throws {
    let forecast = try await HandForecast(
      scenario(#""background": {"sync": {"runsPerWeek": 250}}, "shadowShare": 0.2"#))
    let rungs = forecast.result.strategies[0].bridge
    func amount(_ effect: BridgeEffect) -> Double {
      rungs.first { $0.effect == effect }?.amount ?? .nan
    }
    #expect(isClose(amount(.spreadsheet), 4000 * request))
    #expect(isClose(amount(.background), 1000 * request))
    #expect(isClose(amount(.shadow), 1000 * request))
    #expect(isClose(rungs.map(\.amount).reduce(0, +), forecast.mean(.inferenceCost)))
  }
}
