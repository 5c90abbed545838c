import Simulation
import Summaries

/// Returns on what was spent. Only full months count, which are numbered from 1.
extension Valuation {
  /// Months of the horizon, the partial one by its length.
  private var horizonMonths: Double {
    Double(metrics.result.months.weeks) / MonthGrid.weeksPerMonth
  }

  /// Return on investment by the end of a month: cumulative value less everything spent so far, over
  /// everything spent so far, the one-off cost included.
  package func roi(byMonth month: Int) -> TrialSeries {
    let cost = cumulative(month) { metrics.cost(.all, $0) } + oneOff
    let value = cumulative(month) { self.value(.all, $0) }
    return .ratio(value - cost, cost)
  }

  /// One month's return as the FinOps-for-AI guide prints it: profit over fixed cost, where the
  /// unit cost holds inference and harness only, so that fixed cost is deducted once, and the
  /// one-off cost is spread evenly over the horizon. NaN without fixed cost.
  package func roiAsPrinted(month: Int) -> TrialSeries {
    let period = Period.month(month - 1)
    let fixed = fixedCost(period)
    let variable =
      metrics.column(.inferenceCost, .all, period) + metrics.column(.harnessCost, .all, period)
    return .ratio(value(.all, period) - variable - fixed, fixed)
  }

  /// Months until the cumulative profit has paid the one-off cost, linear inside a month; infinite
  /// where the full months of the horizon do not.
  ///
  /// Without one-off cost a feature whose first month is not negative has paid back at 0.
  package func paybackMonths() -> TrialSeries {
    let profits = (0..<metrics.result.months.fullMonths).map { profit(.month($0)) }
    let oneOff = oneOff
    return TrialSeries(
      expected: Self.payback(profits.map(\.expected), of: oneOff.expected),
      sampled: Self.payback(profits.map(\.sampled), of: oneOff.sampled))
  }

  /// Profit of the whole horizon, the partial month included, less the one-off cost. The discount
  /// rate is zero.
  package func netPresentValue() -> TrialSeries { profit(.total) - oneOff }

  /// Units a month at which the unit margin pays fixed cost and commitments, the one-off cost spread over the
  /// horizon; infinite where a unit loses money.
  package func breakEvenUnitsPerMonth() -> TrialSeries {
    let monthly = fixedCost(.total).scaled(by: 1 / horizonMonths)
    return .combine(monthly, marginPerUnit()) { fixed, margin in
      margin.isNaN ? .nan : margin > 0 ? fixed / margin : .infinity
    }
  }

  /// For a feature sold by subscription: the units of one user a month whose inference and harness
  /// cost as much as the subscription earns.
  package func breakEvenUnitsPerUserMonth() -> TrialSeries {
    let variable = metrics.column(.inferenceCost) + metrics.column(.harnessCost)
    let perUserMonth = TrialSeries.ratio(value(), metrics.column(.activeUserMonths))
    return .combine(perUserMonth, .ratio(variable, metrics.column(.units))) { value, cost in
      cost.isNaN || value.isNaN ? .nan : cost > 0 ? value / cost : .infinity
    }
  }

  /// Monthly fixed cost and commitments of a period, plus the one-off cost in proportion to time.
  private func fixedCost(_ period: Period) -> TrialSeries {
    let length =
      switch period {
      case .total: horizonMonths
      case .month(let month): metrics.result.months.length(of: month)
      case .week: 1 / MonthGrid.weeksPerMonth
      }
    return metrics.column(.fixedCost, .all, period) + metrics.column(.commitmentCost, .all, period)
      + oneOff.scaled(by: length / horizonMonths)
  }

  private func cumulative(_ month: Int, _ flow: (Period) -> TrialSeries) -> TrialSeries {
    precondition((1...metrics.result.months.fullMonths).contains(month), "month \(month)")
    return (1..<month).reduce(flow(.month(0))) { $0 + flow(.month($1)) }
  }

  /// - Parameter profits: By month, then by trial.
  private static func payback(_ profits: [[Double]], of oneOff: [Double]) -> [Double] {
    oneOff.indices.map { trial in
      let owed = oneOff[trial]
      if owed <= 0, let first = profits.first, first[trial] >= 0 { return 0 }
      var balance = 0.0
      for (month, profit) in profits.enumerated() {
        let gain = profit[trial]
        // A balance can only reach what is owed in a month that gains; with nothing owed it must
        // first have fallen below.
        if gain > 0, balance + gain >= owed {
          return Double(month) + (owed - balance) / gain
        }
        balance += gain
      }
      return .infinity
    }
  }
}
