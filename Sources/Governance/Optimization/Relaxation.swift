import Summaries

/// What a constraint costs: how much better the objective could be without it.
package struct Relaxation: Sendable {
  /// Index into the goal's constraints.
  package let constraint: Int
  /// The best policy that keeps all others.
  package let policy: Int
  /// What it gains over the best policy with the constraint; positive.
  package let gain: Estimate

  package init(constraint: Int, policy: Int, gain: Estimate) {
    self.constraint = constraint
    self.policy = policy
    self.gain = gain
  }

  /// One for each constraint that binds: without it another policy would be taken.
  ///
  /// - Parameters:
  ///   - policies: On the same random numbers, in the order in which equally good ones are preferred.
  ///   - best: The policy taken.
  package static func all(_ policies: [PolicyMeasurement], best: Int) -> [Relaxation] {
    guard let mine = policies[best].objective else { return [] }
    let goal = policies[best].goal
    return goal.constraints.indices.compactMap { constraint in
      let others = policies.indices.filter { index in
        policies[index].objective != nil
          && policies[index].constraints.indices.allSatisfy {
            $0 == constraint || policies[index].constraints[$0].outcome == .pass
          }
      }
      guard let free = others.min(by: { (policies[$0].cost, $0) < (policies[$1].cost, $1) }),
        policies[free].cost < policies[best].cost, let its = policies[free].objective
      else { return nil }
      let gain = mine.replicated.against(its.replicated) {
        goal.objective.cost($0) - goal.objective.cost($1)
      }
      return Relaxation(constraint: constraint, policy: free, gain: gain.estimate)
    }
  }
}
