import Scenarios
import Simulation

/// What is read off one finished trial: flows by period and scope, and cost by meter.
struct OracleReading {
  /// A row of the breakdown.
  struct Entry: Hashable {
    let segment: Int?
    let call: String?
    let model: String?
    let meter: CostMeter
  }

  private(set) var columns: [ColumnKey: Double] = [:]
  private(set) var breakdown: [Entry: Double] = [:]

  init(_ world: OracleWorld) {
    for segment in world.scenario.segments.indices {
      for week in 0..<world.scenario.horizon.weeks {
        readWeek(world, segment: segment, week: week)
      }
      readPlaces(world, segment: segment)
    }
    for capacity in world.capacities { read(capacity, world) }
    let monthly = world.trial[world.scenario.fixed.monthly]
    for week in 0..<world.scenario.horizon.weeks {
      add(monthly * 3 / 13, .fixedCost, .all, week: week, of: world)
      for line in OracleHarness(harness: world.scenario.harness, trial: world.trial).weeklyShare {
        add(line.cost, .harnessCost, .all, week: week, of: world)
        let entry = Entry(segment: nil, call: line.name, model: nil, meter: line.meter)
        breakdown[entry, default: 0] += line.cost
      }
      read(commitmentsOf: week, world)
    }
  }

  /// Everything that is paid for in a week, and what of it nothing in production uses.
  private mutating func read(commitmentsOf week: Int, _ world: OracleWorld) {
    for commitment in world.scenario.commitments where commitment.weeks.contains(week) {
      let price: Double =
        switch commitment.price {
        case .perWeek(let price): world.trial[price]
        case .perMonth(let price): world.trial[price] * 3 / 13
        }
      let used: Double
      switch commitment.use {
      case .none: used = 0
      case .production(let share): used = price * world.trial[share]
      case .models(let models, let share):
        used = models.contains(where: world.mayCall) ? price * world.trial[share] : 0
      }
      add(price, .commitmentCost, .all, week: week, of: world)
      add(price - used, .idleCommitmentCost, .all, week: week, of: world)
      for (meter, cost) in [(CostMeter.commitment, used), (.idleCommitment, price - used)] {
        let entry = Entry(
          segment: nil, call: "commitment." + commitment.name, model: nil, meter: meter)
        breakdown[entry, default: 0] += cost
      }
    }
  }

  private mutating func readWeek(_ world: OracleWorld, segment: Int, week: Int) {
    let done = world.ledger.weeks[segment][week]
    // Untracked use passes by the harness.
    let lines =
      world.scenario.segments[segment].isShadow
      ? []
      : OracleHarness(harness: world.scenario.harness, trial: world.trial).lines(done)
    for line in lines {
      let entry = Entry(segment: segment, call: line.name, model: nil, meter: line.meter)
      breakdown[entry, default: 0] += line.cost
    }
    let flows: [(Flow, Double)] = [
      (.inferenceCost, done.usage.cost), (.harnessCost, lines.reduce(0) { $0 + $1.cost }),
      (.units, done.units), (.successes, done.successes), (.sessions, done.sessions),
      (.escalations, done.escalations), (.budgetEnds, done.budgetEnds),
      (.inputTokens, done.usage.input), (.cacheReadTokens, done.usage.read),
      (.cacheWriteTokens, done.usage.write), (.outputTokens, done.usage.output),
      (.calls, done.usage.calls), (.activeUserMonths, done.activeUserMonths),
    ]
    for (flow, amount) in flows {
      add(amount, flow, .all, week: week, of: world)
      columns[ColumnKey(flow, scope: .segment(segment)), default: 0] += amount
    }
  }

  /// What a capacity costs by the hour, and what did not fit into it.
  private mutating func read(_ capacity: OracleCapacity, _ world: OracleWorld) {
    let model = world.names.modelNames[capacity.model]
    for week in 0..<world.scenario.horizon.weeks {
      let bill = capacity.bill(week: week)
      var parts: [(segment: Int?, meter: CostMeter, cost: Double)] = [
        (nil, capacity.meter, bill.reserved)
      ]
      for (segment, cost) in bill.spilled.enumerated() { parts.append((segment, .spill, cost)) }
      for part in parts {
        let entry = Entry(
          segment: part.segment, call: "capacity." + capacity.name, model: model,
          meter: part.meter)
        breakdown[entry, default: 0] += part.cost
        add(part.cost, .inferenceCost, .all, week: week, of: world)
        columns[ColumnKey(.inferenceCost, scope: .model(model)), default: 0] += part.cost
        if let segment = part.segment {
          columns[ColumnKey(.inferenceCost, scope: .segment(segment)), default: 0] += part.cost
        }
      }
    }
  }

  /// Adds a week's amount to the week, to its months by days, and to the total.
  private mutating func add(
    _ amount: Double, _ flow: Flow, _ scope: Scope, week: Int, of world: OracleWorld
  ) {
    columns[ColumnKey(flow, scope: scope), default: 0] += amount
    columns[ColumnKey(flow, scope: scope, period: .week(week)), default: 0] += amount
    for third in (week * 3)..<(week * 3 + 3) {
      columns[ColumnKey(flow, scope: scope, period: .month(third / 13)), default: 0] += amount / 3
    }
  }

  private mutating func readPlaces(_ world: OracleWorld, segment: Int) {
    for (label, models) in world.ledger.places[segment].enumerated() {
      for (model, usage) in models.enumerated() where usage.calls > 0 {
        let name = world.names.modelNames[model]
        for (flow, amount) in [
          (Flow.inferenceCost, usage.cost), (.inputTokens, usage.input),
          (.cacheReadTokens, usage.read), (.cacheWriteTokens, usage.write),
          (.outputTokens, usage.output), (.calls, usage.calls),
        ] {
          columns[ColumnKey(flow, scope: .model(name)), default: 0] += amount
        }
        for (meter, cost) in [
          (CostMeter.input, usage.inputCost), (.cacheRead, usage.readCost),
          (.cacheWrite, usage.writeCost), (.output, usage.outputCost),
        ] {
          let entry = Entry(
            segment: segment, call: world.names.labels[label], model: name, meter: meter)
          breakdown[entry, default: 0] += cost
        }
      }
    }
  }
}
