import Scenarios

/// A recorded column with its place in the accounts, looked up once for all trials.
struct AccountColumn {
  fileprivate let flow: Flow
  fileprivate let period: Period
  fileprivate let isOfAll: Bool
  fileprivate let segments: Range<Int>
  /// Among the flows of sessions, or of a week; `nil` where no session causes the flow.
  fileprivate let place: Int?

  /// False where the sessions that come by chance change nothing.
  var hasNoise: Bool {
    switch flow {
    case .fixedCost, .commitmentCost, .idleCommitmentCost, .activeUserMonths: false
    default: true
    }
  }

  /// - Parameter segments: Of the scenario.
  init(_ key: ColumnKey, layout: FlowLayout, segments: Int) {
    flow = key.flow
    period = key.period
    isOfAll = key.scope == .all
    var model: String?
    if case .model(let name) = key.scope { model = name }
    if case .segment(let segment) = key.scope {
      self.segments = segment..<(segment + 1)
    } else {
      // One more for what no segment causes.
      self.segments = 0..<(segments + 1)
    }
    let place = layout.place(key.flow, model: model)
    if case .week = key.period {
      self.place = place.flatMap(TrialAccounts.weeklyFlows.firstIndex(of:))
    } else {
      self.place = place
    }
  }
}

/// The flows of one trial, month by month and week by week, with and without request noise.
struct TrialAccounts {
  let layout: FlowLayout
  let months: MonthGrid
  private let segments: Int
  private let weeks: Int
  /// `[(segment · months + month) · flows + flow]`.
  private var expectedMonths: [Double]
  private var sampledMonths: [Double]
  /// `[week · 4 + flow]` for inference cost, harness cost, units and successes.
  private var expectedWeeks: [Double]
  private var sampledWeeks: [Double]
  private var fixedPerMonth = 0.0
  private var harnessPerMonth = 0.0
  /// By week: all commitments, and what of them is idle.
  private var commitments: [(all: Double, idle: Double)] = []
  /// `[segment · months + month]`, and by week of all segments.
  private var userMonths: [Double]
  private var userWeeks: [Double]

  fileprivate static let weeklyFlows = [
    FlowLayout.inference, FlowLayout.harness, FlowLayout.units, FlowLayout.successes,
  ]

  init(layout: FlowLayout, months: MonthGrid, segments: Int) {
    self.layout = layout
    self.months = months
    self.segments = segments
    weeks = months.weeks
    // One more for what no segment causes.
    expectedMonths = [Double](repeating: 0, count: (segments + 1) * months.count * layout.count)
    sampledMonths = expectedMonths
    expectedWeeks = [Double](repeating: 0, count: weeks * Self.weeklyFlows.count)
    sampledWeeks = expectedWeeks
    userMonths = [Double](repeating: 0, count: (segments + 1) * months.count)
    userWeeks = [Double](repeating: 0, count: weeks)
  }

  /// Empties the accounts for a new trial.
  ///
  /// - Parameter commitments: What they cost by week, and what of it is idle.
  mutating func reset(
    fixedPerMonth: Double, harnessPerMonth: Double,
    commitments: [(all: Double, idle: Double)]
  ) {
    for place in expectedMonths.indices {
      expectedMonths[place] = 0
      sampledMonths[place] = 0
    }
    for place in expectedWeeks.indices {
      expectedWeeks[place] = 0
      sampledWeeks[place] = 0
    }
    for place in userMonths.indices { userMonths[place] = 0 }
    for week in userWeeks.indices { userWeeks[week] = 0 }
    self.fixedPerMonth = fixedPerMonth
    self.harnessPerMonth = harnessPerMonth
    self.commitments = commitments
  }

  /// Books one segment-week.
  mutating func add(
    segment: Int, week: Int, expected: [Double], sampled: [Double], activeUsers: Double
  ) {
    for (place, flow) in Self.weeklyFlows.enumerated() {
      expectedWeeks[week * Self.weeklyFlows.count + place] += expected[flow]
      sampledWeeks[week * Self.weeklyFlows.count + place] += sampled[flow]
    }
    userWeeks[week] += activeUsers / MonthGrid.weeksPerMonth
    let first = week * 3 / 13
    for month in first...min(first + 1, months.count - 1) {
      let share = months.share(ofWeek: week, inMonth: month)
      guard share > 0 else { continue }
      let start = (segment * months.count + month) * layout.count
      for flow in 0..<layout.count {
        expectedMonths[start + flow] += share * expected[flow]
        sampledMonths[start + flow] += share * sampled[flow]
      }
      userMonths[segment * months.count + month] +=
        share * activeUsers / MonthGrid.weeksPerMonth
    }
  }

  /// Books what a week costs that no segment causes.
  mutating func addShared(week: Int, _ flows: [Double]) {
    add(segment: segments, week: week, expected: flows, sampled: flows, activeUsers: 0)
  }

  /// The value of a column: expected and sampled.
  func value(_ column: AccountColumn) -> (expected: Double, sampled: Double) {
    switch column.flow {
    case .fixedCost:
      let cost = paidByMonth(fixedPerMonth, column)
      return (cost, cost)
    case .commitmentCost:
      let cost = committed(column) { $0.all }
      return (cost, cost)
    case .idleCommitmentCost:
      let cost = committed(column) { $0.idle }
      return (cost, cost)
    case .harnessCost:
      let used = valueOfUse(column)
      let cost = paidByMonth(harnessPerMonth, column)
      return (used.expected + cost, used.sampled + cost)
    case .activeUserMonths:
      if case .week(let week) = column.period, column.isOfAll {
        return (userWeeks[week], userWeeks[week])
      }
      let users = sum(column) { segment, month in
        let value = userMonths[segment * months.count + month]
        return (value, value)
      }
      return users
    default:
      return valueOfUse(column)
    }
  }

  /// What is paid by the month belongs to no segment and to no model.
  private func paidByMonth(_ price: Double, _ column: AccountColumn) -> Double {
    guard column.isOfAll else { return 0 }
    return price * months.length(of: column.period)
  }

  /// What is committed to belongs to no segment and to no model either.
  private func committed(
    _ column: AccountColumn, _ cost: ((all: Double, idle: Double)) -> Double
  ) -> Double {
    guard column.isOfAll else { return 0 }
    switch column.period {
    case .week(let week): return cost(commitments[week])
    case .total: return commitments.reduce(0) { $0 + cost($1) }
    case .month(let month):
      return commitments.indices.reduce(0) {
        $0 + months.share(ofWeek: $1, inMonth: month) * cost(commitments[$1])
      }
    }
  }

  /// A flow of sessions.
  private func valueOfUse(_ column: AccountColumn) -> (expected: Double, sampled: Double) {
    if case .week(let week) = column.period {
      guard let place = column.place, column.isOfAll else {
        preconditionFailure("no weekly column of \(column.flow)")
      }
      let index = week * Self.weeklyFlows.count + place
      return (expectedWeeks[index], sampledWeeks[index])
    }
    guard let flow = column.place else { return (0, 0) }
    return sum(column) { segment, month in
      let place = (segment * months.count + month) * layout.count + flow
      return (expectedMonths[place], sampledMonths[place])
    }
  }

  private func sum(
    _ column: AccountColumn, _ value: (Int, Int) -> (Double, Double)
  ) -> (expected: Double, sampled: Double) {
    let span: Range<Int>
    if case .month(let month) = column.period {
      span = month..<(month + 1)
    } else {
      span = 0..<months.count
    }
    var total = (expected: 0.0, sampled: 0.0)
    for segment in column.segments {
      for month in span {
        let (expected, sampled) = value(segment, month)
        total.expected += expected
        total.sampled += sampled
      }
    }
    return total
  }

  /// The columns that every simulation records.
  static func standardColumns(
    layout: FlowLayout, months: MonthGrid, segments: Int
  ) -> [ColumnKey] {
    var keys: [ColumnKey] = []
    for flow in Flow.allCases {
      keys.append(ColumnKey(flow))
      for month in 0..<months.count { keys.append(ColumnKey(flow, period: .month(month))) }
      for segment in 0..<segments { keys.append(ColumnKey(flow, scope: .segment(segment))) }
    }
    for week in 0..<months.weeks {
      for flow in [
        Flow.inferenceCost, .harnessCost, .fixedCost, .commitmentCost, .idleCommitmentCost, .units,
        .successes, .activeUserMonths,
      ] {
        keys.append(ColumnKey(flow, period: .week(week)))
      }
    }
    for model in layout.models {
      for flow in FlowLayout.byModel {
        keys.append(ColumnKey(flow, scope: .model(model)))
      }
    }
    return keys
  }
}
