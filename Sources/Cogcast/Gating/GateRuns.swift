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

  /// One layout over both: an input that they share has the same draw in both.
  private var layout: OuterLayout {
    OuterLayout([feature.scenario] + (plan.base.map { [$0] } ?? []))
  }

  /// Simulates until every gate is decided or no more trials are allowed.
  mutating func decide(progress: (@Sendable (Double) -> Void)?) async throws(CogcastError) {
    let looks = options.looksAtGates
    var options = try self.options.simulation(strategies: plan.strategies)
    options.extraColumns = plan.columns
    while true {
      let head = try await FeatureScenario.evaluator(
        feature.scenario, options, layout: layout, progress: progress)
      // The base takes as many trials as the precision of the head took.
      options.trials = head.result.trials
      options.precision = nil
      var base: MetricEvaluator?
      if let scenario = plan.base {
        base = try await FeatureScenario.evaluator(
          scenario, plan.options(options, of: scenario), layout: layout, progress: progress)
      }
      outcome = (head, base)
      reports = plan.reports(on: head, base: base, looks: looks)
      guard reports.contains(where: \.isUndecided), 2 * options.trials <= self.options.gateTrials
      else { return }
      options.trials *= 2
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
    var options = try self.options.simulation(
      strategies: scenario.routing.map { [$0.use] } ?? [])
    options.trials = plain.result.trials
    options.precision = nil
    var trials: [CacheRule.Trial] = []
    for call in CacheRule.candidates(in: scenario) {
      let cached = try await FeatureScenario.evaluator(
        scenario.caching(call), options, layout: layout, progress: nil)
      trials.append(CacheRule.Trial(call: call, plain: plain, cached: cached))
    }
    return trials
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
