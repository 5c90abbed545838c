import Scenarios

/// Evaluates one strategy over the trials of one randomisation, block by block, on one thread.
final class StrategyEvaluator {
  let plan: Plan
  let strategy: StrategyPlan
  let usage: BlockUsage
  let accounts: AccountLayout
  /// By workflow.
  let cachedCalls: [CachedCalls]

  var layout: FlowLayout { usage.layout }
  /// By workflow.
  var models: [WorkflowModel] { usage.models }

  /// - Parameter usage: Of the strategy, or of one that bills alike.
  init(plan: Plan, strategy: StrategyPlan, usage: BlockUsage) {
    self.plan = plan
    self.strategy = strategy
    self.usage = usage
    cachedCalls = usage.models.map { CachedCalls($0.plan) }
    accounts = AccountLayout(
      flows: usage.layout, months: plan.months, segments: plan.scenario.segments.count)
  }

  func sessionFlows(workflow: Int, epoch: Int, tier: Int) -> SessionFlows {
    usage.sessionFlows(workflow: workflow, epoch: epoch, tier: tier)
  }

  /// Probability and success of each tier by epoch, a unit's delivery and bypass included.
  func routes(
    workflow: Int, trial: WorkflowTrial, inputs: Inputs
  ) -> [[DeliveredRoute]] {
    let learning = plan.scenario.learning
    return plan.epochs.enumerated().map { epoch, rule in
      strategy.routes(
        models[workflow].plan,
        learned: Learned(learning, months: rule.learningMonths, inputs), routed: true,
        inputs: inputs
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
