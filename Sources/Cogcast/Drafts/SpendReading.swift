import Economics
import Governance
import Reports
import Scenarios
import Simulation
import Summaries

/// What a simulation says of the spend that a gateway sees: models, not the harness, and not the use that
/// is tracked nowhere.
struct SpendReading {
  struct MonthFigures {
    let budget: PolicyDraft.Figure
    let attention: PolicyDraft.Figure
  }

  private let evaluator: MetricEvaluator
  private let metrics: Metrics
  private let scenario: Scenario
  private let randomisations: Int

  init(_ evaluator: MetricEvaluator) {
    self.evaluator = evaluator
    metrics = Metrics(
      evaluator.result, strategy: evaluator.strategy(of: MetricReference(.costTotal)))
    scenario = evaluator.result.scenario
    randomisations = evaluator.result.randomisations
  }

  /// Share of the inference cost of segments that the organisation sees.
  private var trackedShare: Double {
    let total = mean(.inferenceCost)
    guard total > 0 else { return 1 }
    let shadow = scenario.segments.indices.filter { scenario.segments[$0].isShadow }
      .reduce(0) { $0 + mean(.inferenceCost, .segment($1)) }
    return 1 - shadow / total
  }

  var shadowShare: Double? {
    scenario.segments.contains(where: \.isShadow) ? 1 - trackedShare : nil
  }

  var tokensPerDollar: Double {
    let cost = mean(.inferenceCost)
    return cost > 0 ? (mean(.inputTokens) + mean(.outputTokens)) / cost : 0
  }

  /// The dearest of some weeks by the P95 of its spend; `nil` where nothing is spent.
  func traffic(_ weeks: [Int]) -> (healthy: HealthyTraffic, week: Int)? {
    let tracked = trackedShare
    let bands = weeks.map { week in
      let series = metrics.column(.inferenceCost, .all, .week(week))
      return (week, Band(series, randomisations: randomisations))
    }
    let dearest = bands.max { ($0.1[0.95]?.value ?? 0) < ($1.1[0.95]?.value ?? 0) }
    guard let (week, band) = dearest, let high = band[0.95]?.value, high * tracked > 0,
      let session
    else { return nil }
    return (
      HealthyTraffic(
        high: high * tracked, middle: (band[0.5]?.value ?? 0) * tracked, session: session,
        hours: scenario.demand.hours.shares, burstiness: mean(scenario.demand.burstiness)), week + 1
    )
  }

  /// E[X] is inference over sessions; E[X²]/E[X] is the variance that requests add to the total over the
  /// mean of the total, both with what the harness adds for each session.
  private var session: SessionSpend? {
    let cost = mean(.inferenceCost)
    let sessions = mean(.sessions)
    guard cost > 0, sessions > 0 else { return nil }
    let variance = evaluator.result.strategies[metrics.strategy].variance.request
    let size = variance / (cost + mean(.harnessCost))
    return SessionSpend(mean: cost / sessions, noiseSize: max(size, cost / sessions))
  }

  /// Of the month whose P95 is the largest.
  func dearestMonth(among months: [Int]) -> MonthFigures {
    let bands = months.map { month in
      (month, evaluator.band(for: MetricReference(.costMonth, index: month)))
    }
    let (month, band) = bands.max { ($0.1[0.95]?.value ?? 0) < ($1.1[0.95]?.value ?? 0) }!
    func figure(_ probability: Double, _ name: String) -> PolicyDraft.Figure {
      PolicyDraft.Figure(
        AlertLines.roundedUp(band[probability]?.value ?? 0),
        "the \(name) of cost.month(\(month)), the dearest month, rounded up to two digits")
    }
    return MonthFigures(budget: figure(0.95, "P95"), attention: figure(0.75, "P75"))
  }

  private func mean(_ flow: Flow, _ scope: Scope = .all) -> Double {
    let values = metrics.column(flow, scope).expected
    return values.reduce(0, +) / Double(values.count)
  }

  private func mean(_ quantity: Quantity) -> Double {
    switch quantity.value {
    case .known(let value): return value
    case .unknown(let index):
      let draws = evaluator.result.assumptionValues[index]
      return draws.reduce(0, +) / Double(draws.count)
    }
  }
}
