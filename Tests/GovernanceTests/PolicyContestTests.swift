import Economics
import Governance
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// How sure it is which policy is best, on trials that a test chooses.
struct PolicyContestTests {
  private static let scenario = HandMade.scenario(weeks: 1)

  /// A policy whose cost in each trial, and share of successes, are given.
  private static func policy(
    _ costs: [Double], success: Double = 1, constraints: [String] = [],
    objective: String = "mean(cost.total)"
  ) throws -> PolicyMeasurement {
    var columns: [ColumnKey: TrialSeries] = [:]
    for flow in Flow.allCases {
      let values: [Double] =
        switch flow {
        case .inferenceCost: costs
        case .units: costs.map { _ in 1 }
        case .successes: costs.map { _ in success }
        default: costs.map { _ in 0 }
        }
      for period in [Period.total, .month(0)] {
        columns[ColumnKey(flow, period: period)] = TrialSeries(values)
      }
    }
    let evaluator = MetricEvaluator(
      SimulationResult(
        scenario: scenario, options: SimulationOptions(), trials: costs.count, randomisations: 16,
        months: MonthGrid(weeks: 1),
        strategies: [
          StrategyResult(
            name: nil, columns: columns, breakdown: [],
            variance: VarianceShares(uncertainty: 0, demand: 0, request: 0))
        ], assumptionValues: [], notes: []))
    let goal = OptimizationGoal(
      objective: try Objective(.minimize, parsing: objective, in: scenario),
      constraints: try constraints.map {
        try OptimizationGoal.constraint(parsing: $0, in: scenario)
      })
    return PolicyMeasurement(goal, on: evaluator)
  }

  private static func noise(_ random: inout TestRandom, _ count: Int = 64) -> [Double] {
    (0..<count).map { _ in random.normal() }
  }

  /// Whatever the truth may be, all being equally likely: of policies said to be the best with these
  /// probabilities, as many are as the probabilities sum to. The bound is five standard errors.
  @Test func theProbabilityIsWhatItSays() throws {
    var random = TestRandom(seed: 5)
    var (stated, right, variance) = (0.0, 0.0, 0.0)
    for _ in 0..<300 {
      // In standard errors of the difference of two means of 64.
      let truth = (8 * random.uniform() - 4) * (2.0 / 64).squareRoot()
      let first = Self.noise(&random)
      let second = Self.noise(&random).map { $0 + truth }
      let contest = try #require(
        PolicyContest([try Self.policy(first), try Self.policy(second)], seed: 1))
      stated += contest.probabilityBest
      variance += contest.probabilityBest * (1 - contest.probabilityBest)
      right += (contest.best == 0) == (truth > 0) ? 1 : 0
    }
    #expect(abs(stated - right) < 5 * variance.squareRoot(), "\(stated), \(right)")
    #expect(stated > 200 && stated < 295)
  }

  @Test func noiseThatPoliciesShareCancels() throws {
    var random = TestRandom(seed: 6)
    let noise = Self.noise(&random).map { 1000 * $0 }
    let contest = try #require(
      PolicyContest(
        [try Self.policy(noise.map { $0 + 0.5 }), try Self.policy(noise)], seed: 1))
    #expect(contest.best == 1 && contest.next == 0)
    #expect(contest.probabilityBest == 1)
    let costs = try #require(contest.nextCostsMore)
    #expect(abs(costs.value - 0.5) < 1e-9 && costs.error < 1e-9)
    #expect(contest.betterThanNext?.estimate.value == 1)
  }

  /// Sure of the mean, and still worse in a quarter of what may happen.
  @Test func theTwoDoubtsAreTwoThings() throws {
    let first = (0..<64).map { $0 % 4 == 0 ? 12.0 : 8 }
    let contest = try #require(
      PolicyContest(
        [try Self.policy(first), try Self.policy(first.map { _ in 10.0 })], seed: 1))
    #expect(contest.best == 0 && contest.probabilityBest == 1)
    #expect(contest.nextCostsMore?.value == 1)
    #expect(contest.betterThanNext?.estimate.value == 0.75)
  }

  @Test func equalPoliciesAreTiesAndTheFirstIsTaken() throws {
    let values = (0..<64).map { Double($0 % 7) }
    let policies = try [values.map { $0 + 1 }, values, values].map { try Self.policy($0) }
    let contest = try #require(PolicyContest(policies, seed: 1))
    #expect(contest.best == 1 && contest.ties == [2] && contest.next == 0)
  }

  @Test func onlyPoliciesThatKeepTheirConstraintsTakePart() throws {
    let goal = ["mean(quality.success) >= 0.9"]
    func policy(_ cost: Double, _ success: Double) throws -> PolicyMeasurement {
      try Self.policy(
        [Double](repeating: cost, count: 64), success: success, constraints: goal)
    }
    let policies = try [policy(1, 0.5), policy(3, 0.95), policy(2, 0.8), policy(4, 0.99)]
    let contest = try #require(PolicyContest(policies, seed: 1))
    #expect(contest.best == 1 && contest.next == 3)
    let relaxed = Relaxation.all(policies, best: 1)
    #expect(relaxed.map(\.constraint) == [0] && relaxed[0].policy == 0)
    #expect(relaxed[0].gain == Estimate(value: 2, error: 0))
    #expect(PolicyContest(Array(policies[..<1]), seed: 1) == nil)
    // By a tenth of the limit.
    #expect(abs(try policy(1, 0.81).violation - 0.1) < 1e-12)
  }

  /// The best, the best without the constraint, and the front; not what measures as another does.
  @Test func theShortlistHoldsWhatMatters() throws {
    func policy(_ cost: Double, _ success: Double) throws -> PolicyMeasurement {
      try Self.policy(
        [Double](repeating: cost, count: 64), success: success,
        constraints: ["mean(quality.success) >= 0.9"])
    }
    // A hundred dominated ones, then a front of three.
    var policies = try (0..<100).map { try policy(10 + Double($0), 0.95) }
    policies += try [policy(5, 0.95), policy(2, 0.6), policy(8, 0.97), policy(5, 0.95)]
    let list = PolicyShortlist(policies)
    #expect(Set([100, 101, 102]).isSubset(of: list.policies))
    #expect(list.repeated == 1 && list.omitted == 0)
    #expect(list.policies.count <= PolicyShortlist.most)
  }

  /// The second costs a hair more on these trials, by a difference within its error, and nothing else is better
  /// in both; the third costs more in every trial.
  @Test func theShortlistHoldsWhatOnlyChanceKeepsOffTheFront() throws {
    var random = TestRandom(seed: 7)
    let noise = Self.noise(&random)
    let other = Self.noise(&random)
    let shift = (noise.reduce(0, +) - other.reduce(0, +)) / 64
    func policy(_ costs: [Double], _ success: Double) throws -> PolicyMeasurement {
      try Self.policy(
        costs, success: success, constraints: ["mean(quality.success) >= 0.5"])
    }
    let successes = [0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67]
    let front = try successes.map { try policy(noise.map { 90 + $0 }, $0) }
    let list = PolicyShortlist(
      front + [
        try policy(other.map { 90 + $0 + shift + 0.01 }, 0.67),
        try policy(noise.map { 90 + $0 + 0.01 }, 0.67),
      ])
    #expect(list.policies.contains(8))
    #expect(!list.policies.contains(9))
  }

  @Test func anObjectiveThatNoTrialDefinesIsNoPolicy() throws {
    let scenario = Self.scenario
    let undefined = try Self.policy([Double](repeating: 1, count: 64), success: 0)
    #expect(undefined.objective != nil)
    let objective = "mean(cost.perSuccessfulUnit)"
    _ = try Objective(.minimize, parsing: objective, in: scenario)
    let policy = try Self.policy(
      [Double](repeating: 1, count: 64), success: 0, objective: objective)
    #expect(policy.objective == nil && policy.cost == .infinity)
    #expect(PolicyContest([policy], seed: 1) == nil)
  }
}
