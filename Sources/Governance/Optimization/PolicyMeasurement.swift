import Economics
import Kernels
import Simulation
import Summaries

/// What a forecast says of a policy: its objective, what is given up for it, and its constraints.
package struct PolicyMeasurement: Sendable {
  /// Confidence that one policy is not better than another: that of a gate.
  private static let level = 0.99
  /// Relative slack between numbers without error, as in a gate.
  private static let rounding = 1e-9

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

  /// Whether another policy is better in nothing that the goal names, as far as these trials can tell: the
  /// noise that both share cancels.
  package func isSurelyAsGood(as other: PolicyMeasurement) -> Bool {
    let named = [goal.objective] + goal.tradeoffs
    let mine = [objective] + tradeoffs
    let its = [other.objective] + other.tradeoffs
    return named.indices.allSatisfy { index in
      let named = named[index]
      guard let its = its[index]?.replicated else { return true }
      guard let mine = mine[index]?.replicated else { return false }
      let lead = its.against(mine) { named.cost($0) - named.cost($1) }.estimate
      let least = lead.interval(level: Self.level, randomisations: randomisations).lowerBound
      return least >= -Self.rounding * mine.value.magnitude
    }
  }

  /// Whether everything that the goal names is the same number, in every randomisation.
  package func isSame(as other: PolicyMeasurement) -> Bool {
    objective?.replicated == other.objective?.replicated
      && zip(tradeoffs, other.tradeoffs).allSatisfy { $0?.replicated == $1?.replicated }
      && zip(constraints, other.constraints).allSatisfy { $0.measured == $1.measured }
  }
}
