import Foundation
import Simulation
import Testing

/// Sessions played in batches, against the moments that the engine sums and sessions played alone.
struct BatchedSessionTests {
  /// A workflow whose mechanisms are played turn by turn; plain numbers, so that trials differ by their
  /// sessions alone.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var turns = #"{"geometric": {"mean": 2.5, "max": 9}}"#
    var workflow = #""memory": "full""#
    var members = ""
    var limit: Int?
    var root = ""

    var testDescription: String { name }

    var text: String {
      var scenario = HandScenario()
      scenario.users = 12
      scenario.segment = #""unitsPerSession": 2"#
      scenario.weeks = 2
      scenario.turns = turns
      scenario.workflow = workflow
      let model = root.contains("routing") ? "" : #""model": "hand", "#
      scenario.calls = [
        """
        "name": "answer", \(model)"prompt": {"system": 900, "retrieved": {"gamma": {"mean": 60,
        "cv": 0.5}}, "user": {"exponential": {"mean": 80}}, "opening": 50},
        "output": {"lognormal": {"p50": 150, "p95": 400}}, "cache": {}\(members)
        """
      ]
      scenario.root = root
      return limit.map {
        scenario.text.replacingOccurrences(
          of: #""output": 15}"#, with: "\"output\": 15, \"maximumInputTokens\": \($0)}")
      } ?? scenario.text
    }
  }

  private static let retries = """
    , "retry": {"failureRate": 0.1, "maxAttempts": 3, "billedFraction": 0.4,
                "kinds": {"timeout": {"share": 0.5, "billedFraction": 1}},
                "outage": {"share": 0.15, "failureRate": 0.6}}
    """
  private static let loop = """
    , "loop": {"steps": {"geometric": {"mean": 1}}, "maxSteps": 5, "toolResult": {"exponential":
      {"mean": 100}}}
    """
  private static let harness = """
    "harness": {"perUnit": 0.001, "services": {
      "turns": {"kind": "compute", "per": "turn", "price": 0.004},
      "tokens": {"kind": "observability", "per": "thousandTokens", "price": 0.002}}}
    """

  static let cases = [
    Case(name: "plain", root: harness),
    Case(name: "retries", members: retries),
    Case(name: "loops", members: retries + loop),
    Case(
      name: "agents and checks",
      members: retries + loop + """
        , "delegate": {"children": {"poisson": {"mean": 0.5}}, "maxDepth": 3, "maxAgents": 6},
        "validate": {"failureRate": 0.3, "maxRounds": 3, "with": "cheap"}
        """),
    Case(
      name: "budget", workflow: #""memory": "full", "tokenBudget": 5000"#,
      members: retries + loop, root: harness),
    Case(
      name: "limit", workflow: #""memory": "full", "atContextLimit": "fail", "bypass": 0.2"#,
      limit: 1500),
    Case(
      name: "summaries",
      workflow: """
        "memory": {"summary": {"tokens": 80, "prompt": 50, "model": "cheap", "keepTurns": 1}}
        """),
    Case(
      name: "tiers and fallback", members: retries,
      root: """
        "routing": {"strategies": {"it": {"tiers": [{"model": "cheap", "share": 0.6},
        {"model": "hand", "success": 0.8}], "fallback": "cheap"}}}
        """),
    Case(
      name: "cascade",
      root: """
        "routing": {"strategies": {"it": {"stages": ["cheap", "hand"],
        "judge": {"model": "cheap", "prompt": 300, "output": 8},
        "escalation": {"truePositive": 0.8, "falsePositive": 0.2},
        "quality": {"both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1}, "fallback": "cheap"}}}
        """),
  ]

  private func forecast(_ item: Case, threads: Int = 2) async throws -> HandForecast {
    let forecast = try await HandForecast(
      text: item.text,
      options: SimulationOptions(trials: 8192, threads: threads, sessionsPerTrial: 40))
    #expect(
      forecast.result.notes.contains { $0.message.contains("one by one in 100.0 %") },
      "\(forecast.result.notes)")
    return forecast
  }

  private func moments(_ values: [Double]) -> (mean: Double, variance: Double, error: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    return (mean, variance, (variance / count).squareRoot())
  }

  /// Twenty flows in nine cases, at 6.5 standard errors each: a false alarm of 1e-8.
  @Test(arguments: cases) func everyFlowHasItsMean(item: Case) async throws {
    let forecast = try await forecast(item)
    var compared = 0
    for (key, series) in forecast.result.strategies[0].columns where key.period == .total {
      let differences = zip(series.sampled, series.expected).map { $0 - $1 }
      let moments = moments(differences)
      guard moments.variance > 0 else { continue }
      compared += 1
      #expect(
        abs(moments.mean) < 6.5 * moments.error,
        "\(key): \(moments.mean) ± \(moments.error) of \(series.expected[0])")
      #expect(moments.error < 0.05 * series.expected[0], "\(key)")
    }
    #expect(compared >= 8)
  }

  /// For N Poisson, Σ X has the variance E[N] E[X²], here of 24 sessions.
  @Test(arguments: cases) func theCostOfManySpreadsAsThatOfOneDoes(item: Case) async throws {
    let forecast = try await forecast(item)
    let result = forecast.result.strategies[0]
    func sampled(_ flow: Flow) throws -> [Double] {
      try #require(result.columns[ColumnKey(flow)]?.sampled)
    }
    let costs = try zip(sampled(.inferenceCost), sampled(.harnessCost)).map { $0 + $1 }
    let whole = moments(costs)
    let fourth =
      costs.reduce(0) { $0 + pow($1 - whole.mean, 4) } / Double(costs.count)
    let error = ((fourth - whole.variance * whole.variance) / Double(costs.count)).squareRoot()
    let alone = moments(result.sessionCosts)
    let squares = moments(result.sessionCosts.map { $0 * $0 })
    #expect(
      abs(whole.mean - 24 * alone.mean)
        < 6.5 * (whole.error * whole.error + 576 * alone.error * alone.error).squareRoot())
    #expect(
      abs(whole.variance - 24 * squares.mean)
        < 6.5 * (error * error + 576 * squares.error * squares.error).squareRoot(),
      "\(whole.variance) ± \(error) of \(24 * squares.mean) ± \(24 * squares.error)")
    #expect(error < 0.1 * whole.variance)
  }

  @Test(arguments: [cases[3], cases[4]]) func theyDoNotDependOnThreads(item: Case) async throws {
    let one = try await forecast(item, threads: 1).result.strategies[0]
    let two = try await forecast(item, threads: 2).result.strategies[0]
    #expect(one.sessionCosts == two.sessionCosts)
    for (key, series) in one.columns { #expect(two.columns[key]?.sampled == series.sampled) }
  }
}
