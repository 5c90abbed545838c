import Foundation
import Scenarios
import Simulation
import Testing

/// The oracle against sums that can be written down: what validates the engine is validated first.
struct OracleClosedFormTests {
  private static let trials = 1024

  private func sample(
    users: Double = 200, weeks: Int = 2, segment: String = "", turns: String = "1",
    workflow: String = "", call: String, root: String = ""
  ) throws -> OracleSample {
    func more(_ members: String) -> String { members.isEmpty ? "" : ", \(members)" }
    let scenario = try decodedScenario(
      """
      {"name": "Closed form", "attribution": {"feature": "test"}, "horizon": {"weeks": \(weeks)},
       "models": {"hand": {"input": 3, "cacheRead": 0.3, "cacheWrite5m": 3.75, "output": 15},
                  "cheap": {"input": 1, "output": 4}},
       "segments": {"all": {"users": \(users), "sessionsPerUserPerWeek": 1, "workflow": "chat"\
      \(more(segment))}},
       "workflows": {"chat": {"turns": \(turns), "calls": [{"name": "answer", \(call)}]\
      \(more(workflow))}}\(more(root))}
      """)
    return OracleSimulator(scenario: scenario, seed: 42).run(trials: Self.trials)
  }

  private func expect(
    _ sample: OracleSample, _ flow: Flow, _ expected: Double, in period: Period = .total,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = Estimate(meanOf: sample.series(ColumnKey(flow, period: period)))
    #expect(
      abs(found.value - expected) <= Estimate.farTail * found.error + 1e-9 * expected,
      "\(found) for \(expected)", sourceLocation: sourceLocation)
    #expect(found.error <= 0.02 * expected, "\(found)", sourceLocation: sourceLocation)
  }

  private static let answer = #""model": "hand", "prompt": {"system": 1400, "user": 50}"#

  @Test func conversationsGrowQuadraticallyAndSpreadAsACompoundPoisson() throws {
    let sample = try sample(
      turns: #"{"geometric": {"mean": 3}}"#, workflow: #""memory": "full""#,
      call: Self.answer + #", "output": 425"#)
    // Cost of T turns: a T + b T^2; p = 1/3 gives E[T] = 3, E[T^2] = 15, E[T^3] = 111, E[T^4] = 1095.
    let b = 475 * 3 / 2e6
    let a = (1450 * 3 + 425 * 15) / 1e6 - b
    expect(sample, .inferenceCost, 400 * (3 * a + 15 * b))
    let costs = sample.series(ColumnKey(.inferenceCost))
    let mean = costs.reduce(0, +) / Double(costs.count)
    let squares = Estimate(meanOf: costs.map { ($0 - mean) * ($0 - mean) })
    let expected = 400 * (15 * a * a + 2 * 111 * a * b + 1095 * b * b)
    #expect(
      abs(squares.value - expected) <= Estimate.farTail * squares.error, "\(squares) \(expected)")
  }

  @Test func retriesValidationAndLoopsMultiply() throws {
    let sample = try sample(
      call: Self.answer + """
        , "output": 425, "retry": {"failureRate": 0.2, "maxAttempts": 2, "billedFraction": 0.5},
        "validate": {"failureRate": 0.3, "maxRounds": 3, "with": "cheap"},
        "loop": {"steps": {"poisson": {"mean": 1.5}}, "maxSteps": 50, "toolResult": 100}
        """)
    let rounds = 1 + 0.3 + 0.09
    let weight = 0.96 + 0.5 * (1.2 - 0.96)
    // N steps read 1,450 (N + 1) + 525 N (N + 1) / 2 tokens; E[N (N + 1)] = 1.5^2 + 2 x 1.5.
    let steps = 1450 * 2.5 + 525 * 5.25 / 2
    let checker = 300.0 + 50 + 425
    expect(sample, .inputTokens, 400 * rounds * (weight * steps + checker))
    expect(sample, .outputTokens, 400 * rounds * (weight * 2.5 * 425 + 8))
    expect(sample, .calls, 400 * rounds * (2.5 * 1.2 + 1))
    // E[0.96^(N + 1)] = 0.96 exp(-1.5 x 0.04).
    let arrived = 0.96 * exp(-0.06)
    expect(sample, .successes, 400 * arrived * (1 - 0.027))
  }

  @Test func theSharedPrefixIsCoveredLikeABooleanModel() throws {
    let sample = try sample(
      users: 600, weeks: 4, turns: "3",
      workflow: #""memory": "full", "secondsBetweenTurns": {"exponential": {"mean": 200}}"#,
      call: Self.answer + #", "output": 425, "cache": {}"#)
    let inTime = 1 - exp(-1.5)
    let shared = 1 - exp(-600 / 604_800 * (300 + 2 * 200 * inTime))
    // Turns 2 and 3 read 1,400 and 1,875 when they come within 300 s, else the shared prefix.
    let read = shared * 1400 + inTime * (1400 + 1875) + (1 - inTime) * shared * 2 * 1400
    expect(sample, .cacheReadTokens, 2400 * read)
    expect(sample, .cacheWriteTokens, 2400 * (1400 + 1875 + 2350 - read))
    expect(sample, .inputTokens, 2400 * 150)
  }

  @Test func tiersMisroutingAndLearningDecideSuccess() throws {
    let sample = try sample(
      weeks: 13, call: #""prompt": {"system": 1000}, "output": 100"#,
      root: """
        "learning": {"promptTokensPerMonth": -0.1, "successPerMonth": 0.02},
        "routing": {"strategies": {"it": {
          "tiers": [{"model": "cheap", "share": 0.5, "success": 0.8},
                    {"model": "hand", "success": 0.9}],
          "misroute": {"hardSentSmall": 0.1, "easySentLarge": 0.06}}}}
        """)
    func success(_ month: Double) -> Double {
      let small = 0.47 * (0.8 + 0.02 * month)
      let large = (0.45 + 0.03) * (0.9 + 0.02 * month)
      return 200 * (small + large)
    }
    expect(sample, .successes, success(0), in: .week(0))
    expect(sample, .successes, success(1), in: .week(5))
    expect(sample, .successes, success(2), in: .week(12))
    expect(sample, .inputTokens, 200 * 1000 * 0.81, in: .week(12))
    expect(sample, .inferenceCost, 200 * (0.52 * 1400 + 0.48 * 4500) / 1e6, in: .week(0))
  }

  @Test func demandAndHeterogeneityAverageToOne() throws {
    let sample = try sample(
      users: 100, weeks: 6, segment: #""userHeterogeneity": 2, "churnPerMonth": 0.2"#,
      call: Self.answer + #", "output": 425"#,
      root: #""demand": {"weeklyNoise": 0.3, "autocorrelation": 0.5}"#)
    let active = (0..<6).map { 100 * pow(0.8, Double($0) * 3 / 13) }
    expect(sample, .units, active.reduce(0, +))
    // Variance of the expected sessions plus their own; G has variance 4 / mean users.
    let mean = active.reduce(0, +) / 6
    var second = 0.0
    for i in 0..<6 {
      for j in 0..<6 {
        let covariance = exp(0.09 * pow(0.5, abs(Double(i - j))))
        second += active[i] * active[j] * covariance * (1 + 4 / mean)
      }
    }
    let total = active.reduce(0, +)
    let expected = second - total * total + total
    let units = sample.series(ColumnKey(.units))
    let squares = Estimate(meanOf: units.map { ($0 - total) * ($0 - total) })
    #expect(
      abs(squares.value - expected) <= Estimate.farTail * squares.error, "\(squares) \(expected)")
  }

  @Test func ranksOfUnknownInputsAreAttained() throws {
    let scenario = try decodedScenario(
      """
      {"name": "Ranks", "attribution": {"feature": "test"}, "horizon": {"weeks": 1},
       "models": {"hand": {"input": 3, "output": 15}},
       "segments": {"all": {"users": {"p5": 10, "p95": 90}, "workflow": "chat",
                            "sessionsPerUserPerWeek": {"p5": 0.5, "p95": 2}}},
       "workflows": {"chat": {"turns": {"p5": 1.5, "p95": 4}, "calls": [
         {"name": "answer", "model": "hand", "prompt": {"system": 10}, "output": 10}]}},
       "correlations": [
         {"between": ["segments.all.users", "segments.all.sessionsPerUserPerWeek"], "rank": 0.6},
         {"between": ["segments.all.users", "workflows.chat.turns"], "rank": -0.4}]}
      """)
    let source = OracleTrialSource(scenario)
    var generator = OracleGenerator(seed: 3)
    let count = 40_000
    let draws = (0..<count).map { _ in source.draw(&generator).assumptions }
    for pair in scenario.correlations {
      let first = ranks(draws.map { $0[pair.first] })
      let second = ranks(draws.map { $0[pair.second] })
      let centre = Double(count - 1) / 2
      let product = zip(first, second).reduce(0.0) { $0 + ($1.0 - centre) * ($1.1 - centre) }
      let rank = product * 12 / (pow(Double(count), 3) - Double(count))
      #expect(abs(rank - pair.rank) <= 5.33 / Double(count).squareRoot(), "\(rank) \(pair.rank)")
    }
  }

  private func ranks(_ values: [Double]) -> [Double] {
    var ranks = values
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      ranks[index] = Double(rank)
    }
    return ranks
  }
}
