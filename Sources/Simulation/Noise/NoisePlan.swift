import Scenarios

/// How many points of the panel give the second and third moments of a session.
///
/// Sixteen points give a variance to a few per cent. Where request noise is under
/// ``NoiseRule/negligibleShare`` of the variance of every week's cost, four are enough for a trial: a
/// variance wrong by a quarter then moves a week's standard deviation by 0.1 %.
enum NoisePrecision: Sendable {
  case coarse, fine

  /// Where moments are computed for every trial.
  var pointsPerTrial: Int { self == .coarse ? 4 : 16 }
  /// Where a table serves all trials of a randomisation.
  var pointsPerTable: Int { self == .coarse ? 16 : SessionPanel.pointCount }
  /// Root mean square error up to which a fit may stand in for a panel in every trial, of means and
  /// second moments, relative. Panels are further off: sixteen points give the second moment of three
  /// log-normal lengths of sigma 0.3 to 1.3 %, of sigma 0.8 to 16 %.
  var largestError: Double { self == .coarse ? 0.05 : 0.01 }
}

/// What a small pilot run says about the request noise of one strategy.
struct NoisePlan: Sendable {
  /// Trials of the pilot.
  static let pilotTrials = 64

  let precision: NoisePrecision
  /// By workflow, what its moments are fitted to, where they are smooth in the assumptions.
  var designs: [MomentDesign?]
  /// `[segment][week]`: those with the least noise, of together under ``NoiseRule/negligibleShare`` of the
  /// variance of the total.
  let isNegligible: [[Bool]]
  /// By segment; empty in the pilot itself.
  let scatter: [FlowScatter]

  /// The plan of the pilot itself: everything matched.
  init(pilotOf plan: Plan) {
    precision = .fine
    designs = plan.scenario.workflows.map { _ in nil }
    isNegligible = plan.scenario.segments.map { _ in
      [Bool](repeating: true, count: plan.scenario.horizon.weeks)
    }
    scatter = []
  }

  /// - Parameter columns: The pilot's columns, inference and harness cost of every week among them.
  init(
    pilot: StrategyOutput, columns: [ColumnKey], layout: FlowLayout, weeks: Int, workflows: Int
  ) {
    scatter = pilot.scatter.map { FlowScatter($0, layout) }
    designs = [MomentDesign?](repeating: nil, count: workflows)
    let count = Double(Self.pilotTrials)
    let whole = pilot.total.variance + pilot.requestVariance / count
    isNegligible = Self.negligible(
      pilot.segmentWeekVariance, below: NoiseRule.negligibleShare * whole * count)
    let isMinor = (0..<weeks).allSatisfy { week in
      var costs = [Double](repeating: 0, count: Self.pilotTrials)
      for (place, key) in columns.enumerated() where key.period == .week(week) {
        for (trial, cost) in pilot.columns.expectedValues(place).enumerated() {
          costs[trial] += cost
        }
      }
      let request = pilot.segmentWeekVariance.reduce(0) { $0 + $1[week] } / count
      return request <= NoiseRule.negligibleShare * (Self.variance(costs) + request)
    }
    precision = isMinor ? .coarse : .fine
  }

  private static func negligible(_ variances: [[Double]], below bound: Double) -> [[Bool]] {
    var isNegligible = variances.map { $0.map { _ in false } }
    let cells = variances.indices.flatMap { segment in
      variances[segment].indices.map { (segment: segment, week: $0) }
    }
    var sum = 0.0
    for cell in cells.sorted(by: {
      (variances[$0.segment][$0.week], $0.segment, $0.week)
        < (variances[$1.segment][$1.week], $1.segment, $1.week)
    }) {
      sum += variances[cell.segment][cell.week]
      guard sum < bound else { break }
      isNegligible[cell.segment][cell.week] = true
    }
    return isNegligible
  }

  /// Whether sessions that bill alike have the same moments under both plans: their fits are to the same
  /// trials then.
  func hasMoments(of other: NoisePlan) -> Bool {
    precision == other.precision
      && designs.map { $0 == nil } == other.designs.map { $0 == nil }
  }

  /// Points of the panel that the moments of a workflow are taken on in its trials.
  func points(workflow: Int, of plan: WorkflowPlan, _ scenario: Scenario) -> Int {
    scenario.workflows[workflow].hasKnownSessions(plan, scenario)
      ? precision.pointsPerTable : precision.pointsPerTrial
  }

  /// By segment, how many plays of each tier in a trial of the pilot say enough of how flows scatter.
  static func scatterPlays(_ pilot: StrategyOutput, columns: [ColumnKey]) -> [Int] {
    pilot.scatter.enumerated().map { segment, moments in
      ScatterEffort.plays(moments) { flow in
        pilot.columns.expectedValues(
          columns.firstIndex(of: ColumnKey(flow, scope: .segment(segment)))!)
      }
    }
  }

  static func pilotColumns(weeks: Int) -> [ColumnKey] {
    (0..<weeks).flatMap { week in
      [Flow.inferenceCost, .harnessCost].map { ColumnKey($0, period: .week(week)) }
    }
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
