import Economics
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// A feature with the same units, costs and users in every month, and no uncertainty.
private func steady(
  unitsPerMonth: Double, inferencePerUnit: Double, harnessPerUnit: Double = 0,
  oneOff: Double = 0, monthly: Double = 0, value: ValueMethod?, success: Double = 1,
  users: Double = 0, weeks: Int = 52
) -> MetricEvaluator {
  let scenario = HandMade.scenario(
    weeks: weeks,
    fixed: FixedCosts(oneOff: HandMade.known(oneOff), monthly: HandMade.known(monthly)),
    value: value)
  let perMonth = 3.0 / 13
  return MetricEvaluator(
    HandMade.result(
      scenario, trials: 4, randomisations: 2,
      strategies: [
        (
          nil,
          { flow, _, _, _ in
            switch flow {
            case .units, .sessions: unitsPerMonth * perMonth
            case .successes: success * unitsPerMonth * perMonth
            case .inferenceCost: inferencePerUnit * unitsPerMonth * perMonth
            case .harnessCost: harnessPerUnit * unitsPerMonth * perMonth
            case .fixedCost: monthly * perMonth
            case .activeUserMonths: users * perMonth
            default: 0
            }
          }
        )
      ]))
}

/// A margin of so much a unit before fixed cost.
private func margin(_ margin: Double) -> ValueMethod {
  .costDisplacement(humanCost: HandMade.known(margin), deflection: HandMade.known(1))
}

private func value(
  _ evaluator: MetricEvaluator, _ text: String
) throws -> Double {
  let reference = try MetricReference(parsing: text, in: evaluator.result.scenario)
  return evaluator.series(for: reference).expected[0]
}

private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(b), 1) }

@Suite struct EconomicsTests {
  /// The three-layer figures of the FinOps-for-AI guide: 0.0003 of inference, 0.0035 around it and
  /// $200 of fixed cost for a million units make $0.004.
  @Test func threeLayersMakeTheUnitCost() throws {
    let evaluator = steady(
      unitsPerMonth: 1e6, inferencePerUnit: 0.0003, harnessPerUnit: 0.0035, monthly: 200,
      value: margin(0.01), success: 0.8)
    let unit = UnitEconomics(evaluator)
    #expect(close(try #require(unit.inference.mean).value, 0.0003))
    #expect(close(try #require(unit.harness.mean).value, 0.0035))
    #expect(close(try #require(unit.fixed.mean).value, 0.0002))
    #expect(close(try #require(unit.cost.mean).value, 0.004))
    #expect(close(try #require(unit.costPerSuccessfulUnit.mean).value, 0.005))
    let value = try #require(unit.value)
    #expect(close(try #require(value.margin.mean).value, 0.0062))
    #expect(close(try #require(value.breakEvenUnitsPerMonth[0.5]).value, 200 / 0.0062))
    #expect(value.breakEvenUnitsPerUserMonth == nil)
  }

  /// The guide's ROI by month: $20,000 of fixed cost against volume and margin.
  @Test(arguments: [
    (30_000.0, 0.10, -0.85), (90_000.0, 0.222, -0.001), (150_000.0, 0.26, 0.95),
  ])
  func roiAsPrinted(_ volume: Double, _ unitMargin: Double, _ expected: Double) throws {
    let cost = 0.004
    let evaluator = steady(
      unitsPerMonth: volume, inferencePerUnit: cost, monthly: 20_000,
      value: margin(unitMargin + cost))
    #expect(close(try value(evaluator, "roi.asPrinted.month(1)"), expected))
    #expect(close(try value(evaluator, "roi.asPrinted.month(12)"), expected))
    #expect(
      close(try value(evaluator, "profit.month(6)"), volume * unitMargin - 20_000))
  }

  /// The guide's search feature: a $15 subscription against $0.08 a query breaks even at 187.5.
  @Test func breakEvenUseOfASubscription() throws {
    let evaluator = steady(
      unitsPerMonth: 120 * 50, inferencePerUnit: 0.08,
      value: .premium(subscriptionPrice: HandMade.known(15)), users: 50)
    let economics = try #require(UnitEconomics(evaluator).value)
    #expect(close(try #require(economics.breakEvenUnitsPerUserMonth?[0.5]).value, 187.5))
    // At 120 queries a user the margin is $5.40 a month.
    #expect(close(try value(evaluator, "profit.month(1)"), 5.40 * 50))
  }

  @Test func oneOffCostIsSpreadInThePrintedRoiAndPaidInTheOther() throws {
    let evaluator = steady(
      unitsPerMonth: 1000, inferencePerUnit: 2, oneOff: 12_000, monthly: 500, value: margin(5))
    // 1000 (5 - 2) - 500 = 2500 a month.
    #expect(close(try value(evaluator, "roi.asPrinted.month(1)"), (3000 - 1500) / 1500))
    #expect(close(try value(evaluator, "roi.month(1)"), (5000 - 2500 - 12_000) / 14_500))
    #expect(close(try value(evaluator, "roi.month(12)"), (12 * 2500 - 12_000) / 42_000))
    #expect(close(try value(evaluator, "payback.months"), 4.8))
    #expect(close(try value(evaluator, "npv"), 18_000))
    #expect(close(try value(evaluator, "margin.perUnit"), 3))
    let economics = try #require(UnitEconomics(evaluator).value)
    #expect(close(try #require(economics.breakEvenUnitsPerMonth[0.5]).value, 500))
  }

  @Test func paybackBeyondTheHorizonIsInfiniteAndHasNoMean() throws {
    let evaluator = steady(
      unitsPerMonth: 1000, inferencePerUnit: 2, oneOff: 50_000, value: margin(5))
    #expect(try value(evaluator, "payback.months") == .infinity)
    let band = evaluator.band(for: MetricReference(.paybackMonths))
    #expect(band.mean == nil && band[0.05]?.value == .infinity)
  }

  @Test func aPartialMonthPaysNothingBackButCountsInTheNetPresentValue() throws {
    // 14 weeks: three full months and three thirteenths of a fourth.
    let evaluator = steady(
      unitsPerMonth: 1000, inferencePerUnit: 2, oneOff: 9100, value: margin(5), weeks: 14)
    #expect(try value(evaluator, "payback.months") == .infinity)
    #expect(close(try value(evaluator, "npv"), 3000 * 14 * 3 / 13 - 9100))
    let ramp = Ramp(evaluator)
    #expect(ramp.months.map(\.isPartial) == [false, false, false, true])
    #expect(ramp.months[3].value == nil)
    #expect(ramp.months[3].cost.mean != nil)
  }

  @Test func withoutOneOffCostPaybackIsImmediate() throws {
    let paying = steady(unitsPerMonth: 10, inferencePerUnit: 1, value: margin(2))
    #expect(try value(paying, "payback.months") == 0)
    let losing = steady(unitsPerMonth: 10, inferencePerUnit: 3, value: margin(2))
    #expect(try value(losing, "payback.months") == .infinity)
    #expect(
      UnitEconomics(losing).value?.breakEvenUnitsPerMonth[0.5]?.value == .infinity)
  }

  /// Quarters of 13 weeks earn -1300, 0, 1300 and 2600: the loss is recovered at month 9.
  @Test func paybackFollowsALossThatRecovers() throws {
    let scenario = HandMade.scenario(value: margin(1))
    let evaluator = MetricEvaluator(
      HandMade.result(
        scenario, trials: 2, randomisations: 1,
        strategies: [
          (
            nil,
            { flow, _, week, _ in
              let quarter = Double(week / 13)
              return flow == .units ? 100 + 100 * quarter : flow == .inferenceCost ? 200 : 0
            }
          )
        ]))
    #expect(close(try value(evaluator, "payback.months"), 9))
  }

  @Test func valueMethodsMultiplyWhatTheyShould() throws {
    func profit(_ method: ValueMethod) throws -> Double {
      try value(
        steady(unitsPerMonth: 100, inferencePerUnit: 0, value: method, success: 0.5, users: 7),
        "profit.month(1)")
    }
    let k = HandMade.known
    #expect(close(try profit(.costDisplacement(humanCost: k(4), deflection: k(0.25))), 100))
    #expect(close(try profit(.revenue(uplift: k(0.1), averageTransactionValue: k(30))), 150))
    #expect(close(try profit(.retention(retainedPerUnit: k(0.02), lifetimeValueDelta: k(50))), 50))
    #expect(close(try profit(.premium(subscriptionPrice: k(9))), 63))
  }

  @Test func unknownValueIsDrawnTrialByTrial() throws {
    let scenario = HandMade.scenario(
      assumptions: [HandMade.assumption("value.costDisplacement.deflection")],
      value: .costDisplacement(humanCost: HandMade.known(10), deflection: HandMade.unknown(0)))
    let evaluator = MetricEvaluator(
      HandMade.result(
        scenario, trials: 4, randomisations: 2,
        strategies: [(nil, { flow, _, _, _ in flow == .units ? 1 : 0 })],
        assumptionValues: [[0.1, 0.2, 0.3, 0.4]]))
    let margins = evaluator.series(for: MetricReference(.marginPerUnit)).expected
    for (found, expected) in zip(margins, [1.0, 2, 3, 4]) { #expect(close(found, expected)) }
  }

  @Test func printedRoiIsAbsentWithoutFixedCost() throws {
    let evaluator = steady(unitsPerMonth: 10, inferencePerUnit: 1, value: margin(2))
    #expect(try value(evaluator, "roi.asPrinted.month(1)").isNaN)
    #expect(Ramp(evaluator).months[0].value?.roiAsPrinted == nil)
    #expect(Ramp(evaluator).months[0].value?.roi != nil)
  }

  @Test func rampAgreesWithTheMetrics() throws {
    let evaluator = steady(
      unitsPerMonth: 1000, inferencePerUnit: 2, oneOff: 12_000, monthly: 500, value: margin(5))
    let ramp = Ramp(evaluator)
    #expect(ramp.months.map(\.number) == Array(1...12))
    for month in ramp.months {
      let roi = evaluator.band(for: MetricReference(.roiMonth, index: month.number))
      #expect(close(try #require(month.value?.roi.mean).value, try #require(roi.mean).value))
      let printed = evaluator.band(for: MetricReference(.roiAsPrintedMonth, index: month.number))
      #expect(month.value?.roiAsPrinted == printed)
      let cost = evaluator.band(for: MetricReference(.costMonth, index: month.number))
      #expect(month.cost == cost)
    }
    let profits = try ramp.months.map { try #require($0.value?.profit.mean).value }
    #expect(close(profits.reduce(0, +), 30_000))
  }

  @Test func theStrategyInUseAnswersUnlessAnotherIsNamed() throws {
    let scenario = HandMade.scenario(strategies: ["a", "b"], use: 1)
    let evaluator = MetricEvaluator(
      HandMade.result(
        scenario, trials: 2, randomisations: 1,
        strategies: [
          ("a", { flow, _, _, _ in flow == .inferenceCost ? 1 : 0 }),
          ("b", { flow, _, _, _ in flow == .inferenceCost ? 2 : 0 }),
        ]))
    #expect(close(try value(evaluator, "cost.total"), 104))
    #expect(close(try value(evaluator, "cost.total{strategy:a}"), 52))
  }
}
