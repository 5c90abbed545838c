import Scenarios

extension Scenario {
  /// The same scenario with another of its strategies in use.
  func using(strategy: Int) -> Scenario {
    Scenario(
      name: name, unit: unit, attribution: attribution, horizon: horizon, prices: prices,
      models: models, assumptions: assumptions, segments: segments, demand: demand,
      workflows: workflows,
      routing: routing.map { Routing(use: strategy, strategies: $0.strategies) },
      harness: harness, fixed: fixed, value: value, learning: learning,
      correlations: correlations, planned: planned, gates: gates, decisions: decisions,
      warnings: warnings, inputs: inputs)
  }
}
