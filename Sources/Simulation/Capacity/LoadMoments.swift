/// Raw moments of the load that a session puts on a capacity.
struct LoadPowers {
  var first = 0.0
  var second = 0.0
  var third = 0.0

  static func * (moments: LoadPowers, factor: Double) -> LoadPowers {
    LoadPowers(
      first: moments.first * factor, second: moments.second * factor,
      third: moments.third * factor)
  }

  static func += (sums: inout LoadPowers, other: LoadPowers) {
    sums.first += other.first
    sums.second += other.second
    sums.third += other.third
  }
}

/// Second and third moments of the load that sessions put on the capacities, for one trial.
struct LoadMoments {
  /// At the nodes of ``CostMoments``.
  struct Nodes {
    let second: SIMD4<Double>
    let third: SIMD4<Double>
  }

  /// `[capacity][workflow][epoch][tier]`; `nil` where a tier puts none on it.
  private let nodes: [[[[Nodes?]]]]

  init(evaluator: StrategyEvaluator, workflows: [WorkflowTrial], inputs: Inputs) {
    let plan = evaluator.plan
    nodes = evaluator.strategy.capacities.enumerated().map { index, capacity in
      let trial = CapacityTrial(capacity, inputs)
      return evaluator.models.enumerated().map { workflow, model in
        plan.epochs.map { epoch in
          model.plan.tiers.indices.map { tier in
            guard model.plan.tiers[tier].loads(capacity: index) else { return nil }
            return model.loadMoments(
              workflows[workflow], tier: tier, learningMonths: epoch.learningMonths,
              capacity: index, trial, isKnown: capacity.hasKnownWeights, inputs: inputs)
          }
        }
      }
    }
  }

  /// The moments of a session of a tier, of which the first is known exactly.
  func powers(
    first: Double, capacity: Int, workflow: Int, epoch: Int, tier: Int, hit: Double
  ) -> LoadPowers {
    guard let nodes = nodes[capacity][workflow][epoch][tier] else { return LoadPowers() }
    return LoadPowers(
      first: first, second: CostMoments.interpolated(nodes.second, at: hit),
      third: CostMoments.interpolated(nodes.third, at: hit))
  }
}
