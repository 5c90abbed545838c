import Economics
import Pricing
import Reports
import Scenarios
import Simulation
import Summaries

extension Forecast {
  /// Gathers what an estimate of the strategy in use prints.
  ///
  /// - Parameter fields: What cost is allocated by.
  init(_ run: CompletedRun, allocatedBy fields: [String] = []) {
    let (evaluator, result) = (run.evaluator, run.result)
    let strategy = evaluator.strategy(of: MetricReference(.costTotal))
    let simulated = result.strategies[strategy]
    let months = Double(result.months.weeks) / MonthGrid.weeksPerMonth
    let spreadsheet = simulated.bridge.first?.amount ?? 0
    self.init(
      run: run.record, strategy: simulated.name,
      latencyClass: result.scenario.strategy(named: simulated.name)?.latencyClass,
      metrics: Self.metrics(evaluator),
      months: Self.months(evaluator), weeks: Self.weeks(evaluator),
      unitEconomics: Self.unitEconomics(UnitEconomics(evaluator)),
      breakdown: Self.breakdown(Breakdown(result, strategy: strategy)),
      allocations: fields.map { evaluator.allocation(strategy: strategy, by: $0) },
      shares: VarianceSplit(simulated.variance),
      sessions: simulated.sessionCosts.isEmpty
        ? nil : SessionTail(simulated.sessionCosts, randomisations: result.randomisations),
      spreadsheet: Spreadsheet(total: spreadsheet, month: spreadsheet / months),
      bridge: simulated.bridge.map { Rung($0, months: months) },
      drivers: DriverTable(
        Drivers(result, strategy: strategy), assumptions: result.scenario.assumptions),
      gates: run.gates, warnings: run.warnings + Self.cacheFindings(simulated, evaluator),
      notes: run.notes)
  }

  private static func metrics(_ evaluator: MetricEvaluator) -> [MetricBand] {
    evaluator.result.shownMetrics.map { MetricBand($0.name, evaluator.band(for: $0)) }
  }

  private static func months(_ evaluator: MetricEvaluator) -> [Month] {
    let horizon = evaluator.result.scenario.horizon
    return Ramp(evaluator).months.map { month in
      let value = month.value
      let bands: [(MetricName, Band?)] = [
        (.costMonth, month.cost), (.profitMonth, value?.profit),
        (.roiMonth, value?.roi), (.roiAsPrintedMonth, value?.roiAsPrinted),
      ]
      // It begins on the day that its first hour falls on.
      return Month(
        number: month.number, start: horizon.day(afterMonths: Double(month.number - 1)),
        isPartial: month.isPartial,
        metrics: bands.compactMap { name, band in band.map { MetricBand(name, $0) } })
    }
  }

  private static func weeks(_ evaluator: MetricEvaluator) -> [Week] {
    let horizon = evaluator.result.scenario.horizon
    return (1...horizon.weeks).map { week in
      Week(
        number: week, start: horizon.start?.adding(days: 7 * (week - 1)),
        cost: evaluator.band(for: MetricReference(.costWeek, index: week)))
    }
  }

  private static func unitEconomics(_ unit: UnitEconomics) -> [MetricBand] {
    let bands: [(String, MetricName.Unit, Band?)] = [
      ("inference.perUnit", .dollarsPerUnit, unit.inference),
      ("harness.perUnit", .dollarsPerUnit, unit.harness),
      ("fixed.perUnit", .dollarsPerUnit, unit.fixed),
      ("commitments.perUnit", .dollarsPerUnit, unit.commitments),
      ("value.perUnit", .dollarsPerUnit, unit.value?.perUnit),
      ("breakEven.unitsPerMonth", .units, unit.value?.breakEvenUnitsPerMonth),
      ("breakEven.unitsPerUserMonth", .units, unit.value?.breakEvenUnitsPerUserMonth),
    ]
    return bands.compactMap { name, unit, band in
      band.map { MetricBand(name: name, unit: unit, band: $0) }
    }
  }

  private static func breakdown(_ breakdown: Breakdown) -> [BreakdownTable] {
    let whole = breakdown.total.value
    func table(
      _ dimension: BreakdownTable.Dimension, _ parts: [Breakdown.Part]
    ) -> BreakdownTable {
      BreakdownTable(
        dimension: dimension,
        parts: parts.map {
          Part(name: $0.name, cost: $0.cost, share: whole > 0 ? $0.cost.value / whole : 0)
        })
    }
    return [
      table(.layer, breakdown.layers), table(.model, breakdown.models),
      table(.meter, breakdown.meters), table(.segment, breakdown.segments),
      table(.call, breakdown.calls),
    ]
  }
}

extension Forecast.Rung {
  fileprivate init(_ rung: BridgeRung, months: Double) {
    self.init(
      effect: rung.effect.rawValue,
      label: rung.effect == .averages ? "medians to means" : rung.effect.rawValue,
      amount: Estimate(value: rung.amount, error: rung.error), month: rung.amount / months)
  }
}

extension Forecast.DriverTable {
  fileprivate init(_ drivers: Drivers, assumptions: [Assumption]) {
    self.init(
      method: drivers.method.rawValue, explained: drivers.explained, noise: drivers.noise,
      drivers: drivers.all.map { driver in
        let assumption = assumptions[driver.assumption]
        return Forecast.Driver(
          path: assumption.path, coefficient: driver.coefficient, effect: driver.effect,
          source: assumption.source)
      })
  }
}
