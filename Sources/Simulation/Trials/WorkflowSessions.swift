import Scenarios

/// The sessions of one workflow in one trial: tiers, hit rates by week, and session moments.
final class WorkflowSessions {
  let evaluator: StrategyEvaluator
  let workflow: Int
  let trial: WorkflowTrial
  let inputs: Inputs
  let slot: Int
  /// True of use that passes by the harness and by capacity.
  let isShadow: Bool
  /// By epoch and tier.
  let routes: [[DeliveredRoute]]
  let hits: WeeklyHits
  /// The same by level of the hours, for capacity.
  let hourHits: HourHits
  /// By week: raw moments of what a session costs whatever its tier, without the harness that does not
  /// depend on its turns; empty where moments are not needed.
  let costs: [SessionCost]
  /// By epoch and tier: the columns of ``CostMoments``; empty where not needed.
  private let moments: [[[Double]]]
  /// By epoch and tier: the hit rate at which the shares of the noise are taken, the mean over
  /// weeks weighted with sessions.
  private let meanHits: [[Double]]

  /// - Parameter weekly: Sessions by which the mean hit rate is weighted.
  init(
    evaluator: StrategyEvaluator, workflow: Int, trial: WorkflowTrial, inputs: Inputs, slot: Int,
    prefix: PrefixHits, weekly: [Double], isShadow: Bool, momentsNeeded: Bool
  ) {
    self.evaluator = evaluator
    self.workflow = workflow
    self.trial = trial
    self.inputs = inputs
    self.slot = slot
    self.isShadow = isShadow
    let plan = evaluator.plan
    let routes = evaluator.routes(workflow: workflow, trial: trial, inputs: inputs)
    self.routes = routes
    let model = evaluator.models[workflow]
    let tierCount = model.plan.tiers.count
    let prefixes = evaluator.prefixes(workflow: workflow, trial: trial, routes: routes)
    let loads = prefixes.loads(prefix)
    let hits = prefixes.hits(prefix, loads)
    self.hits = hits
    hourHits = HourHits(prefixes, prefix, loads, levels: plan.hourLevels)
    guard momentsNeeded else {
      costs = []
      moments = []
      meanHits = []
      return
    }
    let moments: [[[Double]]] = plan.epochs.indices.map { epoch in
      (0..<tierCount).map { tier in
        guard routes[epoch][tier].share > 0 else { return [] }
        return evaluator.usage.moments(
          workflow: workflow, slot: slot,
          MomentKey(tier: tier, epoch: epoch, isShadow: isShadow), trial, inputs)
      }
    }
    var costs = [SessionCost](repeating: SessionCost(), count: weekly.count)
    meanHits = plan.epochs.indices.map { epoch in
      let weeks = plan.weeksOfEpoch[epoch]
      let sessions = weeks.reduce(0) { $0 + weekly[$1] }
      return (0..<tierCount).map { tier in
        let weights = Self.hitWeights(
          evaluator.sessionFlows(workflow: workflow, epoch: epoch, tier: tier), slot: slot,
          tier: model.plan.tiers[tier])
        let columns = moments[epoch][tier]
        var sum = 0.0
        for week in weeks {
          let hit = Self.commonHit(hits, weights, week: week, tier: tier)
          sum += weekly[week] * hit
          if !columns.isEmpty {
            costs[week].add(columns.span, hit: hit, share: routes[epoch][tier].share)
          }
        }
        return sessions > 0 ? sum / sessions : 0
      }
    }
    self.moments = moments
    self.costs = costs
  }

  /// What the hit rate of each cached call of a tier weighs in one that stands for all of them: the cost
  /// that it moves. Exact with one cached call, or with equal times to live.
  private static func hitWeights(
    _ flows: SessionFlows, slot: Int, tier: TierPlan
  ) -> [(call: Int, weight: Double)] {
    let cached = tier.calls.indices.filter { tier.calls[$0].timeToLive != nil }
    if cached.count == 1 { return [(cached[0], 1)] }
    let costs = cached.map { flows.costOfHit(trial: slot, call: $0) }
    let total = costs.reduce(0, +)
    return total > 0 ? zip(cached, costs).map { ($0, $1 / total) } : []
  }

  private static func commonHit(
    _ hits: WeeklyHits, _ weights: [(call: Int, weight: Double)], week: Int, tier: Int
  ) -> Double {
    var hit = 0.0
    for (call, weight) in weights { hit += weight * hits[week, tier, call] }
    return hit
  }

  /// Products of a tier's components with its cost at the mean hit rate: by model of the tier, six
  /// components each; then of its turns.
  func products(epoch: Int, tier: Int) -> [Double] {
    let columns = moments[epoch][tier]
    guard !columns.isEmpty else { return [] }
    let first = CostMoments.nodes.count * 3
    let count = (columns.count - first) / 2
    let hit = meanHits[epoch][tier]
    return (0..<count).map { columns[first + $0] * (1 - hit) + columns[first + count + $0] * hit }
  }

  /// Mean of a tier's session cost at the mean hit rate, on the panel of the products.
  func meanCost(epoch: Int, tier: Int) -> Double {
    let columns = moments[epoch][tier]
    guard !columns.isEmpty else { return 0 }
    let hit = meanHits[epoch][tier]
    return columns[0] * (1 - hit) + columns[9] * hit
  }
}
