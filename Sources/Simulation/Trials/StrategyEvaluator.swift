import Kernels
import Scenarios

/// Evaluates one strategy over the trials of one randomisation, block by block, on one thread.
final class StrategyEvaluator {
  let plan: Plan
  let strategy: StrategyPlan
  let layout: FlowLayout
  /// By workflow.
  let models: [WorkflowModel]
  private let block: Int
  /// By workflow, epoch, tier.
  private var flows: [[[SessionFlows]]]

  init(
    plan: Plan, strategy: StrategyPlan, builders: [[LengthBuilder]], noise: NoisePlan, block: Int
  ) {
    self.plan = plan
    self.strategy = strategy
    self.block = block
    let layout = FlowLayout(models: plan.models)
    self.layout = layout
    models = zip(plan.scenario.workflows.indices, strategy.workflows).map { index, workflowPlan in
      WorkflowModel(
        workflow: plan.scenario.workflows[index], plan: workflowPlan, scenario: plan.scenario,
        effects: .all, builders: builders[index], noise: noise.precision)
    }
    flows = strategy.workflows.map { workflow in
      plan.learningMonths.map { _ in
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
    var trials: [[WorkflowTrial]] = []
    for (trial, input) in inputs.enumerated() {
      var workflows: [WorkflowTrial] = []
      for (index, model) in models.enumerated() {
        var workflow = model.trial(
          input,
          weekly: WorkflowArrivals(traffic[trial], scenario: plan.scenario, workflow: index).total)
        for (epoch, months) in plan.learningMonths.enumerated() {
          workflow.ends.append([])
          for tier in model.plan.tiers.indices {
            let usage = model.usage(
              workflow, tier: tier, epoch: epoch, learningMonths: months, inputs: input)
            flows[index][epoch][tier].set(
              trial: trial, base: usage.base, slope: usage.slope, tier: model.plan.tiers[tier])
            workflow.ends[epoch].append(usage.end)
          }
        }
        workflows.append(workflow)
      }
      trials.append(workflows)
    }
    for workflow in flows.indices {
      for epoch in flows[workflow].indices {
        for tier in flows[workflow][epoch].indices { flows[workflow][epoch][tier].multiply() }
      }
    }
    return trials
  }

  func sessionFlows(workflow: Int, epoch: Int, tier: Int) -> SessionFlows {
    flows[workflow][epoch][tier]
  }

  /// Probability and success of each tier by epoch, a unit's delivery and bypass included.
  func routes(
    workflow: Int, trial: WorkflowTrial, inputs: Inputs
  ) -> [[DeliveredRoute]] {
    let learning = plan.scenario.learning
    return plan.learningMonths.enumerated().map { epoch, months in
      let improvement = learning.map { inputs($0.successPerMonth) * Double(months) } ?? 0
      return strategy.routes(
        models[workflow].plan, improvement: improvement, routed: true, inputs: inputs
      ).enumerated().map { tier, route in
        let delivered = trial.reachingModel * route.success * trial.delivered[tier]
        return DeliveredRoute(
          share: route.share,
          success: delivered * trial.ends[epoch][tier].lastFits + trial.successWithoutModel,
          successIfFitting: delivered + trial.successWithoutModel,
          successIfNot: trial.successWithoutModel)
      }
    }
  }
}
