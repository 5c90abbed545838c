import Governance
import Scenarios

extension Scenario {
  /// The same scenario with another of its strategies in use.
  func using(strategy: Int) -> Scenario {
    Scenario(
      name: name, unit: unit, attribution: attribution, horizon: horizon, prices: prices,
      models: models, assumptions: assumptions, segments: segments, demand: demand,
      workflows: workflows,
      routing: routing.map { Routing(use: strategy, strategies: $0.strategies) },
      capacities: capacities, harness: harness, fixed: fixed, commitments: commitments,
      value: value, learning: learning,
      correlations: correlations, planned: planned, gates: gates, decisions: decisions,
      warnings: warnings, inputs: inputs)
  }

  func strategy(named name: String?) -> Strategy? {
    routing?.strategies.first { $0.name == name }
  }

  /// The strategy in use, then those that gates name; empty without routing.
  func strategies(neededBy gates: [Gate]) -> [Int] {
    guard let routing else { return [] }
    var strategies = [routing.use]
    for gate in gates {
      guard let named = gate.requiredStrategy(in: self), !strategies.contains(named) else {
        continue
      }
      strategies.append(named)
    }
    return strategies
  }
}
