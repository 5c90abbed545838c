import Scenarios

/// What every capacity comes to in every week of one trial.
struct CapacityWeeks {
  let trials: [CapacityTrial]
  /// By week, then capacity.
  private let weeks: [CapacityTrial.Week]
  /// By week, capacity and segment: what does not fit costs by the token, US dollars.
  private let spilledCosts: [Double]
  private let segments: Int

  /// - Parameters:
  ///   - sessions: Those of a segment.
  ///   - traffic: By segment and week.
  init(
    evaluator: StrategyEvaluator, inputs: Inputs, sessions: StreamSessions, traffic: Traffic,
    moments: LoadMoments
  ) {
    let plan = evaluator.plan
    let segments = plan.scenario.segments
    let weekCount = plan.scenario.horizon.weeks
    let trials = evaluator.strategy.capacities.map { CapacityTrial($0, inputs) }
    let burstiness = inputs(plan.scenario.demand.burstiness)
    let concentration = HourLevel.concentration(plan.hourLevels)
    let levels = plan.hourLevels.map { level in
      (level, burst: level.burst(burstiness, concentration: concentration))
    }
    let streams = trials.enumerated().map { index, trial in
      segments.enumerated().map { segment, rules in
        SegmentStream(
          rules, sessions(rules), weekly: traffic.sessions[segment], capacity: index, trial,
          moments: moments)
      }
    }
    var weeks = [CapacityTrial.Week](
      repeating: CapacityTrial.Week(), count: weekCount * trials.count)
    var spilledCosts = [Double](repeating: 0, count: weeks.count * segments.count)
    for (capacity, trial) in trials.enumerated() {
      let counted = CountedLoads(streams[capacity], trial)
      for (place, (level, burst)) in levels.enumerated() {
        let loads = LevelLoads(
          streams[capacity], counted, weeks: weekCount, level: level, place: place, burst: burst)
        for week in 0..<weekCount {
          let cell = week * trials.count + capacity
          trial.add(
            loads, week: week, hours: level.hours, to: &weeks[cell], costs: &spilledCosts,
            from: cell * segments.count)
        }
      }
    }
    self.trials = trials
    self.weeks = weeks
    self.spilledCosts = spilledCosts
    self.segments = segments.count
  }

  var weekCount: Int { trials.isEmpty ? 0 : weeks.count / trials.count }

  subscript(week: Int, capacity: Int) -> CapacityTrial.Week {
    weeks[week * trials.count + capacity]
  }

  /// US dollars that a segment pays by the token in a week.
  func spilledCost(week: Int, capacity: Int, segment: Int) -> Double {
    spilledCosts[(week * trials.count + capacity) * segments + segment]
  }

  /// US dollars of the whole horizon: hours, and what did not fit into them.
  var cost: Double {
    var sum = 0.0
    for week in 0..<weekCount {
      for capacity in trials.indices {
        sum += reserved(week: week, capacity: capacity)
        for segment in 0..<segments {
          sum += spilledCost(week: week, capacity: capacity, segment: segment)
        }
      }
    }
    return sum
  }

  /// US dollars of a week that are paid by the hour.
  func reserved(week: Int, capacity: Int) -> Double {
    self[week, capacity].hours * trials[capacity].pricePerHour
  }
}
