import Scenarios

/// Expected flows of one session of a segment: what one causes that finds no shared prefix, and what each
/// shared prefix changes that is found, tier by tier weighted with their shares.
struct SegmentFlows {
  private let layout: FlowLayout
  private let epochOfWeek: [Int]
  /// Row after row, those of an epoch together: the base, then one for each shared prefix.
  private var rows: [Double] = []
  /// Of an epoch, and one more.
  private var firstRow: [Int] = []
  /// By row: where its hit rate stands among those of a week; of a base, any.
  private var hitPlaces: [Int] = []
  private let hits: WeeklyHits

  /// - Parameters:
  ///   - perSession: US dollars of harness per session that do not depend on its turns.
  ///   - ofTurns: By epoch, those that do.
  init(
    _ sessions: WorkflowSessions, routes: [[DeliveredRoute]], evaluator: StrategyEvaluator,
    unitsPerSession: Double, harness: HarnessRates, perSession: Double, ofTurns: [Double]
  ) {
    layout = evaluator.layout
    epochOfWeek = evaluator.plan.epochOfWeek
    hits = sessions.hits
    let tiers = evaluator.models[sessions.workflow].plan.tiers
    for epoch in evaluator.plan.epochs.indices {
      firstRow.append(hitPlaces.count)
      let base = append(hitPlace: 0)
      var (successes, escalations, budgetEnds) = (0.0, 0.0, 0.0)
      for (tier, route) in routes[epoch].enumerated() where route.share > 0 {
        let table = evaluator.sessionFlows(workflow: sessions.workflow, epoch: epoch, tier: tier)
        if tiers[tier].isEscalated { escalations += route.share }
        successes += route.share * route.success
        budgetEnds += route.share * sessions.trial.ends[epoch][tier].atBudget
        add(table, trial: sessions.slot, row: 0, weight: route.share, to: base)
        for call in tiers[tier].calls.indices where tiers[tier].calls[call].timeToLive != nil {
          let slope = append(hitPlace: hits.firstCall[tier] + call)
          add(table, trial: sessions.slot, row: 1 + call, weight: route.share, to: slope)
        }
      }
      for row in base..<hitPlaces.count {
        if sessions.isShadow { payByToken(row, evaluator.strategy.capacities) }
        let place = row * layout.count
        rows[place + FlowLayout.harness] =
          rows[place + FlowLayout.calls] * harness.perRequest
          + FlowLayout.tokens(in: rows, from: place) * harness.perToken
      }
      let place = base * layout.count
      rows[place + FlowLayout.sessions] = 1
      rows[place + FlowLayout.units] = unitsPerSession
      rows[place + FlowLayout.successes] = successes * unitsPerSession
      rows[place + FlowLayout.escalations] = escalations
      rows[place + FlowLayout.budgetEnds] = budgetEnds
      rows[place + FlowLayout.harness] += perSession + ofTurns[epoch]
    }
    firstRow.append(hitPlaces.count)
  }

  private mutating func append(hitPlace: Int) -> Int {
    rows.append(contentsOf: repeatElement(0, count: layout.count))
    hitPlaces.append(hitPlace)
    return hitPlaces.count - 1
  }

  private mutating func add(
    _ table: SessionFlows, trial: Int, row: Int, weight: Double, to target: Int
  ) {
    let place = table.place(trial: trial, row: row)
    let flows = table.flows
    let first = target * layout.count
    for flow in 0..<layout.count { rows[first + flow] += weight * flows[place + flow] }
  }

  /// Bills what capacity would serve.
  private mutating func payByToken(_ row: Int, _ capacities: [CapacityPlan]) {
    let place = row * layout.count
    for (index, capacity) in capacities.enumerated() {
      let cost = rows[place + layout.firstPlace(ofCapacity: index) + FlowLayout.byToken]
      rows[place + FlowLayout.inference] += cost
      rows[place + layout.firstPlace(ofModel: capacity.model) + FlowLayout.costOfModel] += cost
    }
  }

  var rowCount: Int { hitPlaces.count }

  /// Adds what sessions of a week weigh in each row.
  func addWeights(week: Int, sessions: Double, to weights: inout [Double], from first: Int) {
    let epoch = epochOfWeek[week]
    let base = firstRow[epoch]
    weights[first + base] += sessions
    for row in (base + 1)..<firstRow[epoch + 1] {
      weights[first + row] += sessions * hits.rates[week * hits.callsPerWeek + hitPlaces[row]]
    }
  }

  /// Adds the flows of rows of given weights.
  func add(_ weights: [Double], from first: Int, to flows: inout [Double]) {
    let rows = rows.span
    let count = layout.count
    var target = flows.mutableSpan
    for row in 0..<rowCount {
      let weight = weights[first + row]
      guard weight != 0 else { continue }
      let place = row * count
      for flow in 0..<count { target[flow] += weight * rows[place + flow] }
    }
  }

  /// Expected flows of one session of a week.
  func perSession(week: Int) -> LeadingFlows {
    let epoch = epochOfWeek[week]
    func flows(_ row: Int) -> LeadingFlows {
      let place = row * layout.count
      return LeadingFlows(rows[place], rows[place + 1], rows[place + 2], rows[place + 3])
    }
    var sum = flows(firstRow[epoch])
    for row in (firstRow[epoch] + 1)..<firstRow[epoch + 1] {
      sum += hits.rates[week * hits.callsPerWeek + hitPlaces[row]] * flows(row)
    }
    return sum
  }

  /// One expected flow of one session of a week.
  func perSession(week: Int, place: Int) -> Double {
    let epoch = epochOfWeek[week]
    var sum = rows[firstRow[epoch] * layout.count + place]
    for row in (firstRow[epoch] + 1)..<firstRow[epoch + 1] {
      sum +=
        hits.rates[week * hits.callsPerWeek + hitPlaces[row]] * rows[row * layout.count + place]
    }
    return sum
  }

  /// Expected cost of one session of a week.
  func cost(week: Int) -> Double {
    let flows = perSession(week: week)
    return flows[FlowLayout.inference] + flows[FlowLayout.harness]
  }
}
