import Kernels
import Scenarios

/// Sums and series of one strategy over one randomisation.
struct StrategyOutput: Sendable {
  /// What is recorded of every trial.
  var columns: TrialColumns
  /// Over trials: expected total cost without monthly fixed costs.
  private(set) var total = RunningVariance()
  /// Over the first trials, if there is a demand process: squared differences from the same under another
  /// demand path.
  private(set) var demand = (squares: 0.0, pairs: 0)
  /// Sums over all trials, and over the first ones, of the columns that ``isSummed(_:)`` names.
  private(set) var sums: [ColumnKey: (all: Double, first: Double)] = [:]
  private(set) var firstTrials = 0
  /// What single sessions cost, trial by trial; NaN where a trial has none.
  var sessionCosts: [Double] = []
  /// Sum over trials of the request variance of the total.
  private(set) var requestVariance = 0.0
  /// Sum over trials of the request variance by segment and week.
  private(set) var segmentWeekVariance: [[Double]]
  /// Sum over trials of the cost by place in the breakdown.
  var breakdown: [BreakdownPlace: Double] = [:]
  /// By trial, where they are asked for.
  var trialCosts: [[BreakdownPlace: Double]] = []
  /// By capacity of the strategy, sums over trials.
  var capacities: [CapacityUse]
  /// Sum over the first trials of the inference cost at each evaluated rung of the bridge.
  var ladder: [Double]
  /// By workflow, how expected usage was computed.
  var usagePaths: [(closedForms: Int, panels: Int, samplesBudget: Bool)] = []
  /// Cost along lines: by column of those that are recorded, node and line.
  var lines: [ArraySlice<Double>] = []
  /// Where the trial of each line lies on it.
  var positions: [Double] = []
  /// By segment, of the sessions that are played to learn them.
  var scatter: [ScatterMoments]
  /// Segment-weeks whose sessions were simulated one by one.
  var exactWeeks = 0
  /// Segment-weeks matched although the rule asks for single sessions.
  var negligibleWeeks = 0

  init(
    columns: Int, trials: Int, segments: Int, weeks: Int, rungs: Int, capacities: Int
  ) {
    self.capacities = [CapacityUse](repeating: CapacityUse(), count: capacities)
    self.columns = TrialColumns(columns: columns, trials: trials)
    segmentWeekVariance = [[Double]](
      repeating: [Double](repeating: 0, count: weeks), count: segments)
    ladder = [Double](repeating: 0, count: rungs)
    scatter = []
  }
}

extension StrategyOutput {
  /// Books what a trial costs, and would cost under another demand path.
  mutating func addTotal(_ cost: Double, other: Double?) {
    total.add(cost)
    guard let other else { return }
    demand.squares += (cost - other) * (cost - other)
    demand.pairs += 1
  }

  mutating func addRequestVariance(_ variance: Double, segment: Int, week: Int) {
    requestVariance += variance
    segmentWeekVariance[segment][week] += variance
  }

  /// Whether means of a column are wanted whatever trials its series keeps.
  static func isSummed(_ key: ColumnKey) -> Bool {
    if case .model = key.scope { return false }
    return key.period == .total && Scope.all.costFlows.contains(key.flow)
  }

  /// Sums recorded columns.
  ///
  /// - Parameter first: How many trials are the first ones.
  mutating func sum(_ keys: [ColumnKey], first: Int) {
    for (place, key) in keys.enumerated() where Self.isSummed(key) {
      let values = columns.expected(place)
      sums[key] = (values.reduce(0, +), values.prefix(first).reduce(0, +))
    }
    firstTrials = first
  }

  /// Puts later trials of the randomisation behind its own.
  mutating func append(_ later: StrategyOutput) {
    add(later)
    columns.append(later.columns)
  }

  /// Adds what later trials of the randomisation sum up to; their series are not kept.
  mutating func add(_ later: StrategyOutput) {
    total.add(later.total)
    demand.squares += later.demand.squares
    demand.pairs += later.demand.pairs
    sums.merge(later.sums) { ($0.all + $1.all, $0.first + $1.first) }
    firstTrials += later.firstTrials
    requestVariance += later.requestVariance
    segmentWeekVariance = zip(segmentWeekVariance, later.segmentWeekVariance).map {
      zip($0, $1).map(+)
    }
    breakdown.merge(later.breakdown) { $0 + $1 }
    capacities = zip(capacities, later.capacities).map { $0 + $1 }
    ladder = zip(ladder, later.ladder).map { $0 + $1 }
    usagePaths = zip(usagePaths, later.usagePaths).map {
      ($0.closedForms + $1.closedForms, $0.panels + $1.panels, $0.samplesBudget || $1.samplesBudget)
    }
    for segment in scatter.indices { scatter[segment].add(later.scatter[segment]) }
    exactWeeks += later.exactWeeks
    negligibleWeeks += later.negligibleWeeks
  }

  /// Forgets all series but those that ``isSummed(_:)`` names, of which it keeps the first trials.
  mutating func keepFirst(_ count: Int, of keys: [ColumnKey]) {
    columns.keepFirst(count) { Self.isSummed(keys[$0]) }
    trialCosts = []
    lines = []
    positions = []
  }

  /// Keeps the breakdown as that of one trial, and adds it to the sum of those before.
  mutating func keepTrial(_ before: [BreakdownPlace: Double]) {
    trialCosts.append(breakdown)
    breakdown.merge(before) { $0 + $1 }
  }
}

/// One cell of the breakdown of cost.
struct BreakdownPlace: Hashable, Sendable {
  /// `nil` for what is paid by the month, whoever uses it.
  let segment: Int?
  let call: String?
  let model: Int?
  let meter: CostMeter

  /// Without the name, which takes longer than the rest; only calls of one segment on one model share that.
  func hash(into hasher: inout Hasher) {
    hasher.combine(segment)
    hasher.combine(model)
    hasher.combine(meter)
  }
}
