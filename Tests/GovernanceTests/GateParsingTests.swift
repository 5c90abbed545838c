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

  @Test(arguments: [
    ("", 1, "found the end, expected mean, probability or a quantile such as p95"),
    ("cost.total <= 5", 1, "found `cost.total`, expected mean"),
    ("max(cost.total) <= 5", 1, "found `max`"),
    ("p100(cost.total) <= 5", 1, "less than p100"),
    ("p0(cost.total) <= 5", 1, "more than p0"),
    ("p(cost.total) <= 5", 1, "found `p`"),
    ("p9x(cost.total) <= 5", 1, "found `p9x`"),
    ("p95 cost.total <= 5", 5, "found `c` behind the aggregation, expected `(`"),
    ("p95(cost.mnth) <= 5", 5, "no metric `cost.mnth`. Did you mean `cost.month`?"),
    ("p95(cost.month(13)) <= 5", 16, "found `13` as the month"),
    ("p95(cost.total <= 5", 16, "found `<` behind the metric, expected `)`"),
    ("p95(cost.total) 5", 17, "found `5`, expected one of < <= > >="),
    ("p95(cost.total) == 5", 17, "found `==`"),
    ("p95(cost.total) => 5", 17, "found `=>`"),
    ("p95(cost.total) <= ", 20, "found the end, expected a finite number"),
    ("p95(cost.total) <= five", 20, "found `f`, expected a finite number"),
    ("p95(cost.total) <= 5_000", 21, "found `_` in a number; write digits without separators"),
    ("p95(cost.total) <= 5,000", 21, "found `,` in a number"),
    ("p95(cost.total) <= $5000", 20, "found `$`, expected a finite number"),
    ("p95(cost.total) <= 1e999", 20, "found `1e999`, expected a finite number"),
    ("p95(cost.total) <= 1.2.3", 20, "found `1.2.3`"),
    ("p95(cost.total) <= 5000 USD", 25, "found `U` behind the limit; expected the end"),
    ("p95(cost.total) <= 5 <= 6", 22, "found `<` behind the limit"),
    ("mean(payback.months) <= 5", 6, "may be infinite and has no mean"),
    ("probability(cost.total) <= 0.5", 23, "found `)`, expected one of < <= > >="),
    ("probability(cost.total < x) <= 0.5", 26, "found `x`, expected a finite number"),
    ("probability(cost.total < 5) <= 80%", 34, "found `%` in a number; write a fraction of one"),
    ("probability(cost.total < 5) >= 80", 32, "expected a limit within 0 and 1"),
    ("probability(cost.total < 5) >= 0", 32, "every value within 0 and 1 meets this limit"),
    ("probability(cost.total < 5) <= 1", 32, "every value within 0 and 1 meets this limit"),
    ("mean(quality.success) >= 92", 26, "expected a limit within 0 and 1"),
    ("probability(quality.success > 92) >= 0.5", 31, "expected a limit within 0 and 1"),
    ("p95(cost.total{feature:other}) <= 5", 24, "not `other`: this selects nothing"),
  ])
  func mistakesAreLocated(_ text: String, _ column: Int, _ message: String) {
    let error = #expect(throws: ExpressionError.self) { try Gate(parsing: text, in: scenario) }
    #expect(error?.column == column, "\(String(describing: error))")
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
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
