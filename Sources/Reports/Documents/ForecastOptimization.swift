import Governance
import Scenarios
import Simulation
import Summaries

/// Everything that one search for the best policy prints.
package struct ForecastOptimization: Sendable {
  package let run: RunRecord
  package let goal: OptimizationGoal
  package let decisions: [Choice]
  package let search: Search
  /// The policies measured with all trials, the best objective first; the file's own is among them.
  package let policies: [Policy]
  /// Index of the file as it is.
  package let base: Int
  /// `nil` where no policy is shown to keep every constraint.
  package let contest: Contest?
  /// Where there is no contest: the policy that breaks its constraints least.
  package let closest: Int
  package let warnings: [Warning]

  /// One decision.
  package struct Choice: Sendable {
    /// Dotted path.
    package let path: String
    /// What is allowed, in words.
    package let allowed: String
    /// What the file has there; `nil` for nothing.
    package let current: JSONText?

    package init(path: String, allowed: String, current: JSONText?) {
      self.path = path
      self.allowed = allowed
      self.current = current
    }
  }

  /// How policies were looked for.
  package struct Search: Sendable {
    package enum Method: String, Sendable {
      /// Every policy was measured.
      case exhaustive
      /// NSGA-II, then a pattern search from its best.
      case search = "nsga-ii"
    }

    package let method: Method
    /// Policies there are; `nil` where they are more than can be counted.
    package let policies: Int?
    /// Policies measured.
    package let evaluated: Int
    /// Policies that the scenario's own rules refuse.
    package let refused: Int
    /// Why one of them is refused.
    package let refusal: String?
    /// Trials of the first measurement.
    package let trials: Int
    /// Policies that measure exactly as another does.
    package let repeated: Int
    /// Policies of the front that were not measured again.
    package let omitted: Int

    package init(
      method: Method, policies: Int?, evaluated: Int, refused: Int, refusal: String?, trials: Int,
      repeated: Int, omitted: Int
    ) {
      self.method = method
      self.policies = policies
      self.evaluated = evaluated
      self.refused = refused
      self.refusal = refusal
      self.trials = trials
      self.repeated = repeated
      self.omitted = omitted
    }
  }

  package struct Policy: Sendable {
    /// One for each decision; `nil` where the file has nothing.
    package let values: [JSONText?]
    /// Indices of the decisions that are not as in the file.
    package let changes: [Int]
    /// False for a file that holds what its own decisions do not allow.
    package let isAllowed: Bool
    package let measurement: PolicyMeasurement
    /// Whether no other policy is better in one of objective and tradeoffs and as good in the rest.
    package let isOnFront: Bool

    package init(
      values: [JSONText?], changes: [Int], isAllowed: Bool, measurement: PolicyMeasurement,
      isOnFront: Bool
    ) {
      self.values = values
      self.changes = changes
      self.isAllowed = isAllowed
      self.measurement = measurement
      self.isOnFront = isOnFront
    }
  }

  /// The best policy, and how sure that is. Indices are into ``policies``.
  package struct Contest: Sendable {
    package let best: Int
    package let next: Int?
    package let ties: [Int]
    package let probabilityBest: Double
    package let nextCostsMore: Estimate?
    package let betterThanNext: ProbabilityEstimate?
    /// What the file's own policy costs more.
    package let baseCostsMore: Estimate?
    package let relaxations: [Relaxation]
    /// Policies with a better objective that may keep every constraint and may not.
    package let undecided: [Int]

    package init(
      best: Int, next: Int?, ties: [Int], probabilityBest: Double, nextCostsMore: Estimate?,
      betterThanNext: ProbabilityEstimate?, baseCostsMore: Estimate?, relaxations: [Relaxation],
      undecided: [Int]
    ) {
      self.best = best
      self.next = next
      self.ties = ties
      self.probabilityBest = probabilityBest
      self.nextCostsMore = nextCostsMore
      self.betterThanNext = betterThanNext
      self.baseCostsMore = baseCostsMore
      self.relaxations = relaxations
      self.undecided = undecided
    }
  }

  package init(
    run: RunRecord, goal: OptimizationGoal, decisions: [Choice], search: Search,
    policies: [Policy], base: Int, contest: Contest?, closest: Int, warnings: [Warning]
  ) {
    self.run = run
    self.goal = goal
    self.decisions = decisions
    self.search = search
    self.policies = policies
    self.base = base
    self.contest = contest
    self.closest = closest
    self.warnings = warnings
  }

  /// The policy that the report is about.
  package var leading: Policy { policies[contest?.best ?? closest] }

  /// Values of a policy that differ from the file, e.g. `routing.use = "cascade"`.
  package func changes(of policy: Policy) -> [String] {
    policy.changes.map { "\(decisions[$0].path) = \(policy.values[$0]?.compact ?? "nothing")" }
  }

  /// One sentence that a review can quote.
  package var headline: String { OptimizationHeadline(self).sentence }
}
