import HandMade
import Simulation
import Summaries
import Testing

/// Two segments; trial t has t + 1 units a week in the first and twice as many in the second.
private func flow(_ flow: Flow, _ scope: Scope, _ week: Int, _ trial: Int) -> Double {
  let share: Double =
    switch scope {
    case .all: 3
    case .segment(let index): index == 0 ? 1 : 2
    case .model(let name): name == "large" ? 1 : 2
    }
  let units = Double(trial) * share
  return switch flow {
  case .units: units
  case .successes: 0.8 * units
  case .sessions: units
  case .escalations: 0.4 * units
  case .budgetEnds: 0.2 * units
  case .inferenceCost: 0.02 * units
  case .harnessCost: 0.01 * units
  case .fixedCost: scope == .all ? 30 : 0
  case .commitmentCost, .idleCommitmentCost: 0
  case .inputTokens: 600 * units
  case .cacheReadTokens: 300 * units
  case .cacheWriteTokens: 100 * units
  case .outputTokens: 50 * units
  case .calls: 2 * units
  case .activeUserMonths: units
  }
}

@Suite struct MetricsTests {
  private let scenario = HandMade.scenario(segments: ["free", "paid"])
  private let metrics: Metrics

  init() {
    let result = HandMade.result(
      scenario, trials: 4, randomisations: 2, strategies: [(nil, flow)],
      noise: { $0 == 3 ? 1.5 : 1 })
    metrics = Metrics(result, strategy: 0)
  }

  private func expected(_ text: String) throws -> [Double] {
    try #require(metrics.series(for: MetricReference(parsing: text, in: scenario))).expected
  }

  private func expectSeries(
    _ text: String, _ values: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try expected(text)
    for (a, b) in zip(found, values) {
      #expect(
        abs(a - b) <= 1e-12 * abs(b) || (a.isNaN && b.isNaN), "\(text): \(found)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func totalsAddTheLayers() throws {
    try expectSeries("cost.total", (0..<4).map { 52 * (0.09 * Double($0) + 30) })
    try expectSeries("cost.inference", (0..<4).map { 52 * 0.06 * Double($0) })
    try expectSeries("cost.harness", (0..<4).map { 52 * 0.03 * Double($0) })
    try expectSeries("cost.fixed", (0..<4).map { _ in 52 * 30 })
    try expectSeries("units.total", (0..<4).map { 52 * 3 * Double($0) })
  }

  @Test func periodsShareTheTotal() throws {
    try expectSeries("cost.week(52)", (0..<4).map { 0.09 * Double($0) + 30 })
    let months = (0..<4).map { (place: Int) -> Double in 13.0 / 3 * (0.09 * Double(place) + 30) }
    try expectSeries("cost.month(12)", months)
    try expectSeries("cost.month", months)
  }

  @Test func segmentsLeaveFixedCostsOut() throws {
    try expectSeries("cost.total{segment:paid}", (0..<4).map { 52 * 0.06 * Double($0) })
    try expectSeries("cost.month(1){segment:paid}", (0..<4).map { 0.26 * Double($0) })
    try expectSeries("cost.perUnit{segment:paid}", [.nan, 0.03, 0.03, 0.03])
  }

  @Test func modelsHaveInferenceAndShareAllUnits() throws {
    try expectSeries("cost.total{model:large}", (0..<4).map { 52 * 0.02 * Double($0) })
    try expectSeries("cost.perUnit{model:large}", [.nan, 0.02 / 3, 0.02 / 3, 0.02 / 3])
    try expectSeries("calls.perUnit{model:large}", [.nan, 2.0 / 3, 2.0 / 3, 2.0 / 3])
    try expectSeries("cache.hitRate{model:large}", [.nan, 0.3, 0.3, 0.3])
  }

  @Test func ratiosAreOfSumsAndUndefinedWithoutUnits() throws {
    let perUnit = [Double.nan, 10.03, 5.03, 0.03 + 10.0 / 3]
    try expectSeries("cost.perUnit", perUnit)
    try expectSeries("cost.perSuccessfulUnit", perUnit.map { $0 / 0.8 })
    try expectSeries("calls.perUnit", [.nan, 2, 2, 2])
    try expectSeries("quality.success", [.nan, 0.8, 0.8, 0.8])
    try expectSeries("cache.hitRate", [.nan, 0.3, 0.3, 0.3])
    try expectSeries("routing.escalationShare", [.nan, 0.4, 0.4, 0.4])
    try expectSeries("routing.escalationShare{segment:paid}", [.nan, 0.4, 0.4, 0.4])
    try expectSeries("sessions.atBudget", [.nan, 0.2, 0.2, 0.2])
  }

  @Test func theShareAtTheBudgetIsNotListedWithoutABudget() {
    let names = MetricReference.all(in: HandMade.scenario(strategies: [])).map(\.name)
    #expect(!names.contains(.sessionsAtBudget))
  }

  @Test func theEscalationShareIsNotListedWhereEverySessionHasOneModel() {
    for strategies in [[], ["all-large", "all-small"]] {
      let names = MetricReference.all(in: HandMade.scenario(strategies: strategies)).map(\.name)
      #expect(!names.contains(.routingEscalationShare))
    }
  }

  @Test func samplesKeepTheirNoise() throws {
    let series = try #require(metrics.series(for: MetricReference(.costTotal)))
    #expect(series.sampled[1] == series.expected[1])
    #expect(abs(series.sampled[3] - 1.5 * series.expected[3]) < 1e-9)
  }

  @Test func economicMetricsAreNotOfColumns() {
    for name in MetricName.allCases where name.needsValue {
      #expect(metrics.series(for: MetricReference(name, index: 1)) == nil)
    }
  }

  @Test func aModelNeverCalledCostsNothing() throws {
    let scenario = HandMade.scenario(models: ["small", "large", "spare"])
    let result = HandMade.result(
      self.scenario, trials: 4, randomisations: 2, strategies: [(nil, flow)])
    let spare = try MetricReference(parsing: "cost.month{model:spare}", in: scenario)
    #expect(Metrics(result, strategy: 0).series(for: spare)?.expected == [0, 0, 0, 0])
  }
}
