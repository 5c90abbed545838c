import Scenarios

/// The sessions of one workflow in one trial: tiers, hit rates by week, and session moments.
struct WorkflowSessions {
  let evaluator: StrategyEvaluator
  let workflow: Int
  let trial: WorkflowTrial
  let inputs: Inputs
  let slot: Int
  /// True of use that passes by the harness and by capacity.
  let isShadow: Bool
  /// By epoch and tier.
  let routes: [[DeliveredRoute]]
  /// `hits[week][tier][call]`.
  let hits: [[[Double]]]
  /// The same by level of the hours, for capacity.
  let hourHits: HourHits
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
    hits = prefixes.byTier(prefixes.rates(prefix, loads))
    hourHits = HourHits(prefixes, prefix, loads, levels: plan.hourLevels)
    guard momentsNeeded else {
      moments = []
      meanHits = []
      return
    }
    let fitted = evaluator.fittedMoments[workflow]
    moments = plan.epochs.enumerated().map { epoch, rule in
      let prices = fitted == nil ? plan.priceFactors(epoch, inputs) : []
      return (0..<tierCount).map { tier in
        guard routes[epoch][tier].share > 0 else { return [] }
        let key = MomentKey(tier: tier, epoch: epoch, isShadow: isShadow)
        return fitted?.columns(of: key, trial: slot)
          ?? model.moments(
            trial, key, learningMonths: rule.learningMonths, prices: prices, inputs: inputs)
      }
    }
    var sums = plan.epochs.map { _ in [Double](repeating: 0, count: tierCount) }
    var weights = [Double](repeating: 0, count: plan.epochs.count)
    for (week, sessions) in weekly.enumerated() {
      let epoch = plan.epochOfWeek[week]
      weights[epoch] += sessions
      for tier in 0..<tierCount {
        sums[epoch][tier] +=
          sessions
          * Self.commonHit(
            hits[week][tier], evaluator: evaluator, workflow: workflow, epoch: epoch, tier: tier,
            slot: slot)
      }
    }
    meanHits = sums.indices.map { epoch in
      sums[epoch].map { weights[epoch] > 0 ? $0 / weights[epoch] : 0 }
    }
  }

  /// One hit rate that stands for all calls of a tier: weighted with the cost it moves. Exact with
  /// one cached call, or with equal times to live.
  private static func commonHit(
    _ hits: [Double], evaluator: StrategyEvaluator, workflow: Int, epoch: Int, tier: Int,
    slot: Int
  ) -> Double {
    if hits.count == 1 { return hits[0] }
    let flows = evaluator.sessionFlows(workflow: workflow, epoch: epoch, tier: tier)
    var weighted = 0.0
    var total = 0.0
    for (call, hit) in hits.enumerated() {
      let slope = flows.costOfHit(trial: slot, call: call)
      weighted += slope * hit
      total += slope
    }
    return total > 0 ? weighted / total : 0
  }

  /// Raw moments of a tier's session cost in a week, by cubic interpolation in the hit rate.
  func moments(week: Int, tier: Int) -> (first: Double, second: Double, third: Double) {
    let epoch = evaluator.plan.epochOfWeek[week]
    let columns = moments[epoch][tier]
    guard !columns.isEmpty else { return (0, 0, 0) }
    let hit = commonHit(hits[week][tier], epoch: epoch, tier: tier)
    func value(_ moment: Int) -> Double {
      CostMoments.interpolated(
        SIMD4(columns[moment], columns[3 + moment], columns[6 + moment], columns[9 + moment]),
        at: hit)
    }
    return (value(0), value(1), value(2))
  }

  /// The hit rate that stands for those of all calls of a tier.
  func commonHit(_ hits: [Double], epoch: Int, tier: Int) -> Double {
    Self.commonHit(
      hits, evaluator: evaluator, workflow: workflow, epoch: epoch, tier: tier, slot: slot)
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
