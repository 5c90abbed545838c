import Scenarios
import Simulation
import Testing

/// A threshold that sends sessions to a small or a large model.
struct RouterArithmeticTests {
  private let cheap = (1000 * 1.0 + 200 * 4) / 1e6
  private let hand = (1000 * 3.0 + 200 * 15) / 1e6

  private func forecast(
    _ members: String, beside: String = "", turns: String = "1"
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.calls = [#""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200"#]
    scenario.root = """
      "routing": {"strategies": {"it": {"router": {
        "small": {"model": "cheap", "success": 0.6}, "large": {"model": "hand", "success": 0.9},
        \(members)}\(beside)}}}
      """
    return try await HandForecast(scenario)
  }

  /// At 0.3 the curve is a third of the way from 0.5 to 0.8.
  @Test(arguments: [
    (#""curve": [[0.2, 0.5], [0.5, 0.8]], "shareToLarge": 0.3"#, 0.3, 0.6),
    (#""curve": [[0.2, 0.5], [0.5, 0.8]], "gapRecovered": 0.6"#, 0.3, 0.6),
    (#""curve": [[0.2, 0.5], [0.5, 0.8]], "gapRecovered": 0.25"#, 0.1, 0.25),
    (#""curve": [[0.2, 0.5], [0.5, 0.8]], "gapRecovered": 1"#, 1, 1),
    (#""curve": [[0.5, 1.2]], "shareToLarge": 0.5"#, 0.5, 1.2),
    (#""curve": [[0.5, 1.2]], "gapRecovered": 0.9"#, 0.375, 0.9),
    (#""shareToLarge": 0.3"#, 0.3, 0.3), (#""gapRecovered": 0.45"#, 0.45, 0.45),
    (#""shareToLarge": 0"#, 0, 0), (#""shareToLarge": 1"#, 1, 1),
  ])
  func aShareOfTheSessionsRecoversAShareOfTheGap(
    members: String, share: Double, recovered: Double
  ) async throws {
    let forecast = try await forecast(members)
    let cost = (1 - share) * cheap + share * hand
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
    #expect(isClose(forecast.mean(.escalations), 1000 * share))
    #expect(isClose(forecast.mean(.successes), 1000 * (0.6 + recovered * 0.3)))
  }

  @Test func theScoreIsPaidAtEveryTurn() async throws {
    let forecast = try await forecast(
      #""shareToLarge": 0.25"#,
      beside: #", "classifier": {"model": "claude-haiku-5-5", "prompt": 300, "output": 8}"#,
      turns: "3")
    let classifier = (400 * 0.1 + 8 * 0.5) / 1e6
    let cost = 3 * (0.75 * cheap + 0.25 * hand + classifier)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
    #expect(isClose(forecast.mean(.calls), 1000 * 6))
  }

  @Test func theSpreadsheetSendsEverySessionToTheLargeModel() async throws {
    let forecast = try await forecast(#""shareToLarge": 0.25"#)
    let bridge = forecast.result.strategies[0].bridge
    #expect(isClose(bridge[0].amount, 1000 * hand))
    let routing = bridge.first { $0.effect == .routing }?.amount
    #expect(isClose(routing ?? .nan, 1000 * 0.75 * (cheap - hand)))
  }

  /// PGR, CPT and APGR against their definitions: a mean over many shares, and a search from below.
  @Test(arguments: [
    RouterCurve.random,
    RouterCurve(between: [RouterCurve.Point(share: 0.226, recovered: 0.5)]),
    RouterCurve(between: [
      RouterCurve.Point(share: 0.1, recovered: 0.35), RouterCurve.Point(share: 0.4, recovered: 0.3),
      RouterCurve.Point(share: 0.7, recovered: 1.1),
    ]),
  ])
  func theMeasuresOfRoutersAreThoseOfTheirDefinitions(_ curve: RouterCurve) {
    let count = 100_000
    let shares = (0..<count).map { (Double($0) + 0.5) / Double(count) }
    let gaps = shares.map { curve.gapRecovered(share: $0) }
    // The midpoint rule is exact on the straight pieces; only the cells with corners are off.
    #expect(abs(gaps.reduce(0, +) / Double(count) - curve.averageGapRecovered) < 1e-8)
    for x in [0.05, 0.2, 0.33, 0.5, 0.8, 0.95] {
      let first = shares[gaps.firstIndex { $0 >= x } ?? count - 1]
      #expect(abs(first - curve.share(recovering: x)) <= 1 / Double(count), "\(x)")
      let reached = curve.gapRecovered(share: curve.share(recovering: x))
      #expect(abs(reached - x) < 1e-12)
    }
    #expect(curve.gapRecovered(share: 0) == 0)
    #expect(curve.gapRecovered(share: 1) == 1)
  }

  @Test func drawingLotsHasAnAPGROfOneHalf() {
    #expect(RouterCurve.random.averageGapRecovered == 0.5)
    #expect(RouterCurve.random.share(recovering: 0.5) == 0.5)
    #expect(RouterCurve.random.share(recovering: 0.8) == 0.8)
  }
}
