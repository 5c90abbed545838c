import Economics
import Scenarios
import Simulation
import Summaries

extension MetricFormula {
  init(of reference: MetricReference, _ evaluator: MetricEvaluator) {
    let parts = MetricParts(reference, evaluator)
    switch reference.name {
    case .costTotal, .costWeek: self = parts.cost
    case .costMonth: self = reference.index == nil ? parts.averageMonth : parts.cost
    case .costInference, .costHarness, .costFixed, .costCommitments, .costIdleCommitments,
      .unitsTotal, .tokensInput, .tokensCacheRead, .tokensCacheWrite, .tokensOutput:
      self = parts.sum
    case .costPerUnit, .costPerSuccessfulUnit, .callsPerUnit, .cacheHitRate, .qualitySuccess,
      .routingEscalationShare, .sessionsAtBudget:
      self = parts.ratio
    case .marginPerUnit, .profitMonth, .roiMonth, .roiAsPrintedMonth, .paybackMonths, .npv:
      self = parts.economics
    }
  }
}

/// The columns of one strategy from which the formula of a metric is put together.
private struct MetricParts {
  private let reference: MetricReference
  private let metrics: Metrics
  private let result: SimulationResult

  init(_ reference: MetricReference, _ evaluator: MetricEvaluator) {
    self.reference = reference
    result = evaluator.result
    metrics = Metrics(result, strategy: evaluator.strategy(of: reference))
  }

  private var scope: Scope { reference.scope }

  /// Units belong to no model.
  private var unitScope: Scope { if case .model = scope { .all } else { scope } }

  private var period: Period {
    guard let index = reference.index else { return .total }
    return reference.name.indexing == .week ? .week(index - 1) : .month(index - 1)
  }

  private func column(
    _ symbol: String, _ meaning: String, _ unit: String, _ flow: Flow, _ scope: Scope? = nil,
    _ period: Period = .total
  ) -> MetricFormula.Term {
    MetricFormula.Term(
      symbol: symbol, meaning: meaning, unit: unit,
      series: metrics.column(flow, scope ?? self.scope, period))
  }

  /// Inference, harness, fixed cost and commitments, as far as they belong to the scope.
  private func costs(_ period: Period) -> [MetricFormula.Term] {
    let all = [
      ("I", "inference", Flow.inferenceCost), ("H", "harness", .harnessCost),
      ("F", "monthly fixed costs", .fixedCost), ("B", "commitments", .commitmentCost),
    ]
    let count =
      switch scope {
      case .all: result.scenario.commitments.isEmpty ? 3 : 4
      case .segment: 2
      case .model: 1
      }
    return all.prefix(count).map { column($0.0, $0.1, "USD", $0.2, nil, period) }
  }

  var cost: MetricFormula {
    let terms = costs(period)
    let committed = terms.contains { $0.symbol == "B" } ? " and commitments" : ""
    return MetricFormula(
      about: "Everything that the feature costs in the period: inference, what surrounds the model,"
        + " and monthly fixed costs\(committed), which belong to the feature and not to its segments."
        + " One-off costs are never in it.",
      formula: terms.map(\.symbol).joined(separator: " + "), terms: terms)
  }

  var averageMonth: MetricFormula {
    let months = result.months.fullMonths
    let first = metrics.cost(scope, .month(0))
    let sum = (1..<months).reduce(first) { $0 + metrics.cost(scope, .month($1)) }
    return MetricFormula(
      about: "The average full month of 13/3 weeks. A gate on it must hold in each full month.",
      formula: "S / \(months)",
      terms: [
        MetricFormula.Term(
          symbol: "S", meaning: "cost of the \(months) full months", unit: "USD", series: sum)
      ])
  }

  /// Metrics that are counted, not made of others.
  var sum: MetricFormula {
    let fixed = [.costFixed, .costCommitments, .costIdleCommitments].contains(reference.name)
    return MetricFormula(
      about: Self.sums[reference.name] ?? "", formula: nil, terms: [],
      guide: fixed || reference.name == .costHarness ? .economics : .sessionModel)
  }

  private static let sums: [MetricName: String] = [
    .costInference: "Sum over weeks, segments, models and meters of sessions times tokens of a"
      + " session times rate, with fees of requests and searches.",
    .costHarness: "Sum over weeks of units times the cost of a unit, requests times vector queries"
      + " and egress, and lookups in response caches.",
    .costCommitments:
      "Sum over weeks of what each commitment costs in the weeks in which it is paid.",
    .costIdleCommitments:
      "Of the commitments, all of those that serve nothing in production, and what"
      + " production leaves unused of the others.",
    .costFixed: "Monthly fixed costs times the length of the horizon in months of 13/3 weeks.",
    .unitsTotal: "Sum over weeks and segments of sessions times units of a session; untracked use"
      + " and background work make none.",
    .tokensInput: "Tokens sent that are neither read from nor written to a cache.",
    .tokensCacheRead: "Tokens read from prompt caches.",
    .tokensCacheWrite: "Tokens written to prompt caches, where the provider meters writes.",
    .tokensOutput: "Tokens that models make, reasoning included.",
  ]

  var ratio: MetricFormula {
    switch reference.name {
    case .costPerUnit:
      MetricFormula(
        about: "Cost over units, taken in every trial.",
        formula: "C / U",
        terms: [costTerm, column("U", "units", "units", .units, unitScope)],
        sources: [.definition, .finops], guide: .economics)
    case .costPerSuccessfulUnit:
      MetricFormula(
        about: "Cost over the units that succeed, taken in every trial: what a cheaper model that"
          + " fails more often is held against.",
        formula: "C / S",
        terms: [costTerm, column("S", "successful units", "units", .successes, unitScope)],
        sources: [.definition, .finops], guide: .economics)
    case .callsPerUnit:
      MetricFormula(
        about: "Requests to models, attempts and side requests included, over units.",
        formula: "Q / U",
        terms: [
          column("Q", "requests", "requests", .calls),
          column("U", "units", "units", .units, unitScope),
        ])
    case .cacheHitRate:
      MetricFormula(
        about: "Share of all input tokens that is read from prompt caches.",
        formula: "R / (R + W + I)",
        terms: [
          column("R", "tokens read", "tokens", .cacheReadTokens),
          column("W", "tokens written", "tokens", .cacheWriteTokens),
          column("I", "plain input", "tokens", .inputTokens),
        ], guide: .sessionModel)
    case .qualitySuccess:
      MetricFormula(
        about:
          "Share of the units that succeed: routed to a model that can, delivered, complete and"
          + " not cut off by the context.",
        formula: "S / U",
        terms: [
          column("S", "successful units", "units", .successes),
          column("U", "units", "units", .units),
        ], guide: .sessionModel)
    case .sessionsAtBudget:
      MetricFormula(
        about: "Share of the sessions that end at the token budget of their workflow.",
        formula: "B / n",
        terms: [
          column("B", "sessions that end at a budget", "sessions", .budgetEnds),
          column("n", "sessions", "sessions", .sessions),
        ], guide: .repetition)
    default:
      MetricFormula(
        about: "Share of the sessions answered beyond the first tier or stage.",
        formula: "E / n",
        terms: [
          column("E", "sessions beyond the first tier", "sessions", .escalations),
          column("n", "sessions", "sessions", .sessions),
        ], guide: .sessionModel)
    }
  }

  private var costTerm: MetricFormula.Term {
    MetricFormula.Term(
      symbol: "C", meaning: "cost", unit: "USD", series: metrics.cost(scope, .total))
  }

  private func dollars(
    _ symbol: String, _ meaning: String, _ series: TrialSeries
  ) -> MetricFormula.Term {
    MetricFormula.Term(symbol: symbol, meaning: meaning, unit: "USD", series: series)
  }

  var economics: MetricFormula {
    guard let valuation = Valuation(metrics) else {
      preconditionFailure("\(reference.description) needs a value block")
    }
    let month = reference.index ?? 1
    func cumulative(_ flow: (Period) -> TrialSeries) -> TrialSeries {
      (1..<month).reduce(flow(.month(0))) { $0 + flow(.month($1)) }
    }
    let oneOff = dollars("K", "one-off cost", valuation.oneOff)
    switch reference.name {
    case .marginPerUnit:
      return economic(
        "Value less inference and harness, over units: what one more unit adds.",
        "(V - I - H) / U",
        [dollars("V", "value", valuation.value(scope))]
          + costs(.total).filter { !["F", "B"].contains($0.symbol) }
          + [column("U", "units", "units", .units)])
    case .profitMonth:
      return economic(
        "Value less all cost of the month; one-off costs apart.", "V - C",
        [
          dollars("V", "value of the month", valuation.value(.all, period)),
          dollars("C", "cost of the month", metrics.cost(.all, period)),
        ])
    case .roiMonth:
      return economic(
        "Return by the end of the month: value so far less everything spent so far, over everything"
          + " spent so far.", "(V - C - K) / (C + K)",
        [
          dollars("V", "value so far", cumulative { valuation.value(.all, $0) }),
          dollars("C", "cost so far", cumulative { metrics.cost(.all, $0) }), oneOff,
        ])
    case .roiAsPrintedMonth:
      return printedReturn(valuation, month)
    case .paybackMonths:
      return economic(
        "The first time at which profit so far has paid the one-off cost, linear inside a month;"
          + " beyond the horizon it has no number.", nil,
        [
          oneOff,
          dollars("P", "profit of the first month", valuation.profit(.month(0))),
        ])
    default:
      return economic(
        "Value less all cost of the horizon and the one-off cost; nothing is discounted.",
        "V - C - K",
        [
          dollars("V", "value", valuation.value()), dollars("C", "cost", metrics.cost()), oneOff,
        ])
    }
  }

  private func printedReturn(_ valuation: Valuation, _ month: Int) -> MetricFormula {
    let weeks = result.months.weeks
    let fixed = result.scenario.commitments.isEmpty ? "F" : "F + B"
    return economic(
      "The month's profit over its fixed cost, as the FinOps-for-AI guide prints it: monthly fixed"
        + " costs, and the one-off cost spread evenly over the horizon.",
      "(V - I - H - (\(fixed) + K * 13 / (3 * \(weeks)))) / (\(fixed) + K * 13 / (3 * \(weeks)))",
      [dollars("V", "value of the month", valuation.value(.all, period))] + costs(period)
        + [dollars("K", "one-off cost", valuation.oneOff)])
  }

  private func economic(
    _ about: String, _ formula: String?, _ terms: [MetricFormula.Term]
  ) -> MetricFormula {
    MetricFormula(
      about: about, formula: formula, terms: terms, sources: [.definition, .finops],
      guide: .economics)
  }
}
