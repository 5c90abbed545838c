/// A quantity that accumulates over time in one trial.
package enum Flow: String, Sendable, Hashable, CaseIterable {
  /// US dollars.
  case inferenceCost, harnessCost, fixedCost
  /// US dollars of commitments, and of those the part that nothing in production uses.
  case commitmentCost, idleCommitmentCost
  /// Units of value, and those of them that succeed.
  case units, successes
  case sessions
  /// Sessions answered beyond the first tier or stage of their strategy.
  case escalations
  /// Sessions that end at the token budget of their workflow.
  case budgetEnds
  /// Tokens by meter; `inputTokens` are neither read from nor written to a cache.
  case inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens
  /// Requests sent to a model: attempts, loop steps, validation rounds, checkers, classifiers
  /// and judges.
  case calls
  /// Users that have the feature in use, integrated over months (13/3 weeks).
  case activeUserMonths
}

/// What part of the scenario a flow is summed over.
package enum Scope: Sendable, Hashable {
  case all
  /// Index into the scenario's segments.
  case segment(Int)
  /// A model by its name in the scenario.
  case model(String)

  /// What its cost is made of: what is fixed belongs to no segment and no model, a harness to no model.
  package var costFlows: [Flow] {
    switch self {
    case .all: [.inferenceCost, .harnessCost, .fixedCost, .commitmentCost]
    case .segment: [.inferenceCost, .harnessCost]
    case .model: [.inferenceCost]
    }
  }
}

/// When a flow is summed; months and weeks count from 0.
package enum Period: Sendable, Hashable {
  case total
  case month(Int)
  case week(Int)
}

/// One recorded series over trials.
package struct ColumnKey: Sendable, Hashable {
  package let flow: Flow
  package let scope: Scope
  package let period: Period

  package init(_ flow: Flow, scope: Scope = .all, period: Period = .total) {
    self.flow = flow
    self.scope = scope
    self.period = period
  }
}

/// Values over trials with and without request noise, randomisation by randomisation.
package struct TrialSeries: Sendable, Equatable {
  /// Conditional expectation given parameters and demand: what means are taken of.
  package let expected: [Double]
  /// With the request-level noise: what quantiles and probabilities are taken of.
  package let sampled: [Double]

  package init(expected: [Double], sampled: [Double]) {
    precondition(expected.count == sampled.count, "\(expected.count) != \(sampled.count)")
    self.expected = expected
    self.sampled = sampled
  }
}

/// The months of a horizon: 13/3 weeks each, the last one perhaps partial.
package struct MonthGrid: Sendable, Equatable {
  package static let weeksPerMonth = 13.0 / 3.0

  package let weeks: Int
  /// Full months, plus one if the horizon ends inside a month.
  package let count: Int
  package let fullMonths: Int

  package init(weeks: Int) {
    self.weeks = weeks
    fullMonths = weeks * 3 / 13
    count = fullMonths + (weeks * 3 % 13 == 0 ? 0 : 1)
  }

  package func isPartial(_ month: Int) -> Bool { month >= fullMonths }

  /// Length of a month of the grid in months: 1 for a full one, less for a partial one.
  package func length(of month: Int) -> Double {
    isPartial(month) ? Double(weeks * 3 - fullMonths * 13) / 13 : 1
  }

  /// Length of a period in months.
  func length(of period: Period) -> Double {
    switch period {
    case .total: Double(weeks) / Self.weeksPerMonth
    case .month(let month): length(of: month)
    case .week: 1 / Self.weeksPerMonth
    }
  }

  /// The one or two months that a week has days in.
  func months(ofWeek week: Int) -> ClosedRange<Int> {
    (week * 3 / 13)...((week * 3 + 2) / 13)
  }

  /// Share of a week's flow that falls into a month, pro rata by days.
  package func share(ofWeek week: Int, inMonth month: Int) -> Double {
    // In thirds of a week, so that every boundary is an integer.
    let low = max(week * 3, month * 13)
    let high = min(week * 3 + 3, month * 13 + 13)
    return high > low ? Double(high - low) / 3 : 0
  }
}
