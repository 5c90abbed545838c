import Economics
import Governance
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// A forecast whose cost of month k (from 1) in trial t is `cost(k, t)`; 156 weeks hold 36 months.
private func forecast(
  months: Int = 3, trials: Int = 64, randomisations: Int = 16, value: ValueMethod? = nil,
  oneOff: Double = 0, cost: (Int, Int) -> Double, units: Double = 1
) -> MetricEvaluator {
  // Three months are 13 weeks exactly, so monthly columns are written directly.
  let weeks = months * 13 / 3
  let scenario = HandMade.scenario(
    weeks: weeks,
    fixed: FixedCosts(oneOff: HandMade.known(oneOff), monthly: HandMade.known(0)), value: value)
  var columns: [ColumnKey: TrialSeries] = [:]
  for flow in Flow.allCases {
    for month in 0..<months {
      let values = (0..<trials).map { trial in
        switch flow {
        case .inferenceCost: cost(month + 1, trial)
        case .units, .successes: units
        default: 0.0
        }
      }
      let series = TrialSeries(values)
      columns[ColumnKey(flow, period: .month(month))] = series
      let key = ColumnKey(flow)
      columns[key] = columns[key].map { $0 + series } ?? series
    }
  }
  return MetricEvaluator(
    SimulationResult(
      scenario: scenario, options: SimulationOptions(), trials: trials,
      randomisations: randomisations, months: MonthGrid(weeks: weeks),
      strategies: [
        StrategyResult(
          name: nil, columns: columns, breakdown: [],
          variance: VarianceShares(uncertainty: 0, demand: 0, request: 0))
      ],
      assumptionValues: [], notes: []))
}

private func report(_ text: String, _ evaluator: MetricEvaluator) throws -> GateReport {
  try Gate(parsing: text, in: evaluator.result.scenario).report(on: evaluator)
}

/// Noise of known size around a level: every randomisation has the same four values, moved by
/// -0.1 or 0.1, so that its mean has sd 0.1033 and the error is 0.1033 / 4.
private func wobble(_ trial: Int) -> Double {
  [-1.5, -0.5, 0.5, 1.5][trial % 4] + ((trial / 4).isMultiple(of: 2) ? 0.1 : -0.1)
}

@Suite struct GateVerdictTests {
  @Test(arguments: [
    ("mean(cost.total) <= 101", Verdict.pass), ("mean(cost.total) <= 100.05", .inconclusive),
    ("mean(cost.total) <= 99.95", .inconclusive), ("mean(cost.total) <= 99", .fail),
    ("mean(cost.total) >= 99", .pass), ("mean(cost.total) > 100.05", .inconclusive),
    ("mean(cost.total) > 101", .fail), ("p50(cost.total) < 101", .pass),
    ("p50(cost.total) < 100", .inconclusive), ("p50(cost.total) < 99", .fail),
  ])
  func theIntervalDecides(_ text: String, _ verdict: Verdict) throws {
    let evaluator = forecast(
      cost: { month, trial in month == 1 ? 100 + wobble(trial) : 0 })
    #expect(try report(text, evaluator).verdict == verdict)
  }

  @Test func theIntervalIsStudentsAtTheLevelOfTheBudget() throws {
    let evaluator = forecast(cost: { month, trial in month == 1 ? 100 + wobble(trial) : 0 })
    let single = try report("mean(cost.month(1)) <= 101", evaluator)
    let error = try #require(single.measured).error
    #expect(abs(error - 0.1 * (16.0 / 15).squareRoot() / 4) < 1e-12)
    // t(0.995, 15), by SciPy.
    let interval = try #require(single.interval)
    #expect(abs(interval.upperBound - 100 - 2.946712883475238 * error) < 1e-9)
    #expect(single.confidence == 0.99)
    #expect(single.month == nil)
  }

  @Test func monthsShareTheErrorBudget() throws {
    let evaluator = forecast(cost: { _, trial in 100 + wobble(trial) })
    let every = try report("mean(cost.month) <= 101", evaluator)
    #expect(abs(every.confidence - (1 - 0.01 / 3)) < 1e-15)
    #expect(every.month == 1)
    let one = try report("mean(cost.month(1)) <= 101", evaluator)
    #expect(try #require(every.interval).upperBound > (try #require(one.interval).upperBound))
  }

  @Test func theWorstMonthDecidesAndIsNamed() throws {
    let evaluator = forecast(
      months: 6, cost: { month, trial in 100 + (month == 5 ? 50 : Double(month)) + wobble(trial) })
    let report = try report("p95(cost.month) <= 200", evaluator)
    #expect(report.verdict == .pass)
    #expect(report.month == 5)
    let lower = try Gate(parsing: "p5(cost.month) >= 50", in: evaluator.result.scenario)
    #expect(lower.report(on: evaluator).month == 1)
  }

  @Test func oneFailedMonthFailsAndAnInconclusiveOneLeavesItSo() throws {
    func evaluator(_ levels: [Double]) -> MetricEvaluator {
      forecast(cost: { month, trial in levels[month - 1] + wobble(trial) })
    }
    let undecided = try report("mean(cost.month) <= 100", evaluator([90, 100.01, 95]))
    #expect(undecided.verdict == .inconclusive && undecided.month == 2)
    let failed = try report("mean(cost.month) <= 100", evaluator([100.01, 90, 102]))
    #expect(failed.verdict == .fail && failed.month == 3)
  }

  @Test(arguments: [
    ("mean(cost.total) <= 300", Verdict.pass), ("mean(cost.total) < 300", .fail),
    ("mean(cost.total) >= 300", .pass), ("mean(cost.total) <= 299.9999", .fail),
    ("mean(cost.total) <= 299.99999999", .pass), ("p95(cost.month) <= 100", .pass),
    ("p95(cost.month) > 100", .fail), ("probability(cost.total <= 300) >= 1", .pass),
    ("probability(cost.total < 300) > 0", .fail),
  ])
  func withoutErrorNumbersCompareWithSlack(_ text: String, _ verdict: Verdict) throws {
    let evaluator = forecast(cost: { _, _ in 100 })
    #expect(try report(text, evaluator).verdict == verdict)
  }

  @Test func aProbabilityNeedsItsWholeInterval() throws {
    // 48 of 64 trials cost at most 99.
    let evaluator = forecast(
      cost: { month, trial in month == 1 ? (trial % 4 == 3 ? 120 : 90 + Double(trial % 4)) : 0 })
    #expect(try report("probability(cost.total <= 99) >= 0.5", evaluator).verdict == .pass)
    #expect(try report("probability(cost.total <= 99) >= 0.75", evaluator).verdict == .inconclusive)
    #expect(try report("probability(cost.total <= 99) >= 0.95", evaluator).verdict == .fail)
    // 0 of 64 is not never: up to 8 % at 99 %.
    #expect(try report("probability(cost.total > 200) <= 0.1", evaluator).verdict == .pass)
    #expect(try report("probability(cost.total > 200) <= 0.01", evaluator).verdict == .inconclusive)
  }

  /// A monthly profit of 10 against 20 (paid back at 2) or 60 (never) in one trial of four.
  @Test func beyondTheHorizonCountsAgainst() throws {
    let value = ValueMethod.costDisplacement(
      humanCost: HandMade.known(100), deflection: HandMade.known(1))
    let evaluator = forecast(
      trials: 256, value: value, oneOff: 20,
      cost: { _, trial in trial % 4 == 3 ? 99 : 90 + 0.001 * Double(trial % 3) })
    #expect(try report("probability(payback.months <= 3) >= 0.5", evaluator).verdict == .pass)
    #expect(try report("probability(payback.months <= 3) >= 0.95", evaluator).verdict == .fail)
    #expect(try report("p50(payback.months) <= 2.5", evaluator).verdict == .pass)
    #expect(try report("p50(payback.months) <= 1.5", evaluator).verdict == .fail)
    let late = try report("p95(payback.months) <= 12", evaluator)
    #expect(late.verdict == .fail)
    #expect(late.measured?.value == .infinity && late.interval == nil)
    #expect(late.sentence.contains("beyond the horizon"))
    #expect(try report("p75(payback.months) <= 2.5", evaluator).verdict == .inconclusive)
    #expect(try report("p90(payback.months) > 3", evaluator).verdict == .pass)
  }

  @Test func aGateAboutNothingIsNotShownToHold() throws {
    let evaluator = forecast(cost: { _, trial in wobble(trial) }, units: 0)
    for text in ["p95(cost.perUnit) <= 5", "mean(cost.perUnit) <= 5"] {
      let report = try report(text, evaluator)
      #expect(report.verdict == .fail && report.measured == nil && report.interval == nil)
      #expect(report.sentence.contains("No trial defines cost.perUnit"))
    }
  }

  @Test func oneRandomisationDecidesOnlyWhatCountsDecide() throws {
    let evaluator = forecast(
      randomisations: 1, cost: { month, trial in month == 1 ? 100 + wobble(trial) : 0 })
    #expect(try report("mean(cost.total) <= 1000", evaluator).verdict == .inconclusive)
    #expect(try report("probability(cost.total <= 1000) >= 0.8", evaluator).verdict == .pass)
  }

  @Test func sentencesSayWhatWasFound() throws {
    let evaluator = forecast(cost: { month, trial in 1000 * Double(month) + wobble(trial) })
    let monthly = try report("p95(cost.month) <= 5000", evaluator).sentence
    #expect(
      monthly == "The P95 of cost.month is $3,002 in month 3, the worst: <= $5,000 holds.")
    let probability = try report("probability(cost.total <= 5000) >= 0.8", evaluator).sentence
    #expect(
      probability == "The probability of cost.total <= 5000 is 0 (99 % interval 0 to 0.07945): "
        + ">= 0.8 does not hold.")
    // A number that misses its limit by less than a dollar does not read as the limit.
    let close = try report("mean(cost.month(3)) <= 2999.999", evaluator).sentence
    #expect(
      close == "The mean of cost.month(3) is $3,000.000 (99 % interval $2,999.9 to $3,000.1): "
        + "<= $2,999.999 cannot be decided with this many trials.")
  }

  @Test(arguments: [
    (101.0, RuleLevel.warn, Verdict.pass), (99, .warn, .warn), (100.05, .warn, .warn),
    (101, .error, .pass), (99, .error, .fail), (100.05, .error, .inconclusive),
  ])
  func aGateThatWarnsNeitherFailsNorHoldsUp(
    _ limit: Double, _ level: RuleLevel, _ verdict: Verdict
  ) throws {
    let evaluator = forecast(cost: { month, trial in month == 1 ? 100 + wobble(trial) : 0 })
    let gate = try Gate(
      parsing: "mean(cost.total) <= \(limit)", in: evaluator.result.scenario)
    #expect(gate.report(on: evaluator, level: level).verdict == verdict)
  }

  @Test func theWorstVerdictIsThatOfAll() {
    #expect([Verdict.pass, .warn].worst == .warn)
    #expect([Verdict.warn, .inconclusive, .pass].worst == .inconclusive)
    #expect([Verdict.inconclusive, .fail, .warn].worst == .fail)
    #expect([Verdict]().worst == .pass)
  }

  /// The highest 5 % of 64 trials are 3.2 of them: 120, 121, 122 and a fifth of the next, 93.
  @Test func aTailMeanIsJudgedByItsError() throws {
    let evaluator = forecast(cost: { month, trial in
      month == 1 ? (trial >= 61 ? 59 + Double(trial) : 93) : 0
    })
    let tail = try report("tvar95(cost.total) <= 200", evaluator)
    let value = try #require(tail.measured).value
    #expect(abs(value - (120 + 121 + 122 + 0.2 * 93) / 3.2) < 1e-9)
    #expect(tail.verdict == .pass)
    #expect(try report("tvar95(cost.total) <= 60", evaluator).verdict == .fail)
    #expect(tail.sentence.hasPrefix("The mean of cost.total in its highest 5 % is $119.2"))
  }

  @Test func looksShareTheErrorBudget() throws {
    let evaluator = forecast(cost: { month, trial in month == 1 ? 100 + wobble(trial) : 0 })
    let gate = try Gate(parsing: "mean(cost.total) <= 101", in: evaluator.result.scenario)
    #expect(abs(gate.report(on: evaluator, looks: 4).confidence - 0.9975) < 1e-15)
  }
}

/// A change is that from a base on the same random numbers.
@Suite struct ChangeVerdictTests {
  private func report(
    _ text: String, from base: (Int, Int) -> Double, to head: (Int, Int) -> Double
  ) throws -> GateReport {
    let (before, after) = (forecast(cost: base), forecast(cost: head))
    let gate = try Gate(parsing: text, in: after.result.scenario)
    return gate.report(
      on: after, against: Gate.Side(evaluator: before, metric: gate.metric))
  }

  /// The level of a trial is 1 either way of 100, and the change is exactly 2 %: two runs of their
  /// own would not tell it from nothing.
  private func level(_ month: Int, _ trial: Int) -> Double { 100 + 10 * wobble(trial) }

  @Test(arguments: [
    ("change(mean(cost.month)) <= 2.01%", Verdict.pass),
    ("change(mean(cost.month)) <= 1.99%", .fail),
    ("change(p95(cost.month)) <= 2%", .pass), ("change(p95(cost.month)) < 2%", .fail),
    ("change(tvar95(cost.total)) >= 1.9%", .pass),
    ("change(mean(cost.total)) <= 6.1", .pass), ("change(mean(cost.total)) <= 5.9", .fail),
    ("change(p50(tokens.output)) <= 0", .pass),
  ])
  func commonNoiseCancels(_ text: String, _ verdict: Verdict) throws {
    let report = try report(text, from: level, to: { 1.02 * level($0, $1) })
    #expect(report.verdict == verdict, "\(report.sentence)")
  }

  @Test func noiseOfItsOwnIsInconclusive() throws {
    let report = try report(
      "change(mean(cost.total)) <= 0.02%", from: level, to: { level($0, $1 + 4 * ($1 % 3)) })
    #expect(report.verdict == .inconclusive, "\(report.sentence)")
  }

  @Test func nothingChangesByNothing() throws {
    let report = try report("change(p95(cost.month)) <= 0%", from: level, to: level)
    #expect(report.verdict == .pass)
    #expect(
      report.sentence
        == "The P95 of cost.month is as in the base in month 1, the worst: <= 0 % holds.")
  }

  @Test func somethingFromNothingIsMoreThanAnyShare() throws {
    let report = try report(
      "change(mean(cost.total)) <= 500%", from: { _, _ in 0 }, to: level)
    #expect(report.verdict == .fail)
    #expect(report.sentence.contains("was nothing in the base"))
    let nothing = try self.report(
      "change(mean(cost.total)) <= 5%", from: { _, _ in 0 }, to: { _, _ in 0 })
    #expect(nothing.verdict == .pass)
  }

  @Test func theSentenceSaysWhichWay() throws {
    let up = try report(
      "change(mean(cost.month(1))) <= 15%", from: { _, _ in 200 }, to: { _, _ in 240 })
    #expect(
      up.sentence
        == "The mean of cost.month(1) rises by 20.00 % from the base: <= 15 % does not hold.")
    let down = try report(
      "change(mean(cost.month(1))) <= 5", from: { _, _ in 200 }, to: { _, _ in 150 })
    #expect(
      down.sentence == "The mean of cost.month(1) falls by $50.00 from the base: <= $5 holds.")
  }
}
