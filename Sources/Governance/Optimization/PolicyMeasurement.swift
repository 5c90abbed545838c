import Economics
import Kernels
import Simulation
import Summaries

/// What a forecast says of a policy: its objective, what is given up for it, and its constraints.
package struct PolicyMeasurement: Sendable {
  package let goal: OptimizationGoal
  /// `nil` where no trial defines it.
  package let objective: Objective.Value?
  package let tradeoffs: [Objective.Value?]
  package let constraints: [GateReport]
  package let randomisations: Int

  package init(_ goal: OptimizationGoal, on evaluator: MetricEvaluator) {
    self.goal = goal
    objective = goal.objective.value(on: evaluator)
    tradeoffs = goal.tradeoffs.map { $0.value(on: evaluator) }
    constraints = goal.constraints.map { $0.report(on: evaluator) }
    randomisations = evaluator.result.randomisations
  }

  /// Of all constraints: one that fails fails, else one that cannot be decided leaves it open.
  package var verdict: Verdict { constraints.map(\.outcome).worst }

  /// What is small for a good policy: the objective, then what is given up.
  package var costs: [Double] {
    [cost]
      + zip(goal.tradeoffs, tradeoffs).map { objective, value in
        value.map { objective.cost($0.replicated.value) } ?? .infinity
      }
  }

  package var cost: Double {
    objective.map { goal.objective.cost($0.replicated.value) } ?? .infinity
  }

  /// By how much each constraint is missed, as a part of its limit; 0 where it holds.
  package var violations: [Double] {
    constraints.map { report in
      guard let value = report.measured?.value, !value.isNaN else { return .infinity }
      let gate = report.gate
      if gate.comparison.holds(value, gate.limit) || report.outcome == .pass { return 0 }
      let scale = gate.limit == 0 ? 1 : gate.limit.magnitude
      return max((value - gate.limit).magnitude / scale, .leastNormalMagnitude)
    }
  }

  package var violation: Double { violations.reduce(0, +) }

  /// For a search of the front.
  package var score: DesignScore { DesignScore(objectives: costs, violation: violation) }

  /// For a search of the best policy alone.
  package var objectiveScore: DesignScore { DesignScore(objectives: [cost], violation: violation) }

  /// Whether everything that the goal names is the same number, in every randomisation.
  package func isSame(as other: PolicyMeasurement) -> Bool {
    objective?.replicated == other.objective?.replicated
      && zip(tradeoffs, other.tradeoffs).allSatisfy { $0?.replicated == $1?.replicated }
      && zip(constraints, other.constraints).allSatisfy { $0.measured == $1.measured }
  }
}
