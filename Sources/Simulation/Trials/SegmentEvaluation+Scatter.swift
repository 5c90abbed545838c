import Kernels

extension SegmentEvaluation {
  /// Plays sessions of each tier, and adds how their flows scatter.
  ///
  /// - Parameter plays: Of each tier, each of as many sessions as are played at once.
  func addScatter(
    epoch: Int, plays: Int, _ stream: inout RandomStream, to moments: inout ScatterMoments
  ) {
    let weeks = plan.weeksOfEpoch[epoch]
    let week = weeks[weeks.count / 2]
    let places = evaluator.layout.scattered
    let scales = meanFlows(places, week: week).map { $0 > 0 ? 1 / $0 : 0 }
    let ofCost = scales[places.count]
    let success = FlowScatter.place(.successes)
    let workflow = sampledWorkflow()
    let hits = sessions.hits.byTier(week: week)
    var flows = [Double](repeating: 0, count: evaluator.layout.count)
    for (tier, route) in routes[epoch].enumerated() where route.share > 0 {
      let alone = onTier(tier)
      let perSession = alone.meanFlows(places, week: week)
      let means = zip(perSession, scales).map(*)
      moments.add(means, share: route.share)
      let rare = FlowScatter.events(evaluator.layout).filter {
        (0..<ScatterEffort.leastEvents).contains(
          perSession[$0.count] * ScatterEffort.sessions(plays: plays))
      }
      for event in rare {
        moments.add(
          event.flows, means, cost: event.cost.map { perSession[$0] * ofCost } ?? 0,
          eventsPerSession: perSession[event.count], share: route.share)
      }
      // Whether a session succeeds is independent of what it uses, or nearly.
      let unit = unitsPerSession * scales[success]
      moments.add(
        square: means[success] * (unit - means[success]), place: success, share: route.share)
      var sampler = alone.sampler(epoch: epoch, workflow)
      let count = Double(Lanes.scalarCount)
      for _ in 0..<plays {
        for flow in flows.indices { flows[flow] = 0 }
        sampler.add(sessions: Lanes.scalarCount, hits: hits, to: &flows, stream: &stream)
        var deviations = places.map { flows[$0] / count }
        deviations.append((flows[FlowLayout.inference] + flows[FlowLayout.harness]) / count)
        for place in deviations.indices {
          deviations[place] = deviations[place] * scales[place] - means[place]
        }
        deviations[success] = 0
        for event in rare {
          for flow in event.flows { deviations[flow] = 0 }
          guard let cost = event.cost else { continue }
          deviations[places.count] -= (flows[places[cost]] / count - perSession[cost]) * ofCost
        }
        // A mean of independent sessions has as much less of the covariance of one.
        moments.add(deviations, share: route.share * count / Double(plays))
      }
    }
    moments.addSessions()
  }

  /// Expected flows of one session of a week, and behind them what it costs.
  private func meanFlows(_ places: [Int], week: Int) -> [Double] {
    places.map { flows.perSession(week: week, place: $0) } + [flows.cost(week: week)]
  }

  /// The same where every session is sent to one tier.
  private func onTier(_ tier: Int) -> SegmentEvaluation {
    SegmentEvaluation(
      sessions: sessions,
      routes: routes.map { routes in
        routes.enumerated().map { place, route in
          DeliveredRoute(
            share: place == tier ? 1 : 0, success: route.success,
            successIfFitting: route.successIfFitting, successIfNot: route.successIfNot)
        }
      },
      unitsPerSession: unitsPerSession, isShadow: isShadow, evaluator: evaluator, inputs: inputs,
      harness: harness, slopesNeeded: false)
  }
}
