import Pricing
import Scenarios
import Simulation
import Testing

/// Scenarios that are compared with each other see the same draws.
struct SharedRandomNumbersTests {
  private func scenario(_ members: String, calls: String = "") throws -> Scenario {
    let text = """
      {"name": "Shared", "attribution": {"feature": "shared"}, "horizon": {"weeks": 6},
       "models": {"hand": {"input": 3, "output": 15}},
       "segments": {\(members)},
       "demand": {"weeklyNoise": 0.2},
       "workflows": {"chat": {"turns": {"geometric": {"mean": {"p5": 2, "p95": 4}}}, "calls": [
         {"name": "answer", "model": "hand", "prompt": {"system": {"p5": 800, "p95": 1500},
          "user": {"lognormal": {"p50": 40, "p95": 300}}}, "output": 200}\(calls)]}}}
      """
    let (scenario, findings) = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin, fileReader: { _ in nil })
    return try #require(scenario, "\(findings)")
  }

  private let paid =
    #""paid": {"users": {"p5": 900, "p95": 1300}, "sessionsPerUserPerWeek": {"p5": 0.5, "p95": 2}}"#
  private let free =
    #""free": {"users": {"p5": 90, "p95": 200}, "sessionsPerUserPerWeek": 1}"#

  /// Without lines trials are too few for fits of moments, whose points depend on all assumptions.
  private func run(_ scenario: Scenario, layout: OuterLayout? = nil) async throws
    -> SimulationResult
  {
    var options = SimulationOptions(trials: 256)
    options.isIntegrated = false
    return try await Simulator(scenario: scenario, options: options, layout: layout).run()
  }

  /// The first scenario of the pair lacks a segment, and so an assumption, before all others.
  @Test func anAddedSegmentLeavesTheOthersAsTheyWere() async throws {
    let base = try scenario(paid)
    let head = try scenario("\(free), \(paid)")
    let layout = OuterLayout([base, head])
    let (before, after) = (
      try await run(base, layout: layout), try await run(head, layout: layout)
    )
    let paths = after.scenario.assumptions.map(\.path)
    for (index, assumption) in before.scenario.assumptions.enumerated() {
      let place = try #require(paths.firstIndex(of: assumption.path))
      #expect(before.assumptionValues[index] == after.assumptionValues[place])
    }
    for flow in [Flow.inferenceCost, .units, .calls, .outputTokens] {
      let old = ColumnKey(flow, scope: .segment(0))
      let new = ColumnKey(flow, scope: .segment(1))
      #expect(before.strategies[0].columns[old] == after.strategies[0].columns[new], "\(flow)")
    }
  }

  @Test func aScenarioAloneHasTheLayoutOfItself() async throws {
    let base = try scenario(paid)
    let alone = try await run(base)
    let shared = try await run(base, layout: OuterLayout([base, try scenario("\(paid), \(free)")]))
    #expect(alone.assumptionValues == shared.assumptionValues)
    #expect(alone.strategies[0].columns == shared.strategies[0].columns)
  }

  /// A prompt 1 % longer costs about 0.7 % more in every trial: far below what two independent
  /// runs of 256 trials would show.
  @Test func aSmallChangeShowsInEveryTrial() async throws {
    let base = try scenario(paid)
    let head = try scenario(
      paid, calls: #", {"name": "tag", "model": "hand", "prompt": {"user": 10}, "output": 1}"#)
    let layout = OuterLayout([base, head])
    let key = ColumnKey(.inferenceCost)
    let before = try #require(await run(base, layout: layout).strategies[0].columns[key])
    let after = try #require(await run(head, layout: layout).strategies[0].columns[key])
    #expect(zip(before.expected, after.expected).allSatisfy { $0 < $1 && $1 < 1.02 * $0 })
  }

  /// A scenario met later adds its coordinates behind the others.
  @Test func aGrownLayoutKeepsTheDraws() async throws {
    let base = try scenario(paid)
    let head = try scenario("\(free), \(paid)")
    let layout = OuterLayout([base])
    let (before, after) = (
      try await run(base, layout: layout), try await run(base, layout: layout.adding(head))
    )
    #expect(before.assumptionValues == after.assumptionValues)
    #expect(before.strategies[0].columns == after.strategies[0].columns)
    _ = try await run(head, layout: layout.adding(head))
  }
}
