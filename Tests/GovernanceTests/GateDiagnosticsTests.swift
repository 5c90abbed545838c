import Governance
import Summaries
import Testing

// What many of the messages share.
private let example = "p95(cost.month) <= 5000."
private let statistics =
  "expected mean, probability, change, a quantile such as p95 or a mean of the tail such as "
  + "tvar95, e.g. \(example)"
private let comparisons = "expected one of < <= > >=, e.g. \(example)"
private let months = "expected a whole number from 1 to 12 (full months)."
private let share = "or hold its change against a share of the base: change(...) <= 15%."
private let noMean =
  "`payback.months` may be infinite and has no mean; take a quantile or a probability, "
  + "e.g. probability(payback.months <= 12) >= 0.8."
private let metrics =
  "Metrics are " + MetricName.allCases.map(\.rawValue).joined(separator: " ") + "."

/// What is said of an expression that is no gate: to the letter, and where.
@Suite struct GateDiagnosticsTests {
  private static let mistakes: [(text: String, column: Int, message: String)] = [
    (
      "", 1,
      "found the end, \(statistics)"
    ),
    (
      "   ", 4,
      "found the end, \(statistics)"
    ),
    (
      "cost.total <= 5", 1,
      "found `cost.total`, \(statistics)"
    ),
    (
      "max(cost.total) <= 5", 1,
      "found `max`, \(statistics)"
    ),
    (
      "P95(cost.total) <= 5", 1,
      "found `P95`, \(statistics)"
    ),
    (
      "median(cost.total) <= 5", 1,
      "found `median`, \(statistics)"
    ),
    (
      "p100(cost.total) <= 5", 1,
      "`p100` is no quantile; expected more than p0 and less than p100, e.g. p95 or p99.5."
    ),
    (
      "p0(cost.total) <= 5", 1,
      "`p0` is no quantile; expected more than p0 and less than p100, e.g. p95 or p99.5."
    ),
    (
      "p(cost.total) <= 5", 1,
      "found `p`, \(statistics)"
    ),
    (
      "p9x(cost.total) <= 5", 1,
      "found `p9x`, \(statistics)"
    ),
    (
      "p1e1(cost.total) <= 5", 1,
      "found `p1e1`, \(statistics)"
    ),
    (
      "tvar(cost.total) <= 5", 1,
      "found `tvar`, \(statistics)"
    ),
    (
      "tvar100(cost.total) <= 5", 1,
      "`tvar100` is no quantile; expected more than tvar0 and less than tvar100, e.g. tvar95 or tvar99.5."
    ),
    (
      "tvar0(cost.total) <= 5", 1,
      "`tvar0` is no quantile; expected more than tvar0 and less than tvar100, e.g. tvar95 or tvar99.5."
    ),
    (
      "tvar-95(cost.total) <= 5", 1,
      "found `tvar-95`, \(statistics)"
    ),
    (
      "var95(cost.total) <= 5", 1,
      "found `var95`, \(statistics)"
    ),
    (
      "p95 cost.total <= 5", 5,
      "found `c` behind the aggregation, expected `(`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95[cost.total] <= 5", 4,
      "found `[` behind the aggregation, expected `(`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95() <= 5", 5,
      "found `)`, expected a metric. \(metrics)"
    ),
    (
      "p95(cost) <= 5", 5,
      "no metric `cost`. \(metrics)"
    ),
    (
      "p95(cost.mnth) <= 5", 5,
      "no metric `cost.mnth`. Did you mean `cost.month`? \(metrics)"
    ),
    (
      "p95(Cost.Total) <= 5", 5,
      "no metric `Cost.Total`. Did you mean `cost.total`? \(metrics)"
    ),
    (
      "p95(cost.month(13)) <= 5", 16,
      "found `13` as the month; \(months)"
    ),
    (
      "p95(cost.month(0)) <= 5", 16,
      "found `0` as the month; \(months)"
    ),
    (
      "p95(cost.month(1.5)) <= 5", 16,
      "found `1.5` as the month; \(months)"
    ),
    (
      "p95(cost.month(-1)) <= 5", 16,
      "found `-1` as the month; \(months)"
    ),
    (
      "p95(cost.month() ) <= 5", 16,
      "found `)` as the month; \(months)"
    ),
    (
      "p95(cost.month(3) <= 5", 19,
      "found `<` behind the metric, expected `)`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95(cost.month(3 <= 5", 18,
      "found `<` behind the month; expected `)`, e.g. cost.month(3)."
    ),
    (
      "p95(cost.week) <= 5", 14,
      "`cost.week` needs a week, 1 to 52, e.g. cost.week(52)."
    ),
    (
      "p95(cost.week(53)) <= 5", 15,
      "found `53` as the week; expected a whole number from 1 to 52."
    ),
    (
      "mean(profit.month) >= 5", 18,
      "`profit.month` needs a month, 1 to 12, e.g. profit.month(12)."
    ),
    (
      "p95(cost.total(3)) <= 5", 15,
      "`cost.total` takes no index; write it alone."
    ),
    (
      "p95(cost.total <= 5", 16,
      "found `<` behind the metric, expected `)`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95(cost.total)", 16,
      "found the end, \(comparisons)"
    ),
    (
      "p95(cost.total) 5", 17,
      "found `5`, \(comparisons)"
    ),
    (
      "p95(cost.total) == 5", 17,
      "found `==`, \(comparisons)"
    ),
    (
      "p95(cost.total) => 5", 17,
      "found `=>`, \(comparisons)"
    ),
    (
      "p95(cost.total) != 5", 17,
      "found `!=`, \(comparisons)"
    ),
    (
      "p95(cost.total) ≤ 5", 17,
      "found `≤`, \(comparisons)"
    ),
    (
      "p95(cost.total) <= ", 20,
      "found the end, expected a finite number, e.g. 5000."
    ),
    (
      "p95(cost.total) <= five", 20,
      "found `f`, expected a finite number, e.g. 5000."
    ),
    (
      "p95(cost.total) <= 5_000", 21,
      "found `_` in a number; write digits without separators, e.g. 5000."
    ),
    (
      "p95(cost.total) <= 5,000", 21,
      "found `,` in a number; write digits without separators, e.g. 5000."
    ),
    (
      "p95(cost.total) <= $5000", 20,
      "found `$`, expected a finite number without a currency sign, e.g. 5000."
    ),
    (
      "p95(cost.total) <= 5k", 21,
      "found `k` behind the limit; expected the end, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95(cost.total) <= 1e999", 20,
      "found `1e999`, expected a finite number, e.g. 5000."
    ),
    (
      "p95(cost.total) <= 1.2.3", 20,
      "found `1.2.3`, expected a finite number, e.g. 5000."
    ),
    (
      "p95(cost.total) <= NaN", 20,
      "found `N`, expected a finite number, e.g. 5000."
    ),
    (
      "p95(cost.total) <= 5000 USD", 25,
      "found `U` behind the limit; expected the end, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95(cost.total) <= 5 <= 6", 22,
      "found `<` behind the limit; expected the end, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95(cost.total) <= 15%", 20,
      "found a percentage where the metric is in US dollars; write 5000, \(share)"
    ),
    (
      "p95(cost.perUnit) <= 15 %", 22,
      "found a percentage where the metric is in US dollars a unit; write 0.05, \(share)"
    ),
    (
      "p95(tokens.output) <= 15%", 23,
      "found a percentage where the metric is in tokens; write 5000, \(share)"
    ),
    (
      "p95(payback.months) <= 15%", 24,
      "found a percentage where the metric is in months; write 12, \(share)"
    ),
    (
      "p95(cost.total) <= -5", 20,
      "expected a limit from 0 on: nothing else is possible here."
    ),
    (
      "p95(cost.total) >= 0", 20,
      "every value from 0 on meets this limit, or none does; write one that decides, e.g. <= 5000."
    ),
    (
      "p95(cost.total) < 0", 19,
      "every value from 0 on meets this limit, or none does; write one that decides, e.g. <= 5000."
    ),
    (
      "mean(calls.perUnit) > -1", 23,
      "expected a limit from 0 on: nothing else is possible here."
    ),
    (
      "mean(payback.months) <= 5", 6,
      "\(noMean)"
    ),
    (
      "tvar95(payback.months) <= 5", 8,
      "\(noMean)"
    ),
    (
      "probability(cost.total) <= 0.5", 23,
      "found `)`, \(comparisons)"
    ),
    (
      "probability(cost.total < x) <= 0.5", 26,
      "found `x`, expected a finite number, e.g. 12."
    ),
    (
      "probability(cost.total < 5%) <= 0.5", 26,
      "found a percentage where the metric is in US dollars; write 5000, \(share)"
    ),
    (
      "probability(cost.total >= 0) >= 0.5", 27,
      "every value from 0 on meets this limit, or none does; write one that decides, e.g. <= 5000."
    ),
    (
      "probability(cost.total < 5) <= 80", 32,
      "expected a limit within 0 and 1: write 0.8 or 80% for 80 %."
    ),
    (
      "probability(cost.total < 5) >= 180%", 32,
      "expected a limit within 0 and 1: write 0.8 or 80% for 80 %."
    ),
    (
      "probability(cost.total < 5) >= 0", 32,
      "every value within 0 and 1 meets this limit, or none does; write one that decides, e.g. >= 0.8."
    ),
    (
      "probability(cost.total < 5) <= 100%", 32,
      "every value within 0 and 1 meets this limit, or none does; write one that decides, e.g. >= 0.8."
    ),
    (
      "probability(cost.total < 5) > -0.1", 31,
      "expected a limit within 0 and 1: write 0.8 or 80% for 80 %."
    ),
    (
      "probability(mean(cost.total) < 5) > 0.1", 13,
      "no metric `mean`. \(metrics)"
    ),
    (
      "mean(quality.success) >= 92", 26,
      "expected a limit within 0 and 1: write 0.8 or 80% for 80 %."
    ),
    (
      "mean(quality.success) >= 0%", 26,
      "every value within 0 and 1 meets this limit, or none does; write one that decides, e.g. >= 0.8."
    ),
    (
      "probability(quality.success > 92) >= 0.5", 31,
      "expected a limit within 0 and 1: write 0.8 or 80% for 80 %."
    ),
    (
      "change p95(cost.month) <= 15%", 8,
      "found `p` behind the aggregation, expected `(`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "change(cost.month) <= 15%", 8,
      "found `cost.month`, \(statistics)"
    ),
    (
      "change(p95(cost.month) <= 15%", 24,
      "found `<` behind what may change, expected `)`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "change(p95(cost.month) <= 5) <= 15%", 24,
      "found `<` behind what may change, expected `)`, e.g. p95(cost.month) <= 5000."
    ),
    (
      "change(change(p95(cost.month))) <= 15%", 8,
      "a change has no change; write one, e.g. change(p95(cost.month)) <= 15%."
    ),
    (
      "change(p95(payback.months)) <= 1", 12,
      "`payback.months` may be infinite and has no change; hold it against a limit, e.g. probability(payback.months <= 12) >= 0.8."
    ),
    (
      "change(mean(payback.months)) <= 1", 13,
      "\(noMean)"
    ),
    (
      "change(p95(cost.month)) >= -100%", 28,
      "every value from -100% on meets this limit, or none does; write one that decides, e.g. <= 15%."
    ),
    (
      "change(p95(cost.month)) <= -120%", 28,
      "expected a limit from -100% on: nothing else is possible here."
    ),
    (
      "change(mean(quality.success)) <= 5", 34,
      "expected a limit within -1 and 1: nothing else is possible here."
    ),
    (
      "change(mean(quality.success)) <= 1", 34,
      "every value within -1 and 1 meets this limit, or none does; write one that decides, e.g. <= 15%."
    ),
    (
      "change(probability(cost.total < 5)) <= 0.1 %%", 45,
      "found `%` behind the limit; expected the end, e.g. p95(cost.month) <= 5000."
    ),
    (
      "p95(cost.total{}) <= 5", 16,
      "found `}`, expected a selector, e.g. {segment:free}."
    ),
    (
      "p95(cost.total{segment}) <= 5", 23,
      "found `}` behind `segment`; expected `:` and a value, e.g. {segment:free}."
    ),
    (
      "p95(cost.total{segment:}) <= 5", 24,
      "no segment ``. This scenario has `free` and `paid`."
    ),
    (
      "p95(cost.total{segment:fre}) <= 5", 24,
      "no segment `fre`. Did you mean `free`? This scenario has `free` and `paid`."
    ),
    (
      "p95(cost.total{segment:free) <= 5", 24,
      "no segment `free) <= 5`. This scenario has `free` and `paid`."
    ),
    (
      "p95(cost.total{segment:free,segment:paid}) <= 5", 29,
      "`segment` is selected twice; keep one."
    ),
    (
      "p95(cost.total{segment:free,model:small}) <= 5", 29,
      "select a segment or a model, not both."
    ),
    (
      "p95(cost.fixed{segment:free}) <= 5", 16,
      "`cost.fixed` cannot be told apart by segment; leave {segment:...} out."
    ),
    (
      "mean(quality.success{model:small}) > 0.5", 22,
      "`quality.success` cannot be told apart by model; leave {model:...} out."
    ),
    (
      "p95(cost.total{model:huge}) <= 5", 22,
      "no model `huge`. This scenario has `large` and `small`."
    ),
    (
      "p95(cost.total{model:large}) <= 5", 5,
      "`large` is not called under the strategy `tiered`: this selects nothing. Called are `small`."
    ),
    (
      "p95(cost.total{model:large,strategy:all-large}) <= 5", 5,
      "`large` is not called under the strategy `all-large`: this selects nothing. Called are `small`."
    ),
    (
      "p95(cost.total{strategy:cascade}) <= 5", 25,
      "no strategy `cascade`. This scenario has `tiered` and `all-large`."
    ),
    (
      "p95(cost.total{feature:other}) <= 5", 24,
      "the scenario's feature is `support-assistant`, not `other`: this selects nothing."
    ),
    (
      "p95(cost.total{colour:red}) <= 5", 16,
      "no selector `colour`. Selectors are `segment`, `strategy`, `model`, `feature` and `team`."
    ),
    (
      "p95(cost.total){segment:free} <= 5", 16,
      "found `{`, \(comparisons)"
    ),
  ]

  @Test(arguments: mistakes.indices)
  func `a mistake is located and says what to write`(index: Int) {
    let mistake = Self.mistakes[index]
    let error = #expect(throws: ExpressionError.self) {
      try Gate(parsing: mistake.text, in: GateExamples.scenario)
    }
    #expect(error?.message == mistake.message, "\(mistake.text)")
    #expect(error?.column == mistake.column, "\(mistake.text)")
  }

  @Test func `there are many ways to be wrong`() { #expect(Self.mistakes.count >= 60) }
}
