import Distributions
import Scenarios

/// The engine's own parts at inputs of one's choice, for explanations of what each of them does.
///
/// Not for use from several tasks at once.
package final class EngineProbe {
  package let scenario: Scenario
  let plan: Plan
  let evaluator: StrategyEvaluator
  /// By workflow, with what grows the prompt and nothing else: one request a turn, all of it plain
  /// input.
  let prompts: [WorkflowModel]
  /// The point whose usage the evaluator holds.
  weak var prepared: EnginePoint?

  /// - Parameters:
  ///   - strategy: Index into the strategies of the routing; `nil` for the one in use.
  ///   - seed: Of the panel on which lengths are integrated where no closed form does.
  package init(_ scenario: Scenario, strategy: Int? = nil, seed: UInt64 = 1) {
    self.scenario = scenario
    let plan = Plan(scenario: scenario, strategies: strategy.map { [$0] } ?? [])
    self.plan = plan
    let builders = SessionPanel.builders(plan: plan, seed: seed, randomisation: 0)
    evaluator = StrategyEvaluator(
      plan: plan, strategy: plan.strategies[0],
      usage: BlockUsage(
        plan: plan, strategy: plan.strategies[0], builders: builders,
        noise: NoisePlan(pilotOf: plan), block: 1))
    prompts = scenario.workflows.indices.map { index in
      WorkflowModel(
        workflow: scenario.workflows[index], plan: plan.strategies[0].workflows[index],
        scenario: scenario, effects: .upTo(.history), builders: builders[index])
    }
  }

  /// - Parameter draws: One value for each assumption of the scenario.
  package func point(_ draws: [Double]) -> EnginePoint {
    precondition(
      draws.count == scenario.assumptions.count,
      "\(draws.count) draws, \(scenario.assumptions.count) assumptions")
    return EnginePoint(self, Inputs(draws: draws))
  }

  /// Every unknown input at the median of its law.
  package var medians: EnginePoint { point(scenario.assumptions.map { $0.law.quantile(0.5) }) }
}

/// Expectations of a trial with these inputs, without noise of demand and of users' rates.
package final class EnginePoint {
  let probe: EngineProbe
  let inputs: Inputs

  init(_ probe: EngineProbe, _ inputs: Inputs) {
    self.probe = probe
    self.inputs = inputs
  }

  package var scenario: Scenario { probe.scenario }

  private(set) lazy var traffic = Traffic(
    plan: probe.plan, inputs: inputs, heterogeneity: [], demandNormals: [])

  /// By workflow. The evaluator holds the usage of one point at a time: that of the last that asked.
  var trials: [WorkflowTrial] {
    if probe.prepared !== self {
      prepared = probe.evaluator.usage.prepare([inputs], [traffic])[0]
      probe.prepared = self
    }
    return prepared
  }
  private var prepared: [WorkflowTrial] = []

  package func callAsFunction(_ quantity: Quantity) -> Double { inputs(quantity) }

  /// Mean of one event, the law's own caps applied.
  package func mean(_ event: EventQuantity) -> Double { inputs.mean(event) }

  /// The law of one event; `nil` for a plain number.
  package func law(_ event: EventQuantity) -> (any Law)? {
    switch event.value {
    case .fixed: nil
    case .varying(let varying): inputs.law(varying)
    case .measured(let law, _): law
    }
  }

  /// Mean output of one request after temperature and `maxTokens`, and the probability that it
  /// is not cut off.
  ///
  /// - Parameter tokenScale: Tokens of the model for each token of the scenario.
  package func output(
    of call: Call, tokenScale: Double = 1
  ) -> (mean: Double, complete: Double, factor: Double) {
    let rule = OutputRule(call, tokenScale: tokenScale, inputs)
    guard let law = law(call.output) else {
      let length = mean(call.output) * rule.factor
      return (min(length, rule.cap), length <= rule.cap ? 1 : 0, rule.factor)
    }
    return (rule.mean(of: law), rule.completeness(of: law), rule.factor)
  }
}
