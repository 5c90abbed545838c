import Scenarios

/// What a session of each tier uses and costs in a block of trials, whatever its share of the sessions:
/// strategies whose tiers bill alike have it in common.
final class BlockUsage {
  private let plan: Plan
  private let capacities: [CapacityPlan]
  let layout: FlowLayout
  /// By workflow.
  let models: [WorkflowModel]
  /// By workflow; `nil` where its moments are not taken from a surface.
  private let surfaces: [MomentSurfaces?]
  /// By workflow, of the block that is prepared.
  private var fittedMoments: [MomentSurfaces.Block?]
  private let block: Int
  /// Of the epochs: those that differ in prices alone use the same.
  private let learningMonths: [Int]
  /// Of the block that is prepared: by workflow and trial, those that have been asked for.
  private var knownMoments: [[[MomentKey: [Double]]]] = []
  /// By workflow, epoch, tier.
  private let flows: [[[SessionFlows]]]

  init(
    plan: Plan, strategy: StrategyPlan, builders: [[LengthBuilder]], noise: NoisePlan, block: Int
  ) {
    self.plan = plan
    self.block = block
    learningMonths = Array(Set(plan.epochs.map(\.learningMonths))).sorted()
    capacities = strategy.capacities
    let layout = FlowLayout(models: plan.models, capacities: strategy.capacities.count)
    self.layout = layout
    models = zip(plan.scenario.workflows.indices, strategy.workflows).map { index, workflowPlan in
      WorkflowModel(
        workflow: plan.scenario.workflows[index], plan: workflowPlan, scenario: plan.scenario,
        effects: .all, builders: builders[index],
        momentPoints: noise.points(workflow: index, of: workflowPlan, plan.scenario))
    }
    surfaces = zip(noise.designs, models).map { design, model in
      design.flatMap { $0.surfaces(model) }
    }
    fittedMoments = surfaces.map { _ in nil }
    flows = strategy.workflows.map { workflow in
      plan.epochs.map { _ in
        workflow.tiers.map {
          SessionFlows(tier: $0, calls: $0.calls.count, block: block, layout: layout)
        }
      }
    }
  }

  /// Fills the usage of a block of trials and multiplies it with the rates.
  ///
  /// - Parameter traffic: By trial.
  /// - Returns: What each trial says about each workflow: `[trial][workflow]`.
  func prepare(_ inputs: [Inputs], _ traffic: [Traffic]) -> [[WorkflowTrial]] {
    // All trials before any usage, so that tables are made for the most turns of the block.
    let trials = inputs.enumerated().map { trial, input in
      models.enumerated().map { index, model in
        model.trial(input, weekly: traffic[trial].arrivals[index].total)
      }
    }
    for (trial, input) in inputs.enumerated() {
      for (index, model) in models.enumerated() {
        let monthly = model.usages(
          trials[trial][index], learningMonths: learningMonths, inputs: input)
        for (epoch, rule) in plan.epochs.enumerated() {
          let month = learningMonths.firstIndex(of: rule.learningMonths)!
          let usages = monthly[month].compactMap { $0 }
          trials[trial][index].ends.append(usages.map(\.end))
          for (tier, usage) in usages.enumerated() {
            flows[index][epoch][tier].set(
              trial: trial, base: usage.base, slope: usage.slope, tier: model.plan.tiers[tier])
          }
        }
      }
    }
    fittedMoments = surfaces.map { $0?.values(in: inputs, block: block) }
    knownMoments = models.map { _ in inputs.map { _ in [:] } }
    let factors = inputs.map { input in plan.epochs.indices.map { plan.priceFactors($0, input) } }
    let served = capacities.map(\.model)
    for workflow in flows.indices {
      for epoch in flows[workflow].indices {
        for tier in flows[workflow][epoch].indices {
          flows[workflow][epoch][tier].multiply()
          for trial in inputs.indices {
            flows[workflow][epoch][tier].scalePrices(
              trial: trial, by: factors[trial][epoch], capacities: served)
          }
        }
      }
    }
    return trials
  }

  /// Moments of a session's cost: the columns of ``CostMoments``, fitted where they are.
  ///
  /// - Parameter slot: Place of the trial in the block.
  func moments(
    workflow: Int, slot: Int, _ key: MomentKey, _ trial: WorkflowTrial, _ inputs: Inputs
  ) -> [Double] {
    if let fitted = fittedMoments[workflow] { return fitted.columns(of: key, trial: slot) }
    if let known = knownMoments[workflow][slot][key] { return known }
    let moments = models[workflow].moments(
      trial, key, learningMonths: plan.epochs[key.epoch].learningMonths,
      prices: plan.priceFactors(key.epoch, inputs), inputs: inputs)
    knownMoments[workflow][slot][key] = moments
    return moments
  }

  func sessionFlows(workflow: Int, epoch: Int, tier: Int) -> SessionFlows {
    flows[workflow][epoch][tier]
  }
}
