import Scenarios

/// What the commitments of a scenario cost in one trial, by week. US dollars.
struct CommittedCosts {
  struct Line {
    /// Its name in the breakdown.
    let label: String
    /// Part of it that production uses, and the rest, over the horizon.
    let used: Double
    let idle: Double
  }

  /// By week: all of it, and what serves nothing in production.
  let weeks: [(all: Double, idle: Double)]
  let lines: [Line]

  var total: Double { lines.reduce(0) { $0 + $1.used + $1.idle } }

  init(_ plan: Plan, strategy: StrategyPlan, inputs: Inputs) {
    var weeks = [(all: Double, idle: Double)](repeating: (0, 0), count: plan.months.weeks)
    lines = zip(plan.scenario.commitments, strategy.idleCommitments).map { commitment, isIdle in
      let price = commitment.perWeek(inputs)
      let idle = isIdle ? price : price * (1 - commitment.utilisation(inputs))
      for week in commitment.weeks {
        weeks[week].all += price
        weeks[week].idle += idle
      }
      let count = Double(commitment.weeks.count)
      return Line(
        label: commitment.label, used: (price - idle) * count, idle: idle * count)
    }
    self.weeks = weeks
  }
}

extension Commitment {
  package var label: String { "commitment.\(name)" }

  func perWeek(_ inputs: Inputs) -> Double {
    switch price {
    case .perWeek(let price): inputs(price)
    case .perMonth(let price): inputs(price) / MonthGrid.weeksPerMonth
    }
  }

  func utilisation(_ inputs: Inputs) -> Double {
    switch use {
    case .none: 0
    case .production(let share), .models(_, let share): inputs(share)
    }
  }
}
