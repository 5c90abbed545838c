import Economics
import Scenarios
import Simulation
import Summaries

/// What a policy shall be good at, and what it must keep.
package struct OptimizationGoal: Sendable {
  package let objective: Objective
  package let constraints: [Gate]
  /// What is given up for the objective: what the constraints measure, else how often units succeed.
  package let tradeoffs: [Objective]

  package init(objective: Objective, constraints: [Gate]) {
    self.objective = objective
    self.constraints = constraints
    var tradeoffs: [Objective] = []
    for constraint in constraints {
      let measured = Objective(of: constraint)
      if !measured.measuresTheSame(as: objective),
        !tradeoffs.contains(where: measured.measuresTheSame)
      {
        tradeoffs.append(measured)
      }
    }
    if tradeoffs.isEmpty, !Objective.success.measuresTheSame(as: objective) {
      tradeoffs = [.success]
    }
    self.tradeoffs = tradeoffs
  }

  /// Reads a constraint, which is a gate without a base.
  package static func constraint(
    parsing expression: String, in scenario: Scenario
  ) throws(ExpressionError) -> Gate {
    let gate = try Gate(parsing: expression, in: scenario)
    guard gate.change == nil else {
      throw ExpressionError(
        expression: expression, column: 1,
        message:
          "a change needs a base, and policies have none; write a limit of the number itself, "
          + "e.g. mean(quality.success) >= 0.9.")
    }
    return gate
  }

  /// The same goal read against another scenario, whose segments may stand in other places.
  package func reread(in scenario: Scenario) throws(ExpressionError) -> OptimizationGoal {
    var gates: [Gate] = []
    for gate in constraints { gates.append(try Gate(parsing: gate.expression, in: scenario)) }
    return OptimizationGoal(
      objective: try Objective(
        objective.direction, parsing: objective.expression, in: scenario),
      constraints: gates)
  }

  /// The strategy in use and those that the goal names; empty without routing.
  package func strategies(in scenario: Scenario) -> [Int] {
    guard let routing = scenario.routing else { return [] }
    let metrics = [objective.metric] + constraints.map(\.metric)
    let named = metrics.compactMap { metric in
      metric.strategy.flatMap { name in routing.strategies.firstIndex { $0.name == name } }
    }
    return named.reduce(into: [routing.use]) { if !$0.contains($1) { $0.append($1) } }
  }

  package func columns(in scenario: Scenario) -> [ColumnKey] {
    ([objective.metric] + constraints.map(\.metric)).flatMap { $0.requiredColumns(for: scenario) }
  }
}
