import Economics
import Governance
import Scenarios
import Simulation
import Summaries

/// The simulations that a check of gates needs: the scenario and its base, with more trials as long
/// as a gate is inconclusive, and the scenario with a cache where a policy asks what it would save.
struct GateRuns {
  let feature: FeatureScenario
  let plan: GatePlan
  let options: RunOptions
  private(set) var reports: [RuleReport] = []
  private var outcome: (head: MetricEvaluator, base: MetricEvaluator?)?

  init(feature: FeatureScenario, plan: GatePlan, options: RunOptions) {
    self.feature = feature
    self.plan = plan
    self.options = options
  }

  var head: MetricEvaluator {
    guard let outcome else { preconditionFailure("nothing was simulated yet") }
    return outcome.head
  }

  private func simulation(
    progress: (@Sendable (Double) -> Void)?
  ) throws(CogcastError) -> JointSimulation {
    JointSimulation(
      over: [feature.scenario] + (plan.base.map { [$0] } ?? []), try options.simulation(.full),
      progress: progress)
  }

  /// Simulates until every gate is decided or no more trials are allowed.
  mutating func decide(progress: (@Sendable (Double) -> Void)?) async throws(CogcastError) {
    let looks = options.looksAtGates
    let simulation = try simulation(progress: progress)
    var (trials, precision) = (options.trials, options.precision)
    while true {
      let results = try await simulation.run(plan.parts, trials: trials, precision: precision)
      let (head, base) = (results[0], results.dropFirst().first)
      outcome = (head, base)
      reports = plan.reports(on: head, base: base, looks: looks)
      trials = 2 * head.result.trials
      precision = nil
      guard reports.contains(where: \.isUndecided), trials <= options.gateTrials else { return }
    }
  }

  /// Measures what a cache would save on each call without one.
  func reports(
    on rule: CacheRule, places: ScenarioPlaces
  ) async throws(CogcastError) -> [RuleReport] {
    let scenario = feature.scenario
    let trials = try await trials(of: scenario, plain: head)
    var broken: Set<String> = []
    if let base = plan.base, let plain = outcome?.base {
      broken = rule.broken(by: try await self.trials(of: base, plain: plain))
    }
    return rule.reports(
      on: scenario, trials: trials, brokenBefore: broken, locate: places.location)
  }

  private func trials(
    of scenario: Scenario, plain: MetricEvaluator
  ) async throws(CogcastError) -> [CacheRule.Trial] {
    let calls = CacheRule.candidates(in: scenario)
    let cached = try await simulation(progress: nil).run(
      calls.map { JointSimulation.Part(scenario: scenario.caching($0)) },
      trials: plain.result.trials)
    return zip(calls, cached).map { CacheRule.Trial(call: $0, plain: plain, cached: $1) }
  }
}

extension RunOptions {
  /// How often gates are judged at most: once, and again after each doubling.
  var looksAtGates: Int {
    var looks = 1
    var trials = trials
    while 2 * trials <= gateTrials {
      trials *= 2
      looks += 1
    }
    return looks
  }
}

extension RuleReport {
  /// More trials may decide it.
  fileprivate var isUndecided: Bool { outcome == .inconclusive && !isOpen }
}
