/// The metrics of a forecast, by the one name that gates, JSON, reports and the library use.
package enum MetricName: String, Sendable, CaseIterable {
  case costTotal = "cost.total"
  case costWeek = "cost.week"
  case costMonth = "cost.month"
  case costInference = "cost.inference"
  case costHarness = "cost.harness"
  case costFixed = "cost.fixed"
  case costCommitments = "cost.commitments"
  /// What of the commitments nothing in production uses.
  case costIdleCommitments = "cost.idleCommitments"
  case costPerUnit = "cost.perUnit"
  case costPerSuccessfulUnit = "cost.perSuccessfulUnit"
  case tokensInput = "tokens.input"
  case tokensCacheRead = "tokens.cacheRead"
  case tokensCacheWrite = "tokens.cacheWrite"
  case tokensOutput = "tokens.output"
  case callsPerUnit = "calls.perUnit"
  case cacheHitRate = "cache.hitRate"
  case qualitySuccess = "quality.success"
  /// Share of the sessions that are answered beyond the first tier or stage of the strategy.
  case routingEscalationShare = "routing.escalationShare"
  /// Share of the sessions that end at the token budget of their workflow.
  case sessionsAtBudget = "sessions.atBudget"
  case unitsTotal = "units.total"
  case marginPerUnit = "margin.perUnit"
  case profitMonth = "profit.month"
  /// Investment form: cumulative net value over everything spent so far.
  case roiMonth = "roi.month"
  /// As the FinOps-for-AI guide prints it: one month's profit over that month's fixed cost.
  case roiAsPrintedMonth = "roi.asPrinted.month"
  case paybackMonths = "payback.months"
  case npv = "npv"
}

extension MetricName {
  /// Which index in parentheses a metric takes; indices count from 1.
  package enum Indexing: Sendable {
    case none, week, month
    /// One month, or every full month when there is no index.
    case monthOrEvery
  }

  package var indexing: Indexing {
    switch self {
    case .costWeek: .week
    case .costMonth: .monthOrEvery
    case .profitMonth, .roiMonth, .roiAsPrintedMonth: .month
    default: .none
    }
  }

  package enum Unit: String, Sendable {
    case dollars = "USD"
    case dollarsPerUnit = "USD/unit"
    case dollarsPerSession = "USD/session"
    case tokens, units, months
    case callsPerUnit = "calls/unit"
    /// In 0...1.
    case fraction
    /// Any sign; 1 is 100 %.
    case ratio
  }

  package var unit: Unit {
    switch self {
    case .costTotal, .costWeek, .costMonth, .costInference, .costHarness, .costFixed,
      .costCommitments, .costIdleCommitments, .profitMonth, .npv:
      .dollars
    case .costPerUnit, .costPerSuccessfulUnit, .marginPerUnit: .dollarsPerUnit
    case .tokensInput, .tokensCacheRead, .tokensCacheWrite, .tokensOutput: .tokens
    case .callsPerUnit: .callsPerUnit
    case .cacheHitRate, .qualitySuccess, .routingEscalationShare, .sessionsAtBudget: .fraction
    case .unitsTotal: .units
    case .roiMonth, .roiAsPrintedMonth: .ratio
    case .paybackMonths: .months
    }
  }

  /// Whether its quantiles may come from lines: what use costs, in all and per unit.
  package var isIntegrated: Bool {
    switch self {
    case .costTotal, .costWeek, .costMonth, .costInference, .costHarness, .costPerUnit,
      .costPerSuccessfulUnit:
      true
    default: false
    }
  }

  /// Values that a forecast may give it.
  package var range: ClosedRange<Double> {
    switch self {
    case .marginPerUnit, .profitMonth, .roiMonth, .roiAsPrintedMonth, .npv: -.infinity ... .infinity
    case .cacheHitRate, .qualitySuccess, .sessionsAtBudget: 0...1
    default: 0 ... .infinity
    }
  }

  /// False for a time that may lie beyond the horizon.
  package var hasMean: Bool { self != .paybackMonths }

  /// True where the scenario must say what a unit is worth.
  package var needsValue: Bool {
    switch self {
    case .marginPerUnit, .profitMonth, .roiMonth, .roiAsPrintedMonth, .paybackMonths, .npv: true
    default: false
    }
  }

  /// True where it is zero in a scenario without commitments.
  var isOfCommitments: Bool { self == .costCommitments || self == .costIdleCommitments }

  /// Whether `{segment:...}` makes sense: fixed costs belong to the feature, not to a segment, so a
  /// metric that is about them has no segments. `cost.total` and its kin leave them out there.
  /// Weeks are recorded for the whole feature alone.
  package var takesSegment: Bool {
    switch self {
    case .costWeek, .costFixed, .costCommitments, .costIdleCommitments, .profitMonth, .roiMonth,
      .roiAsPrintedMonth, .paybackMonths, .npv:
      false
    default: true
    }
  }

  /// Whether `{model:...}` makes sense: a model has inference cost, tokens and calls, no units of its
  /// own, so ratios to units are shares of all units.
  package var takesModel: Bool {
    switch self {
    case .costTotal, .costMonth, .costInference, .costPerUnit, .tokensInput, .tokensCacheRead,
      .tokensCacheWrite, .tokensOutput, .callsPerUnit, .cacheHitRate:
      true
    default: false
    }
  }
}
