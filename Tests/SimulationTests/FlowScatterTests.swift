import Simulation
import Testing

/// What chance does to flows where the noise of many sessions is drawn at once: for each of them, and for each
/// two together.
struct FlowScatterTests {
  private static let trials = 4096
  private static let weeks = 26.0
  private static let users = 400.0

  private func sampled(
    _ result: SimulationResult, _ flow: Flow, _ scope: Scope = .all, _ period: Period = .total
  ) throws -> [Double] {
    try #require(result.strategies[0].columns[ColumnKey(flow, scope: scope, period: period)])
      .sampled
  }

  private func covariance(_ a: [Double], _ b: [Double]) -> Double {
    let count = Double(a.count)
    let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
    return zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) } / (count - 1)
  }

  private static let tiered = """
    {"name": "Tiers", "attribution": {"feature": "hand"}, "horizon": {"weeks": 26},
     "models": {"cheap": {"input": 1, "output": 4}, "hand": {"input": 3, "output": 15}},
     "segments": {"all": {"users": 400, "sessionsPerUserPerWeek": 1, "unitsPerSession": 2}},
     "workflows": {"chat": {"turns": {"geometric": {"mean": 3}}, "calls": [
       {"name": "answer",
        "prompt": {"system": 500, "user": {"lognormal": {"mean": 200, "cv": 0.8}}},
        "output": {"lognormal": {"mean": 300, "cv": 0.6}}}]}},
     "harness": {"perUnit": 0.002},
     "routing": {"strategies": {"tiers": {"tiers": [
       {"model": "cheap", "share": 0.7, "success": 0.6}, {"model": "hand", "success": 0.8}]}}}}
    """

  /// What one session of a tier contributes to a flow: so much of (1, units that succeed, turns, input tokens,
  /// output tokens).
  private typealias Weights = [Double]

  private struct Tier {
    let model: String
    let share: Double
    let success: Double
    let prices: (input: Double, output: Double)

    func weights(_ flow: Flow, _ scope: Scope) -> Weights {
      if case .model(let name) = scope, name != model { return [0, 0, 0, 0, 0] }
      return switch flow {
      case .sessions: [1, 0, 0, 0, 0]
      case .units: [2, 0, 0, 0, 0]
      case .successes: [0, 1, 0, 0, 0]
      case .escalations: [model == "hand" ? 1 : 0, 0, 0, 0, 0]
      case .calls: [0, 0, 1, 0, 0]
      case .inputTokens: [0, 0, 0, 1, 0]
      case .outputTokens: [0, 0, 0, 0, 1]
      case .inferenceCost: [0, 0, 0, prices.input / 1e6, prices.output / 1e6]
      case .harnessCost: [2 * 0.002, 0, 0, 0, 0]
      default: preconditionFailure("\(flow)")
      }
    }

    /// E[g h] of two of the five: n turns have E[n] = 3 and E[n²] = 15.
    var products: [[Double]] {
      let (turns, squares, units) = (3.0, 15.0, 2 * success)
      let (input, output) = (700.0, 300.0)
      return [
        [1, units, turns, turns * input, turns * output],
        [units, 2 * units, units * turns, units * turns * input, units * turns * output],
        [turns, units * turns, squares, squares * input, squares * output],
        [
          turns * input, units * turns * input, squares * input,
          turns * 160 * 160 + squares * input * input, squares * input * output,
        ],
        [
          turns * output, units * turns * output, squares * output, squares * input * output,
          turns * 180 * 180 + squares * output * output,
        ],
      ]
    }
  }

  /// The covariance of two flows of a compound Poisson sum of λ sessions is λ E[g h]. That of 4,096 trials is known
  /// to 2.2 % of the deviations, and the products of 8,192 sessions of a tier, played by fours, to some
  /// 4 %: five standard errors are 23 %. What goes with cost alone has 0.4 to 72 % of
  /// the variance.
  @Test func flowsOfManySessionsAreACompoundPoissonSum() async throws {
    let tiers = [
      Tier(model: "cheap", share: 0.7, success: 0.6, prices: (1, 4)),
      Tier(model: "hand", share: 0.3, success: 0.8, prices: (3, 15)),
    ]
    let result = try await HandForecast(
      text: Self.tiered, options: SimulationOptions(trials: Self.trials)
    ).result
    #expect(result.notes.contains { $0.message.contains("matched gamma laws") })
    let ofAll: [Flow] = [
      .sessions, .units, .successes, .escalations, .calls, .inputTokens, .outputTokens,
      .inferenceCost, .harnessCost,
    ]
    let ofModel: [Flow] = [.calls, .inputTokens, .outputTokens, .inferenceCost]
    let keys: [(Flow, Scope)] =
      ofAll.map { ($0, .all) } + ofModel.map { ($0, .model("cheap")) }
      + ofModel.map { ($0, .model("hand")) }
    func expected(_ i: Int, _ j: Int) -> Double {
      tiers.reduce(0) { sum, tier in
        let (a, b) = (
          tier.weights(keys[i].0, keys[i].1), tier.weights(keys[j].0, keys[j].1)
        )
        let products = tier.products
        var product = 0.0
        for k in a.indices { for l in b.indices { product += a[k] * b[l] * products[k][l] } }
        return sum + tier.share * product
      } * Self.users * Self.weeks
    }
    let values = try keys.map { try sampled(result, $0.0, $0.1) }
    for i in keys.indices {
      for j in 0...i {
        let scale = (expected(i, i) * expected(j, j)).squareRoot()
        let difference = (covariance(values[i], values[j]) - expected(i, j)) / scale
        #expect(abs(difference) < 0.23, "\(keys[i]) with \(keys[j]): off by \(difference)")
      }
    }
  }

  @Test func flowsAddUpInEveryTrial() async throws {
    let result = try await HandForecast(
      text: Self.tiered, options: SimulationOptions(trials: 64)
    ).result
    func sum(_ columns: [[Double]]) -> [Double] {
      columns.dropFirst().reduce(columns[0]) { zip($0, $1).map(+) }
    }
    for flow in [Flow.calls, .inputTokens, .outputTokens, .inferenceCost] {
      let models = try ["cheap", "hand"].map { try sampled(result, flow, .model($0)) }
      let all = try sampled(result, flow)
      #expect(zip(sum(models), all).allSatisfy(isClose), "\(flow)")
    }
    for flow in [Flow.inferenceCost, .harnessCost, .units, .successes] {
      let weeks = try (0..<26).map { try sampled(result, flow, .all, .week($0)) }
      let months = try (0..<6).map { try sampled(result, flow, .all, .month($0)) }
      let all = try sampled(result, flow)
      #expect(zip(sum(weeks), all).allSatisfy(isClose), "\(flow)")
      #expect(zip(sum(months), all).allSatisfy(isClose), "\(flow)")
      #expect(try zip(sampled(result, flow, .segment(0)), all).allSatisfy(isClose), "\(flow)")
    }
    let (units, sessions) = try (sampled(result, .units), sampled(result, .sessions))
    #expect(zip(units, sessions.map { 2 * $0 }).allSatisfy(isClose))
    // What is paid by the unit costs the same in every trial.
    let harness = try sampled(result, .harnessCost)
    #expect(zip(harness, units.map { 0.002 * $0 }).allSatisfy(isClose))
  }

  /// Retries, loops, checkers, budgets and memory: the deviations of many sessions, drawn at once, against those of
  /// few, played one by one, times the root of their numbers. Both are known to 2.2 %, what is played to
  /// learn the moments to some 3 %: five standard errors are 22 %.
  @Test func flowsScatterAsThoseOfSessionsPlayedOneByOne() async throws {
    func result(_ users: Double) async throws -> SimulationResult {
      var scenario = HandScenario()
      (scenario.users, scenario.weeks) = (users, 13)
      scenario.turns = #"{"geometric": {"mean": 2.5, "max": 8}}"#
      scenario.workflow = #""memory": "full", "tokenBudget": 9000"#
      scenario.calls = [
        """
        "name": "answer", "model": "hand",
        "prompt": {"system": 300, "user": {"lognormal": {"mean": 90, "cv": 0.7}}},
        "output": {"gamma": {"mean": 200, "cv": 0.5}},
        "loop": {"steps": {"poisson": {"mean": 1.5}}, "maxSteps": 6,
                 "toolResult": {"lognormal": {"mean": 150, "cv": 0.6}}},
        "retry": {"failureRate": 0.2, "maxAttempts": 3}
        """,
        """
        "name": "check", "model": "cheap", "prompt": {"system": 700},
        "output": {"poisson": {"mean": 9}}
        """,
      ]
      scenario.root = """
        "harness": {"perUnit": 0.01, "vectorQueries": {"perCall": 2, "price": 0.001}}
        """
      return try await HandForecast(
        text: scenario.text, options: SimulationOptions(trials: Self.trials)
      ).result
    }
    let (few, many) = (25.0, 900.0)
    let (simulated, matched) = try await (result(few), result(many))
    #expect(simulated.notes.contains { $0.message.contains("one by one in 100.0 %") })
    #expect(matched.notes.contains { $0.message.contains("matched gamma laws") })
    let keys: [(Flow, Scope)] =
      [
        .sessions, .successes, .budgetEnds, .calls, .inputTokens, .outputTokens, .inferenceCost,
        .harnessCost,
      ].map { ($0, .all) }
      + [.calls, .outputTokens, .inferenceCost].map { ($0, .model("cheap")) }
      + [.calls, .outputTokens, .inferenceCost].map { ($0, .model("hand")) }
    for (flow, scope) in keys {
      func variance(_ result: SimulationResult, _ users: Double) throws -> Double {
        let values = try sampled(result, flow, scope)
        return covariance(values, values) / users
      }
      let ratio = try variance(matched, many) / variance(simulated, few)
      #expect(abs(ratio - 1) < 0.22, "\(flow) of \(scope): \(ratio) times the variance")
    }
  }

  /// Known but for the length of answers; one turn in a thousand fails and is answered by another model.
  private static func backed(users: Double, weeks: Int, price: Double) -> String {
    """
    {"name": "Rare", "attribution": {"feature": "hand"}, "horizon": {"weeks": \(weeks)},
     "models": {"cheap": {"input": 1, "output": 4},
                "hand": {"input": \(3 * price), "output": \(15 * price)}},
     "segments": {"all": {"users": \(users), "sessionsPerUserPerWeek": 1}},
     "workflows": {"chat": {"turns": 3, "calls": [
       {"name": "answer", "prompt": {"system": 700},
        "output": {"lognormal": {"mean": {"p5": 100, "p95": 900}, "cv": 0.6}},
        "retry": {"failureRate": 0.001, "maxAttempts": 1}}]}},
     "routing": {"strategies": {"backed": {"single": "cheap", "fallback": "hand"}}}}
    """
  }

  /// Of the 256 sessions that are played where lengths are unknown, hardly one meets the other model. Its requests are
  /// a Poisson number, but for sessions with two of them, and so is what it reads, which is the same each
  /// time; whether one costs as much as a few sessions or as dozens. Variances of 4,096 trials are known to 2.2 %.
  @Test(arguments: [1.0, 10])
  func whatHappensInFewSessionsScatters(price: Double) async throws {
    let result = try await HandForecast(
      text: Self.backed(users: Self.users, weeks: 26, price: price),
      options: SimulationOptions(trials: Self.trials)
    ).result
    #expect(result.notes.contains { $0.message.contains("matched gamma laws") })
    let requests = 3 * 0.001 * Self.users * Self.weeks
    for (flow, each) in [(Flow.calls, 1.0), (.inputTokens, 700)] {
      let values = try sampled(result, flow, .model("hand"))
      let ratio = covariance(values, values) / (each * each * requests)
      #expect(abs(ratio - 1) < 0.12, "\(flow): \(ratio) times the variance")
    }
  }

  /// Two requests are expected of the other model, so that one trial in sixteen would deviate to below none.
  @Test func whatHappensInFewSessionsAddsUp() async throws {
    let result = try await HandForecast(
      text: Self.backed(users: 60, weeks: 13, price: 1), options: SimulationOptions(trials: 1024)
    ).result
    let rare = try sampled(result, .calls, .model("hand"))
    #expect(rare.contains { $0 < 1e-9 } && rare.allSatisfy { $0 >= 0 })
    for flow in [Flow.calls, .inputTokens, .outputTokens, .inferenceCost] {
      let models = try ["cheap", "hand"].map { try sampled(result, flow, .model($0)) }
      let all = try sampled(result, flow)
      #expect(zip(zip(models[0], models[1]).map(+), all).allSatisfy(isClose), "\(flow)")
    }
  }

  /// A few sessions beside many: theirs have under 1 % of the variance, and deviations of the size of their flows.
  @Test func noFlowIsNegative() async throws {
    var scenario = HandScenario()
    scenario.weeks = 26
    scenario.turns = #"{"geometric": {"mean": 3}}"#
    let rare = #""rare": {"users": 1, "sessionsPerUserPerWeek": 0.1, "workflow": "chat"}"#
    let text = scenario.text.replacing(
      #""segments": {"#, with: #""segments": {\#(rare), "#)
    let result = try await HandForecast(
      text: text, options: SimulationOptions(trials: 1024)
    ).result
    #expect(result.notes.contains { $0.message.contains("have few sessions") })
    for (key, series) in result.strategies[0].columns {
      #expect(series.sampled.allSatisfy { $0 >= 0 }, "\(key)")
    }
    // A Poisson number of mean 2.6, less than 5 standard errors off.
    let units = try sampled(result, .units, .segment(0))
    let mean = units.reduce(0, +) / Double(units.count)
    #expect(abs(mean - 2.6) < 0.25, "\(mean)")
    let variance = covariance(units, units)
    #expect(abs(variance - 2.6) < 0.65, "\(variance)")
  }
}
