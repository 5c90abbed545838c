import Scenarios

/// What every capacity comes to in every week of one trial.
struct CapacityWeeks {
  /// `[week][capacity]`.
  let weeks: [[CapacityTrial.Week]]
  let trials: [CapacityTrial]

  /// - Parameters:
  ///   - sessions: Those of a segment.
  ///   - traffic: By segment and week.
  init(
    evaluator: StrategyEvaluator, inputs: Inputs, sessions: StreamSessions, traffic: Traffic,
    moments: LoadMoments
  ) {
    let plan = evaluator.plan
    let segments = plan.scenario.segments
    let streams = segments.map { sessions($0) }
    let trials = evaluator.strategy.capacities.map { CapacityTrial($0, inputs) }
    let burstiness = inputs(plan.scenario.demand.burstiness)
    self.trials = trials
    weeks = plan.epochOfWeek.indices.map { week in
      trials.enumerated().map { capacity, trial in
        var sum = CapacityTrial.Week(segments: segments.count)
        for (place, level) in plan.hourLevels.enumerated() {
          var (users, background) = (StreamLoad(), StreamLoad())
          var byToken = [Double](repeating: 0, count: segments.count)
          for (index, segment) in segments.enumerated() {
            // Untracked use has accounts of its own, and no capacity.
            guard !segment.isShadow else { continue }
            let share =
              segment.isBackground ? 1 / Double(HourProfile.hoursPerWeek) : level.share
            let lambda = traffic.sessions[index][week] * share
            guard lambda > 0 else { continue }
            let load = streams[index].load(
              on: capacity, trial, week: week, level: place, moments: moments)
            if segment.isBackground {
              background.add(lambda, load)
            } else {
              users.add(lambda, load)
            }
            byToken[index] = lambda * load.byToken
          }
          trial.add(
            HourLoad(
              users: users, background: background, burstVariance: burstiness * burstiness),
            hours: level.hours, byToken: byToken, to: &sum)
        }
        return sum
      }
    }
  }

  /// US dollars of the whole horizon: hours, and what did not fit into them.
  var cost: Double {
    weeks.indices.reduce(0) { sum, week in
      sum
        + trials.indices.reduce(0) {
          $0 + reserved(week: week, capacity: $1)
            + weeks[week][$1].spilledCosts.reduce(0, +)
        }
    }
  }

  /// US dollars of a week that are paid by the hour.
  func reserved(week: Int, capacity: Int) -> Double {
    weeks[week][capacity].hours * trials[capacity].pricePerHour
  }
}

extension WorkflowSessions {
  /// What a session that begins in an hour of a level puts on a capacity.
  fileprivate func load(
    on capacity: Int, _ capacityTrial: CapacityTrial, week: Int, level: Int, moments: LoadMoments
  ) -> SessionLoad {
    let epoch = evaluator.plan.epochOfWeek[week]
    let hits = hits(week: week, level: level)
    let first = evaluator.layout.firstPlace(ofCapacity: capacity)
    var sums = SessionLoad()
    for (tier, route) in routes[epoch].enumerated()
    where route.share > 0 && evaluator.models[workflow].plan.tiers[tier].loads(capacity: capacity) {
      let table = evaluator.sessionFlows(workflow: workflow, epoch: epoch, tier: tier)
      var (load, byToken) = (0.0, 0.0)
      func add(row: Int, weight: Double) {
        let place = table.place(trial: slot, row: row) + first
        load +=
          weight
          * (table.flows[place + FlowLayout.loadInput] * capacityTrial.perInput
            + table.flows[place + FlowLayout.loadOutput] * capacityTrial.perOutput)
        byToken += weight * table.flows[place + FlowLayout.byToken]
      }
      add(row: 0, weight: 1)
      for (call, hit) in hits[tier].enumerated() where hit > 0 { add(row: 1 + call, weight: hit) }
      sums.probability += route.share * trial.reaching
      sums.byToken += route.share * byToken
      sums.powers +=
        moments.powers(
          first: load, capacity: capacity, workflow: workflow, epoch: epoch, tier: tier,
          hit: commonHit(hits[tier], epoch: epoch, tier: tier)) * route.share
    }
    return sums
  }
}
