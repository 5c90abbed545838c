import Foundation
import Pricing
import Scenarios
import Simulation
import Testing

/// Outer points are turned where that is right, and nowhere else.
struct OuterRotationTests {
  /// Users and sessions correlate, and move cost most; a discrete law takes part where asked for.
  private func scenario(
    _ extra: String = "", users: String = #"{"p5": 900, "p95": 1300}"#, correlations: String = "",
    demand: String = ""
  ) throws -> Scenario {
    let text = """
      {"name": "Turned", "attribution": {"feature": "turned"}, "horizon": {"weeks": 9},
       "models": {"hand": {"input": 3, "output": 15}},
       "segments": {"all": {"users": \(users),
         "sessionsPerUserPerWeek": {"p5": 0.5, "p95": 2}}\(extra)},
       "workflows": {"chat": {"calls": [{"name": "answer", "model": "hand", "maxTokens": 900,
         "prompt": {"system": {"p5": 800, "p95": 1500}}, "output": 200}]}},
       "correlations": [\(correlations)]\(demand)}
      """
    let (scenario, findings) = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin, fileReader: { _ in nil })
    return try #require(scenario, "\(findings)")
  }

  private let tied = """
    {"between": ["segments.all.users", "segments.all.sessionsPerUserPerWeek"], "rank": 0.6}
    """

  private func run(
    _ scenario: Scenario, isRotated: Bool = true, trials: Int = 4096, layout: OuterLayout? = nil
  ) async throws -> SimulationResult {
    var options = SimulationOptions(detail: .means, trials: trials)
    options.isRotated = isRotated
    return try await Simulator(scenario: scenario, options: options, layout: layout).run()
  }

  /// Kolmogorov–Smirnov: 2.9 is exceeded once in 10⁷ by independent draws, and by these more rarely.
  @Test func everyInputKeepsItsLaw() async throws {
    let result = try await run(try scenario(correlations: tied))
    for (assumption, values) in zip(result.scenario.assumptions, result.assumptionValues) {
      let uniforms = values.map(assumption.law.cdf).sorted()
      let count = Double(uniforms.count)
      let distance = uniforms.enumerated().map { i, u in
        max(abs(u - Double(i) / count), abs(u - Double(i + 1) / count))
      }.max()!
      #expect(distance * count.squareRoot() < 2.9, "\(assumption.path)")
    }
  }

  /// The normals' products: of independent inputs 0, of the correlated ones 2 sin(π 0.6 / 6).
  @Test func inputsKeepTheirCorrelation() async throws {
    let result = try await run(try scenario(correlations: tied))
    let normals = zip(result.scenario.assumptions, result.assumptionValues).map { pair in
      pair.1.map { log($0) }
    }
    func correlation(_ x: [Double], _ y: [Double]) -> Double {
      let count = Double(x.count)
      let (a, b) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
      var sums = (xy: 0.0, xx: 0.0, yy: 0.0)
      for (x, y) in zip(x, y) {
        sums.xy += (x - a) * (y - b)
        sums.xx += (x - a) * (x - a)
        sums.yy += (y - b) * (y - b)
      }
      return sums.xy / (sums.xx * sums.yy).squareRoot()
    }
    let expected = 2 * sin(Double.pi * 0.6 / 6)
    // Independent draws would be within 5.5 / √4096 = 0.086.
    #expect(abs(correlation(normals[0], normals[1]) - expected) < 0.086)
    #expect(abs(correlation(normals[0], normals[2])) < 0.086)
    #expect(abs(correlation(normals[1], normals[2])) < 0.086)
  }

  /// One coordinate of 256 points has one in each 256th: of a randomisation's costs the count above
  /// the P95 barely varies then.
  @Test(arguments: ["", #", "demand": {"weeklyNoise": 0.3, "autocorrelation": 0.5}"#])
  func theTailOfCostIsStratified(demand: String) async throws {
    let scenario = try scenario(demand: demand)
    func spread(isRotated: Bool) async throws -> Double {
      let result = try await run(scenario, isRotated: isRotated)
      let costs = try #require(result.strategies[0].columns[ColumnKey(.inferenceCost)]).expected
      let limit = costs.sorted()[costs.count * 95 / 100]
      let counts = stride(from: 0, to: costs.count, by: 256).map { start in
        Double(costs[start..<start + 256].count { $0 > limit })
      }
      let mean = counts.reduce(0, +) / Double(counts.count)
      return counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(counts.count - 1)
    }
    // Independent points would have 256 · 0.05 · 0.95 = 12.
    #expect(try await spread(isRotated: true) < 1)
    #expect(try await spread(isRotated: false) > 2)
  }

  @Test(arguments: [
    #"{"discrete": {"values": [900, 1300], "weights": [0.5, 0.5]}}"#,
    #"{"mixture": {"components": [{"weight": 0.5, "law": 100}, {"weight": 0.5, "law": {"uniform": {"min": 900, "max": 990}}}]}}"#,
  ])
  func discreteAndMixedInputsKeepTheirPoints(users: String) async throws {
    let scenario = try scenario(users: users)
    let (turned, plain) = (
      try await run(scenario, trials: 256), try await run(scenario, isRotated: false, trials: 256)
    )
    #expect(turned.assumptionValues[0] == plain.assumptionValues[0])
    #expect(turned.assumptionValues[1] != plain.assumptionValues[1])
    // What a discrete input is made of is not turned either; two are left, one of them tied.
    let correlated = try self.scenario(users: users, correlations: tied)
    let (both, none) = (
      try await run(correlated, trials: 256),
      try await run(correlated, isRotated: false, trials: 256)
    )
    #expect(both.assumptionValues[0] == none.assumptionValues[0])
  }

  @Test func aComparisonHasOneTurn() async throws {
    let base = try scenario()
    let head = try scenario(
      #", "free": {"users": {"p5": 90, "p95": 200}, "sessionsPerUserPerWeek": {"p5": 1, "p95": 3}}"#
    )
    let layout = OuterLayout([base, head])
    let alone = try await run(base, trials: 256)
    let (before, after) = (
      try await run(base, trials: 256, layout: layout),
      try await run(head, trials: 256, layout: layout)
    )
    #expect(alone.assumptionValues == before.assumptionValues)
    let paths = after.scenario.assumptions.map(\.path)
    for (index, assumption) in before.scenario.assumptions.enumerated() {
      let place = try #require(paths.firstIndex(of: assumption.path))
      #expect(before.assumptionValues[index] == after.assumptionValues[place])
    }
    // The inputs that only the second has are turned among themselves.
    let turned = after.notes.filter { $0.message.hasPrefix("outer points turned") }
    #expect(turned.count == 2)
  }

  /// In the other scenario the same input is discrete: it is turned in neither.
  @Test func anInputThatIsDiscreteInOneScenarioIsTurnedInNone() async throws {
    let base = try scenario()
    let head = try scenario(users: #"{"discrete": {"values": [900, 1300], "weights": [0.5, 0.5]}}"#)
    let layout = OuterLayout([base, head])
    let (turned, plain) = (
      try await run(base, trials: 256, layout: layout),
      try await run(base, isRotated: false, trials: 256, layout: layout)
    )
    let users = try #require(
      base.assumptions.firstIndex { $0.path == "segments.all.users" })
    #expect(turned.assumptionValues[users] == plain.assumptionValues[users])
    #expect(turned.assumptionValues != plain.assumptionValues)
  }

  /// Blocks replace the coordinates of single inputs.
  @Test func designsAreNotTurned() async throws {
    let scenario = try scenario()
    var options = SimulationOptions(
      detail: .means, design: OuterDesign(points: 16, blocks: [OuterDesign.Block()]))
    let turned = try await Simulator(scenario: scenario, options: options).run()
    options.isRotated = false
    let plain = try await Simulator(scenario: scenario, options: options).run()
    #expect(turned.assumptionValues == plain.assumptionValues)
  }

  @Test func oneUnknownInputIsNotTurned() async throws {
    let text = """
      {"name": "One", "attribution": {"feature": "one"}, "models": {"hand": {"input": 3, "output": 15}},
       "segments": {"all": {"users": {"p5": 900, "p95": 1300}, "sessionsPerUserPerWeek": 1}},
       "workflows": {"chat": {"calls": [{"name": "answer", "model": "hand",
         "prompt": {"user": 100}, "output": 200}]}}}
      """
    let (decoded, findings) = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin, fileReader: { _ in nil })
    let scenario = try #require(decoded, "\(findings)")
    let (turned, plain) = (
      try await run(scenario, trials: 64), try await run(scenario, isRotated: false, trials: 64)
    )
    #expect(turned.assumptionValues == plain.assumptionValues)
    #expect(!turned.notes.contains { $0.message.hasPrefix("outer points turned") })
  }
}
