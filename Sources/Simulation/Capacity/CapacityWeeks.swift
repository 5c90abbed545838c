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
    self.trials = trials
    weeks = plan.epochOfWeek.indices.map { week in
      trials.enumerated().map { capacity, trial in
        var sum = CapacityTrial.Week(segments: segments.count)
        for (place, (level, burst)) in levels.enumerated() {
          let hour = StreamLoad(
            streams[capacity], week: week, level: place, userShare: level.share * burst.mean,
            burstVariance: burst.variance)
          trial.add(hour, hours: level.hours, to: &sum)
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
