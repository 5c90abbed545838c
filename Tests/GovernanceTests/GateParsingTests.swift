import Governance
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

private let scenario = HandMade.scenario(
  segments: ["free", "paid"], strategies: ["tiered", "all-large"],
  value: .premium(subscriptionPrice: HandMade.known(9)))

@Suite struct GateParsingTests {
  @Test func theExamplesOfTheLanguageParse() throws {
    let quantile = try Gate(parsing: "p95(cost.month) <= 5000", in: scenario)
    #expect(quantile.aggregation == .quantile(0.95))
    #expect(quantile.metric == MetricReference(.costMonth))
    #expect(quantile.comparison == .lessOrEqual && quantile.limit == 5000)
    #expect(quantile.months(in: MonthGrid(weeks: 52)) == 1...12)

    let mean = try Gate(parsing: "mean( quality.success ) >= 0.92", in: scenario)
    #expect(mean.aggregation == .mean && mean.limit == 0.92)
    #expect(mean.months(in: MonthGrid(weeks: 52)) == nil)

    let probability = try Gate(parsing: "probability(payback.months<=12)>=0.8", in: scenario)
    #expect(probability.aggregation == .probability(.lessOrEqual, bound: 12))
    #expect(probability.comparison == .greaterOrEqual && probability.limit == 0.8)

    let margin = try Gate(parsing: "mean(margin.perUnit{segment:free}) > -1.5e-2", in: scenario)
    #expect(margin.metric.scope == .segment(0) && margin.limit == -0.015)
  }

  @Test(arguments: [("p5", 0.05), ("p50", 0.5), ("p99.5", 0.995), ("p0.1", 0.001)])
  func quantilesOfAnyProbability(_ name: String, _ probability: Double) throws {
    let gate = try Gate(parsing: "\(name)(cost.total) < 1", in: scenario)
    #expect(gate.aggregation == .quantile(probability))
  }

  @Test func tailsPercentagesAndChangesParse() throws {
    let tail = try Gate(parsing: "tvar95(cost.month(6)) < 15000", in: scenario)
    #expect(tail.aggregation == .tailMean(0.95) && tail.change == nil)

    let percent = try Gate(parsing: "mean(quality.success) >= 92%", in: scenario)
    #expect(percent.limit == 0.92)

    let relative = try Gate(parsing: "change( p95(cost.month) ) <= 15 %", in: scenario)
    #expect(relative.change == .relative && relative.limit == 0.15)
    #expect(relative.aggregation == .quantile(0.95))

    let absolute = try Gate(parsing: "change(mean(npv)) >= -1000", in: scenario)
    #expect(absolute.change == .absolute && absolute.limit == -1000)

    let share = try Gate(parsing: "change(probability(cost.total > 60000)) <= 0.05", in: scenario)
    #expect(share.aggregation == .probability(.greater, bound: 60000))
    #expect(share.change == .absolute && share.limit == 0.05)
  }

  @Test(arguments: [
    ("p95(cost.month)", "the whole feature, each full month, 1 to 12, strategy tiered, in use"),
    ("p95(cost.month(3){segment:free})", "segment free, month 3, strategy tiered, in use"),
    ("mean(cost.total{strategy:all-large})", "the whole feature, 52 weeks, strategy all-large"),
    (
      "change(p95(cost.week(9)))",
      "the whole feature, week 9, strategy tiered, in use, against the base"
    ),
  ])
  func aGateSaysWhatItSelects(_ measure: String, _ selection: String) throws {
    let gate = try Gate(parsing: "\(measure) <= 5", in: scenario)
    #expect(gate.selection(in: scenario) == selection)
  }

  @Test func everyMistakeOfAScenarioIsFoundInItsFile() {
    let (gates, diagnostics) = Gate.gates(
      of: HandMade.scenario(gates: [
        "p95(cost.month) <= 5000", "p95(cost.mnth) <= 5000", "mean(npv) > 0",
      ]))
    #expect(gates.map(\.gate.expression) == ["p95(cost.month) <= 5000"])
    #expect(gates.map(\.location.line) == [40])
    #expect(diagnostics.map(\.location.line) == [41, 42])
    // The string opens in column 5, so its fifth character is in column 10.
    #expect(diagnostics[0].location.column == 10)
    #expect(diagnostics[0].location.pointer == "/gates/1")
    #expect(diagnostics[1].message.contains("add a `value` block"))
  }

  @Test func gatesSayWhatTheyNeedSimulated() throws {
    let gate = try Gate(
      parsing: "p95(cost.month{segment:free,strategy:all-large}) < 5", in: scenario)
    #expect(gate.requiredStrategy(in: scenario) == 1)
    #expect(gate.requiredColumns(for: scenario).count == 24)
    let plain = try Gate(parsing: "p95(cost.month) < 5", in: scenario)
    #expect(plain.requiredStrategy(in: scenario) == nil)
    #expect(plain.requiredColumns(for: scenario).isEmpty)
  }
}
