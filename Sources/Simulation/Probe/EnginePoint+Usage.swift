import Scenarios

/// What one billed thing of a workflow uses over the horizon, under the strategy of the probe.
package struct ItemUsage: Sendable {
  /// `workflow.call`, `workflow.call.validate`, `workflow.classifier` and so on.
  package let label: String
  package let model: String
  /// Tokens that are neither read from nor written to a cache, then read, written, and made.
  package fileprivate(set) var input = 0.0
  package fileprivate(set) var cacheRead = 0.0
  package fileprivate(set) var cacheWrite = 0.0
  package fileprivate(set) var output = 0.0
  package fileprivate(set) var requests = 0.0
  /// US dollars.
  package fileprivate(set) var cost = 0.0
}

extension EnginePoint {
  /// Expected usage of every billed thing of a workflow over the horizon, untracked use apart.
  package func usage(_ workflow: Int) -> [ItemUsage] {
    let evaluator = probe.evaluator
    let trial = trials[workflow]
    let arrivals = traffic.arrivals[workflow]
    let routes = evaluator.routes(workflow: workflow, trial: trial, inputs: inputs)
    let streams: [(sessions: [Double], visitor: HourlyArrivals.Visitor)] =
      probe.plan.hours == nil
      ? [(arrivals.total, .user)]
      : [(arrivals.users, .user), (arrivals.background, .background)]
    var totals: [ItemUsage] = []
    for (sessions, visitor) in streams where sessions.contains(where: { $0 > 0 }) {
      let prefix = PrefixHits(
        tables: probe.plan.coldTables(inputs), arrivals: arrivals, visitor: visitor)
      let hits = evaluator.hits(workflow: workflow, trial: trial, routes: routes, prefix: prefix)
      for (tier, tierPlan) in evaluator.models[workflow].plan.tiers.enumerated() {
        let usage = usage(workflow, tier, weekly: sessions, routes: routes, hits: hits)
        for (index, item) in tierPlan.items.enumerated() {
          let model = probe.plan.models[item.model]
          let place =
            totals.firstIndex { $0.label == item.label && $0.model == model } ?? totals.count
          if place == totals.count { totals.append(ItemUsage(label: item.label, model: model)) }
          let first = index * MeanUsage.metersPerItem
          totals[place].add(
            Array(usage[first..<(first + MeanUsage.metersPerItem)]),
            rates: tierPlan.rates[index].own)
        }
      }
    }
    return totals
  }

  /// The meters of one tier over the horizon.
  private func usage(
    _ workflow: Int, _ tier: Int, weekly: [Double], routes: [[DeliveredRoute]],
    hits: WeeklyHits
  ) -> [Double] {
    let evaluator = probe.evaluator
    let tierPlan = evaluator.models[workflow].plan.tiers[tier]
    var sums = [Double](repeating: 0, count: tierPlan.items.count * MeanUsage.metersPerItem)
    for (week, sessions) in weekly.enumerated() {
      let epoch = probe.plan.epochOfWeek[week]
      let weight = sessions * routes[epoch][tier].share
      guard weight > 0 else { continue }
      let flows = evaluator.sessionFlows(workflow: workflow, epoch: epoch, tier: tier)
      flows.addUsage(trial: 0, row: 0, times: weight, to: &sums)
      for call in tierPlan.calls.indices {
        flows.addUsage(
          trial: 0, row: 1 + call, times: hits[week, tier, call] * weight, to: &sums)
      }
    }
    return sums
  }

  /// Token price of a model in the last week over that of its book.
  package func lastPrice(of model: String) -> Double {
    probe.plan.epochs[probe.plan.epochOfWeek[scenario.horizon.weeks - 1]].priceFactor(
      of: model, scenario.prices.changes, inputs)
  }

  /// Share of the sessions and success by tier or stage, before learning; batch copies apart.
  package func routes(_ workflow: Int) -> [(share: Double, success: Double)] {
    probe.plan.strategies[0].routes(
      probe.plan.strategies[0].workflows[workflow], learned: .nothing, routed: true, inputs: inputs)
  }
}

extension ItemUsage {
  fileprivate init(label: String, model: String) {
    self.label = label
    self.model = model
  }

  fileprivate mutating func add(_ meters: [Double], rates: SIMD8<Double>) {
    input += meters[0] + meters[4]
    cacheRead += meters[1] + meters[5]
    cacheWrite += meters[2] + meters[6]
    output += meters[3] + meters[7]
    requests += meters[MeanUsage.requests]
    cost += meters[MeanUsage.fees]
    for meter in 0..<8 { cost += meters[meter] * rates[meter] }
  }
}

extension Router {
  /// The share of the sessions that the threshold sends to the large model, and the share of the gap
  /// in success that they recover.
  package func setting(_ point: EnginePoint) -> (share: Double, recovered: Double) {
    let share = share(point.inputs)
    return (share, curve.gapRecovered(share: share))
  }
}
