import Kernels
import Simulation
import Summaries

/// Policies on the same random numbers, and how sure it is which of them is best.
package struct PolicyContest: Sendable {
  /// Resamples of the randomisations; the probability is told to a percent.
  private static let resamples = 10_000

  /// Index of the best policy: of those that keep every constraint, the one with the best objective.
  package let best: Int
  /// The policy that would be taken if that one could not be; `nil` where there is no other.
  package let next: Int?
  /// Policies whose objective is the best one's exactly.
  package let ties: [Int]
  /// Probability, over the Monte Carlo error alone, that the best policy is the best of those that
  /// keep every constraint: as more trials would have it.
  package let probabilityBest: Double
  /// What the next policy costs more, positive for worse; the noise that both share cancels.
  package let nextCostsMore: Estimate?
  /// In how many of the trials, each one way that what is unknown may turn out, the best policy is
  /// better than the next.
  package let betterThanNext: ProbabilityEstimate?

  /// - Parameters:
  ///   - policies: In the order in which equally good ones are preferred.
  ///   - areNear: Whether two of them are as good as the same: what is near the best is no rival.
  /// - Returns: `nil` where no policy is shown to keep every constraint.
  package init?(
    _ policies: [PolicyMeasurement], seed: UInt64,
    areNear: (Int, Int) -> Bool = { _, _ in false }
  ) {
    let feasible = policies.indices.filter {
      policies[$0].verdict == .pass && policies[$0].objective != nil
    }
    let ranked = feasible.sorted { (policies[$0].cost, $0) < (policies[$1].cost, $1) }
    guard let best = ranked.first else { return nil }
    self.best = best
    let others = ranked.dropFirst()
    ties = others.filter { Self.isSame(policies[$0], policies[best]) }
    let rivals = others.filter {
      !Self.isSame(policies[$0], policies[best]) && !areNear($0, best)
    }
    next = rivals.first
    probabilityBest = Self.probability(policies[best], beating: rivals.map { policies[$0] }, seed)
    guard let next = rivals.first, let mine = policies[best].objective,
      let its = policies[next].objective
    else {
      nextCostsMore = nil
      betterThanNext = nil
      return
    }
    let goal = policies[best].goal.objective
    nextCostsMore =
      its.replicated.against(mine.replicated) { goal.cost($0) - goal.cost($1) }.estimate
    let isLow = goal.prefersLow
    betterThanNext = ProbabilityEstimate(
      its.series - mine.series, randomisations: policies[best].randomisations
    ) { isLow ? $0 > 0 : $0 < 0 }
  }

  private static func isSame(_ first: PolicyMeasurement, _ second: PolicyMeasurement) -> Bool {
    first.objective?.replicated == second.objective?.replicated
  }

  /// How often the best policy stays so when the randomisations are drawn anew, with replacement, all
  /// policies together.
  ///
  /// Deviations from the estimate are stretched by √(n / (n − 1)): the variance of a resampled mean
  /// is that much too small.
  ///
  /// - Source: Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), eq. 5.12 and section 6.
  private static func probability(
    _ best: PolicyMeasurement, beating rivals: [PolicyMeasurement], _ seed: UInt64
  ) -> Double {
    guard let mine = best.objective?.replicated, !rivals.isEmpty else { return 1 }
    let goal = best.goal.objective
    let count = mine.replicates.count
    let stretch = (Double(count) / Double(max(count - 1, 1))).squareRoot()
    let leads = rivals.compactMap { $0.objective?.replicated }.map { its in
      let lead = its.against(mine) { goal.cost($0) - goal.cost($1) }
      let middle = lead.replicates.reduce(0, +) / Double(count)
      return (value: lead.value, deviations: lead.replicates.map { ($0 - middle) * stretch })
    }.filter { $0.value.isFinite && $0.deviations.allSatisfy(\.isFinite) }
    guard leads.contains(where: { $0.deviations.contains { $0 != 0 } }) else { return 1 }
    var stream = RandomStream(seed: seed, RandomStream.hash("policy contest"))
    var wins = 0
    for _ in 0..<resamples {
      let drawn = (0..<count).map { _ in Int(stream.uniform() * Double(count)) }
      let stays = leads.allSatisfy { lead in
        lead.value + drawn.reduce(0) { $0 + lead.deviations[$1] } / Double(count) > 0
      }
      if stays { wins += 1 }
    }
    return Double(wins) / Double(resamples)
  }
}
