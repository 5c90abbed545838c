import Scenarios

/// The flows of one trial, month by month and week by week, with and without request noise.
struct TrialAccounts {
  let layout: AccountLayout
  private(set) var expected: [Double]
  private(set) var sampled: [Double]

  init(_ layout: AccountLayout) {
    self.layout = layout
    expected = [Double](repeating: 0, count: layout.count)
    sampled = expected
  }

  /// Books the months of a segment: every flow has a share of the noise of their cost, and scatters around that.
  ///
  /// - Parameters:
  ///   - slopes: By epoch and flow.
  ///   - scatter: Whose weeks are drawn.
  mutating func add(
    segment: Int, _ weeks: SegmentWeeks, slopes: [[Double]], scatter: ScatterDraws?
  ) {
    let count = layout.flows.count
    var flows = [Double](repeating: 0, count: count)
    var all = flows
    var ofCost = flows
    var scattered = FlowScatter.Sums()
    for month in 0..<layout.months.count {
      let place = layout.place(segment: segment, month: month)
      for flow in 0..<count { flows[flow] = 0 }
      weeks.addSimulated(month: month, to: &flows)
      for flow in 0..<count { expected[place + flow] += flows[flow] }
      for flow in 0..<count { flows[flow] = 0 }
      weeks.addMatched(month: month, to: &flows)
      for flow in 0..<count {
        expected[place + flow] += flows[flow]
        sampled[place + flow] += flows[flow]
        all[flow] += flows[flow]
      }
      for (epoch, slopes) in slopes.enumerated() {
        let noise = weeks.noise(month: month, epoch: epoch)
        guard noise != 0 else { continue }
        for flow in 0..<count {
          sampled[place + flow] += noise * slopes[flow]
          ofCost[flow] += noise * slopes[flow]
        }
      }
      scatter?.add(month: month, flows, to: &sampled, from: place, &scattered)
    }
    // Nothing asks for the flows of a model by month: all that they scatter is booked in the first one.
    scatter?.addModels(
      all, sampled: zip(all, ofCost).map(+), scattered, to: &sampled,
      from: layout.place(segment: segment, month: 0))
  }

  /// Books a week of a segment.
  mutating func add(
    week: Int, expected flows: LeadingFlows, sampled sampledFlows: LeadingFlows
  ) {
    let place = layout.place(week: week)
    for flow in 0..<LeadingFlows.scalarCount {
      expected[place + flow] += flows[flow]
      sampled[place + flow] += sampledFlows[flow]
    }
  }

  /// Books the flows of sessions that were simulated one by one.
  mutating func addSimulated(segment: Int, week: Int, _ flows: [Double]) {
    let inWeek = layout.place(week: week)
    for flow in 0..<LeadingFlows.scalarCount { sampled[inWeek + flow] += flows[flow] }
    for month in layout.months.months(ofWeek: week) {
      let share = layout.months.share(ofWeek: week, inMonth: month)
      let place = layout.place(segment: segment, month: month)
      for flow in 0..<layout.flows.count { sampled[place + flow] += share * flows[flow] }
    }
  }

  mutating func addActiveUsers(_ users: [Double], segment: Int) {
    let offset = layout.offset(.activeUserMonths)
    let offsetInWeek = AccountLayout.offsetInWeek(.activeUserMonths)
    for (week, users) in users.enumerated() {
      book(
        users / MonthGrid.weeksPerMonth, segment: segment, week: week, offset: offset,
        offsetInWeek: offsetInWeek)
    }
  }

  /// Books what a model costs in a week whatever sessions come.
  ///
  /// - Parameters:
  ///   - segment: `nil` for what no segment causes.
  ///   - model: Its place among those of the plan.
  mutating func addInference(_ cost: Double, segment: Int?, week: Int, model: Int) {
    let segment = segment ?? layout.shared
    book(
      cost, segment: segment, week: week, offset: FlowLayout.inference,
      offsetInWeek: FlowLayout.inference)
    book(
      cost, segment: segment, week: week,
      offset: layout.flows.firstPlace(ofModel: model) + FlowLayout.costOfModel, offsetInWeek: nil)
  }

  /// Fills in the sums over segments and months, when what sessions and segments cost is booked.
  mutating func addUp() {
    layout.addUp(&expected)
    layout.addUp(&sampled)
  }

  /// Adds what is paid by the month to the sums: it belongs to no segment, and each period has its own price
  /// of it, not one put together of those of weeks.
  mutating func addMonthly(fixed: Double, harness: Double) {
    let months = layout.months
    addToSums(.fixedCost, layout.offset(.fixedCost)) { fixed * months.length(of: $0) }
    addToSums(.harnessCost, FlowLayout.harness) { harness * months.length(of: $0) }
  }

  /// Adds commitments to the sums.
  ///
  /// - Parameter weeks: What they cost, and what of it is idle.
  mutating func addCommitments(_ weeks: [(all: Double, idle: Double)]) {
    addCommitment(.commitmentCost, weeks.map { $0.all })
    addCommitment(.idleCommitmentCost, weeks.map { $0.idle })
  }

  private mutating func addCommitment(_ flow: Flow, _ weeks: [Double]) {
    let months = layout.months
    guard weeks.contains(where: { $0 != 0 }) else { return }
    addToSums(flow, layout.offset(flow)) { period in
      switch period {
      case .week(let week): weeks[week]
      case .month(let month):
        weeks.indices.reduce(0) { $0 + months.share(ofWeek: $1, inMonth: month) * weeks[$1] }
      case .total: weeks.reduce(0, +)
      }
    }
  }

  private mutating func addToSums(_ flow: Flow, _ offset: Int, _ cost: (Period) -> Double) {
    func add(_ cost: Double, _ place: Int) {
      expected[place] += cost
      sampled[place] += cost
    }
    let offsetInWeek = AccountLayout.offsetInWeek(flow)
    for week in 0..<layout.months.weeks {
      add(cost(.week(week)), layout.place(week: week) + offsetInWeek)
    }
    for month in 0..<layout.months.count {
      add(cost(.month(month)), layout.sum(month: month) + offset)
    }
    add(cost(.total), layout.total + offset)
  }

  /// Books what no chance of requests changes.
  private mutating func book(
    _ amount: Double, segment: Int, week: Int, offset: Int, offsetInWeek: Int?
  ) {
    if let offsetInWeek {
      let place = layout.place(week: week) + offsetInWeek
      expected[place] += amount
      sampled[place] += amount
    }
    for month in layout.months.months(ofWeek: week) {
      let share = layout.months.share(ofWeek: week, inMonth: month)
      let place = layout.place(segment: segment, month: month) + offset
      expected[place] += share * amount
      sampled[place] += share * amount
    }
  }
}
