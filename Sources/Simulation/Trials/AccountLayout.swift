import Scenarios

/// Where the flows of one trial stand in a flat vector: what each segment has in each month, the sums of
/// that over segments, over months and over both, then what each week has.
struct AccountLayout: Sendable {
  let flows: FlowLayout
  let months: MonthGrid
  /// Of the scenario, and one more for what no segment causes.
  private let segments: Int

  /// What is booked besides the flows of sessions.
  private static let besides: [Flow] = [
    .activeUserMonths, .fixedCost, .commitmentCost, .idleCommitmentCost,
  ]
  /// What a week has of all segments: the first flows of sessions, then what is booked besides.
  private static let weekly = FlowLayout.common.prefix(LeadingFlows.scalarCount) + besides

  /// - Parameter segments: Of the scenario.
  init(flows: FlowLayout, months: MonthGrid, segments: Int) {
    self.flows = flows
    self.months = months
    self.segments = segments + 1
  }

  /// Accounts of a segment in a month, and of each sum of them.
  var width: Int { flows.count + Self.besides.count }

  /// The place among the segments of what none of them causes.
  var shared: Int { segments - 1 }

  func place(segment: Int, month: Int) -> Int {
    precondition(
      segment >= 0 && segment < segments && month >= 0 && month < months.count,
      "no account of segment \(segment) in month \(month)")
    return (segment * months.count + month) * width
  }

  private var firstSum: Int { segments * months.count * width }
  func sum(month: Int) -> Int {
    precondition(month >= 0 && month < months.count, "no month \(month)")
    return firstSum + month * width
  }
  private var firstSumOfSegment: Int { firstSum + months.count * width }
  private func sum(segment: Int) -> Int {
    precondition(segment >= 0 && segment < segments, "no segment \(segment)")
    return firstSumOfSegment + segment * width
  }
  var total: Int { firstSumOfSegment + segments * width }
  private var firstWeek: Int { total + width }
  func place(week: Int) -> Int {
    precondition(week >= 0 && week < months.weeks, "no week \(week)")
    return firstWeek + week * Self.weekly.count
  }
  /// Of what is never booked.
  private var nothing: Int { firstWeek + months.weeks * Self.weekly.count }
  var count: Int { nothing + 1 }

  /// Where a flow that is booked besides stands among the accounts of a segment in a month.
  func offset(_ flow: Flow) -> Int { flows.count + Self.besides.firstIndex(of: flow)! }

  /// Where a flow stands among those of a week.
  static func offsetInWeek(_ flow: Flow) -> Int { weekly.firstIndex(of: flow)! }

  /// The place of a column.
  func place(_ key: ColumnKey) -> Int {
    if case .week(let week) = key.period {
      guard key.scope == .all, let offset = Self.weekly.firstIndex(of: key.flow) else {
        preconditionFailure("no weekly column of \(key.flow) by \(key.scope)")
      }
      return place(week: week) + offset
    }
    var model: String?
    if case .model(let name) = key.scope { model = name }
    let isBesides = model == nil && Self.besides.contains(key.flow)
    guard let offset = isBesides ? offset(key.flow) : flows.place(key.flow, model: model)
    else { return nothing }
    switch (key.scope, key.period) {
    case (.segment(let segment), .month(let month)):
      return place(segment: segment, month: month) + offset
    case (.segment(let segment), _): return sum(segment: segment) + offset
    case (_, .month(let month)): return sum(month: month) + offset
    default: return total + offset
    }
  }

  /// What every simulation records.
  var columns: [ColumnKey] {
    var keys: [ColumnKey] = []
    for flow in Flow.allCases {
      keys.append(ColumnKey(flow))
      for month in 0..<months.count { keys.append(ColumnKey(flow, period: .month(month))) }
      for segment in 0..<shared { keys.append(ColumnKey(flow, scope: .segment(segment))) }
    }
    for week in 0..<months.weeks {
      for flow in Self.weekly { keys.append(ColumnKey(flow, period: .week(week))) }
    }
    for model in flows.models {
      for flow in FlowLayout.byModel { keys.append(ColumnKey(flow, scope: .model(model))) }
    }
    return keys
  }

  /// Fills in the sums; those over months without what is kept by model and by capacity, which no column of
  /// a segment asks for.
  func addUp(_ values: inout [Double]) {
    precondition(values.count == count, "\(values.count) accounts, not \(count)")
    let block = months.count * width
    let (ofSegments, besides) = (FlowLayout.common.count, flows.count..<width)
    values.withUnsafeMutableBufferPointer { values in
      // Safe: every place of the layout is below `count`, which is not 0.
      let base = values.baseAddress!
      func add(_ places: Range<Int>, to first: Int) {
        let (source, target) = (base + places.lowerBound, base + first)
        for offset in 0..<places.count { target[offset] += source[offset] }
      }
      for segment in 0..<segments {
        let first = place(segment: segment, month: 0)
        add(first..<(first + block), to: firstSum)
        for month in 0..<months.count {
          let source = place(segment: segment, month: month)
          let target = sum(segment: segment)
          add(source..<(source + ofSegments), to: target)
          add(
            (source + besides.lowerBound)..<(source + besides.upperBound),
            to: target + besides.lowerBound)
        }
      }
      for month in 0..<months.count {
        let source = sum(month: month)
        add(source..<(source + width), to: total)
      }
    }
  }
}

/// A recorded column with its place in the accounts, looked up once for all trials.
struct AccountColumn {
  let place: Int
  /// False where the sessions that come by chance change nothing.
  let hasNoise: Bool

  init(_ key: ColumnKey, _ layout: AccountLayout) {
    place = layout.place(key)
    switch key.flow {
    case .fixedCost, .commitmentCost, .idleCommitmentCost, .activeUserMonths: hasNoise = false
    default: hasNoise = true
    }
  }
}
