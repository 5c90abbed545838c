import Simulation
import Testing

/// What surrounds the model, service by service and flow by flow.
struct HarnessArithmeticTests {
  /// A thousand sessions of three turns, of which one in ten never reaches a model, and a second
  /// attempt at one request in five: 2,700 turns and 3,240 requests a week.
  private func scenario(_ harness: String) -> HandScenario {
    var scenario = HandScenario()
    scenario.weeks = 13
    scenario.turns = "3"
    scenario.workflow = #""bypass": 0.1"#
    scenario.segment = #""unitsPerSession": 2.5"#
    scenario.calls[0] += #", "retry": {"failureRate": 0.2, "maxAttempts": 2, "billedFraction": 0}"#
    scenario.root = #""harness": {\#(harness)}"#
    return scenario
  }

  private func cost(_ harness: String, _ period: Period = .week(0)) async throws -> Double {
    try await HandForecast(scenario(harness)).mean(.harnessCost, period)
  }

  private static let times: [(String, Double)] = [
    ("unit", 2500), ("session", 1000), ("turn", 2700), ("request", 3240),
    // 1,000 tokens are read and 100 written by the 0.96 of the requests that succeed; failed ones
    // bill nothing.
    ("thousandTokens", 2700 * 0.96 * 1.1), ("month", 3.0 / 13),
  ]

  @Test(arguments: times)
  func aServiceIsPaidEachTimeItsBasisHappens(basis: String, times: Double) async throws {
    let weekly = try await cost(
      """
      "services": {"it": {"kind": "compute", "per": "\(basis)", "quantity": 40, "price": 0.5,
                          "priceFor": 1000}}
      """)
    #expect(isClose(weekly, times * 40 * 0.5 / 1000), "\(weekly)")
  }

  @Test func listPricesHoldWhereNoneIsGiven() async throws {
    let weekly = try await cost(
      """
      "services": {"embed": {"kind": "embeddings", "per": "turn", "quantity": 300},
                   "rerank": {"kind": "retrieval", "per": "turn"}}
      """)
    #expect(isClose(weekly, 2700 * (300 * 0.02 / 1e6 + 0.002)))
  }

  @Test func onlyFlowsBetweenTwoRegionsArePaid() async throws {
    let flows = """
      "flows": [{"from": "data", "to": "embedding", "per": "turn", "MB": 4},
                {"from": "embedding", "to": "inference", "per": "request", "MB": 5,
                 "pricePerGB": 0.09},
                {"from": "inference", "to": "data", "per": "month", "MB": 1000}]
      """
    let apart = try await cost(
      #""regions": {"data": "eu", "embedding": "us", "inference": "ap"}, "# + flows)
    #expect(isClose(apart, 2700 * 0.004 * 0.02 + 3240 * 0.005 * 0.09 + 3.0 / 13 * 0.02))
    let nearModel = try await cost(
      #""regions": {"data": "eu", "embedding": "us", "inference": "us"}, "# + flows)
    #expect(isClose(nearModel, 2700 * 0.004 * 0.02 + 3.0 / 13 * 0.02))
    let together = try await cost(
      #""regions": {"data": "eu", "embedding": "eu", "inference": "eu"}, "# + flows)
    #expect(together == 0)
  }

  @Test func whatIsPaidByTheMonthIsPaidWithoutUse() async throws {
    var scenario = scenario(
      #""services": {"index": {"kind": "vectorStore", "per": "month", "quantity": 120, "price": 0.33}}"#
    )
    scenario.users = 0
    let forecast = try await HandForecast(scenario)
    #expect(isClose(forecast.mean(.harnessCost), 3 * 120 * 0.33))
    #expect(isClose(forecast.mean(.harnessCost, .month(1)), 120 * 0.33))
    #expect(forecast.mean(.harnessCost, scope: .segment(0)) == 0)
  }

  @Test func theBreakdownNamesEveryPartAndSumsToTheWhole() async throws {
    let forecast = try await HandForecast(
      scenario(
        """
        "perUnit": 0.01,
        "services": {"rerank": {"kind": "retrieval", "per": "turn"},
                     "index": {"kind": "vectorStore", "per": "month", "price": 40},
                     "screen": {"kind": "guardrails", "per": "thousandTokens", "price": 0.1}},
        "regions": {"data": "eu", "inference": "us"},
        "flows": [{"from": "data", "to": "inference", "per": "request", "MB": 5}]
        """))
    let parts = forecast.result.strategies[0].breakdown.filter { $0.model == nil }
    func cost(_ part: BreakdownEntry) -> Double {
      part.means.reduce(0, +) / Double(part.means.count)
    }
    let names = parts.map { "\($0.call ?? "") \($0.meter.rawValue)" }
    #expect(
      Set(names) == [
        " harnessPerUnit", "harness.rerank retrieval", "harness.screen guardrails",
        "harness.data-to-inference egress", "harness.index vectorStore",
      ])
    #expect(isClose(parts.reduce(0) { $0 + cost($1) }, forecast.mean(.harnessCost)))
    #expect(parts.filter { $0.segment == nil }.map(\.call) == ["harness.index"])
    let bridge = forecast.result.strategies[0].bridge
    let harness = bridge.first { $0.effect == .harness }?.amount ?? .nan
    #expect(isClose(harness, forecast.mean(.harnessCost)))
  }
}
