import Governance
import Summaries

/// A search for the best policy as CSV: one number a row, in full precision.
///
/// The section is `policy` (with the policy's place in `index`, 0 for the best objective), `decision`
/// (its values: numbers as such, others as JSON in `statistic` without a number), or `best`.
package enum CSVOptimization {
  package static func text(_ optimization: ForecastOptimization) -> String {
    var numbers = CSVNumbers(optimization.run)
    let goal = optimization.goal
    for (index, policy) in optimization.policies.enumerated() {
      for (decision, value) in zip(optimization.decisions, policy.values) {
        var number = Double.nan
        var statistic = value?.compact ?? "absent"
        if case .number(let known)? = value { (number, statistic) = (known, "value") }
        numbers.add(
          "decision", decision.path, index: index, statistic: statistic, value: number, unit: "")
      }
      let measured = policy.measurement
      let values = [measured.objective] + measured.tradeoffs
      for (objective, value) in zip([goal.objective] + goal.tradeoffs, values) {
        guard let value else { continue }
        numbers.add(
          "policy", objective.expression, index: index, statistic: "objective", value.estimate,
          unit: objective.unit.rawValue)
      }
      for report in measured.constraints {
        guard let value = report.measured else { continue }
        numbers.add(
          "policy", report.gate.expression, index: index, statistic: report.outcome.rawValue, value,
          unit: Objective(of: report.gate).unit.rawValue)
      }
    }
    best(optimization, &numbers)
    return numbers.text
  }

  private static func best(_ optimization: ForecastOptimization, _ numbers: inout CSVNumbers) {
    guard let contest = optimization.contest else { return }
    let objective = optimization.goal.objective
    let unit = objective.unit.rawValue
    numbers.add(
      "best", "probabilityBest", index: contest.best, statistic: "probability",
      value: contest.probabilityBest, unit: "fraction")
    if let costs = contest.nextCostsMore {
      numbers.add(
        "best", objective.expression, index: contest.next, statistic: "nextWorseBy", costs,
        unit: unit)
    }
    if let costs = contest.baseCostsMore {
      numbers.add(
        "best", objective.expression, index: optimization.base, statistic: "fileWorseBy", costs,
        unit: unit)
    }
    if let share = contest.betterThanNext {
      numbers.add(
        "best", "betterThanNext", index: contest.next, statistic: "share", share.estimate,
        unit: "fraction")
    }
    for relaxation in contest.relaxations {
      numbers.add(
        "best", optimization.goal.constraints[relaxation.constraint].expression,
        index: relaxation.policy, statistic: "gainWithout", relaxation.gain, unit: unit)
    }
  }
}
