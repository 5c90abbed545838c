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

/// Values over trials, put together only where they are read: by as many threads as read them.
package enum TrialValues: Sendable {
  case whole([Double])
  /// As the randomisations have left them; a part is empty where all of its values are zero.
  case parts([ArraySlice<Double>], ofEach: Int)

  var count: Int {
    switch self {
    case .whole(let values): values.count
    case .parts(let parts, let count): parts.count * count
    }
  }

  var joined: [Double] {
    switch self {
    case .whole(let values): return values
    case .parts(let parts, let each):
      var values: [Double] = []
      values.reserveCapacity(count)
      for part in parts {
        precondition(part.isEmpty || part.count == each, "\(part.count) values of \(each)")
        values.append(contentsOf: part)
        if part.isEmpty { values.append(contentsOf: repeatElement(0, count: each)) }
      }
      return values
    }
  }
}

/// Values over trials with and without request noise, randomisation by randomisation.
package struct TrialSeries: Sendable, Equatable {
  private let expectations: TrialValues
  /// `nil` without request noise.
  private let samples: TrialValues?

  init(_ expectations: TrialValues, samples: TrialValues?) {
    self.expectations = expectations
    self.samples = samples
  }

  package init(expected: [Double], sampled: [Double]) {
    precondition(expected.count == sampled.count, "\(expected.count) != \(sampled.count)")
    self.init(.whole(expected), samples: .whole(sampled))
  }

  /// A quantity without request noise, e.g. an assumption.
  package init(_ values: [Double]) {
    self.init(.whole(values), samples: nil)
  }

  package var count: Int { expectations.count }
  package var hasNoise: Bool { samples != nil }

  /// Conditional expectation given parameters and demand: what means are taken of.
  ///
  /// - Complexity: O(trials).
  package var expected: [Double] { expectations.joined }

  /// With the request-level noise: what quantiles and probabilities are taken of.
  ///
  /// - Complexity: O(trials).
  package var sampled: [Double] { (samples ?? expectations).joined }

  package static func == (first: TrialSeries, second: TrialSeries) -> Bool {
    first.expected == second.expected && first.sampled == second.sampled
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
