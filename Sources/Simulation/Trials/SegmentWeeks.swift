/// The weeks of a segment in one trial, put together by month: how many sessions each row of its flows
/// stands for, and the noise of what they cost.
struct SegmentWeeks {
  private let flows: SegmentFlows
  private let months: MonthGrid
  private let epochOfWeek: [Int]
  private let epochs: Int
  /// Weeks whose noise is drawn from a matched law, and those simulated session by session:
  /// `[month · rows + row]`.
  private var matched: [Double]
  private var simulated: [Double]
  /// `[month · epochs + epoch]`, US dollars.
  private var noises: [Double]

  init(_ flows: SegmentFlows, _ plan: Plan) {
    self.flows = flows
    months = plan.months
    epochOfWeek = plan.epochOfWeek
    epochs = plan.epochs.count
    matched = [Double](repeating: 0, count: months.count * flows.rowCount)
    simulated = []
    noises = [Double](repeating: 0, count: months.count * epochs)
  }

  /// - Parameters:
  ///   - sessions: Expected ones.
  ///   - noise: US dollars by which they cost more than expected.
  mutating func add(week: Int, sessions: Double, noise: Double) {
    for month in months.months(ofWeek: week) {
      let share = months.share(ofWeek: week, inMonth: month)
      flows.addWeights(
        week: week, sessions: share * sessions, to: &matched, from: month * flows.rowCount)
      noises[month * epochs + epochOfWeek[week]] += share * noise
    }
  }

  /// A week whose sessions are simulated one by one: these are the expected ones.
  mutating func addSimulated(week: Int, sessions: Double) {
    if simulated.isEmpty { simulated = [Double](repeating: 0, count: matched.count) }
    for month in months.months(ofWeek: week) {
      flows.addWeights(
        week: week, sessions: months.share(ofWeek: week, inMonth: month) * sessions,
        to: &simulated, from: month * flows.rowCount)
    }
  }

  /// Adds the expected flows of a month, of weeks whose noise is matched.
  func addMatched(month: Int, to target: inout [Double]) {
    flows.add(matched, from: month * flows.rowCount, to: &target)
  }

  /// Adds the expected flows of a month, of weeks simulated session by session.
  func addSimulated(month: Int, to target: inout [Double]) {
    guard !simulated.isEmpty else { return }
    flows.add(simulated, from: month * flows.rowCount, to: &target)
  }

  func noise(month: Int, epoch: Int) -> Double { noises[month * epochs + epoch] }
}
