import Economics
import Scenarios
import Simulation
import Summaries

extension CacheRule {
  /// Confidence of the interval that a saving must lie beyond.
  private static let confidence = 0.99

  /// The calls that have no cache; each is measured with one.
  package static func candidates(in scenario: Scenario) -> [PlacedCall] {
    scenario.placedCalls.filter { $0.call.cache == nil }
  }

  /// What a cache would save: the forecast as it is, and with a cache on the call, both on the same
  /// random numbers.
  package struct Trial {
    package let call: PlacedCall
    package let plain: MetricEvaluator
    package let cached: MetricEvaluator

    package init(call: PlacedCall, plain: MetricEvaluator, cached: MetricEvaluator) {
      self.call = call
      self.plain = plain
      self.cached = cached
    }
  }

  /// - Parameters:
  ///   - brokenBefore: Paths of the calls for which the base did not keep the rule.
  ///   - locate: Place of a JSON pointer in the scenario's file.
  package func reports(
    on scenario: Scenario, trials: [Trial], brokenBefore: Set<String> = [],
    locate: (String) -> SourceLocation
  ) -> [RuleReport] {
    let found = trials.map { ($0.call, saving(in: $0)) }
    let open = found.filter { $0.1.verdict != .pass }
    guard !open.isEmpty else {
      let sentence =
        trials.isEmpty
        ? "Every call has a cache."
        : "No call without cache would save \(percent(saving)) of the cost with one."
      return [report(scenario, .pass, sentence, location: nil)]
    }
    return open.map { call, saving in
      let wasBroken = saving.verdict == .fail && brokenBefore.contains(call.path)
      let outcome =
        saving.verdict == .fail
        ? "add \"cache\": { \"ttl\": \"5m\" } to it."
        : "more trials would tell whether that is more than \(percent(self.saving))."
      return report(
        scenario, saving.verdict,
        "A cache on `\(call.path)` would save about \(percent(saving.value)) of the total cost; "
          + outcome + (wasBroken ? " It was so in the base already." : ""),
        location: locate(call.pointer), wasBroken: wasBroken)
    }
  }

  /// Paths of the calls that do not keep the rule.
  package func broken(by trials: [Trial]) -> Set<String> {
    Set(trials.filter { saving(in: $0).verdict == .fail }.map(\.call.path))
  }

  private func report(
    _ scenario: Scenario, _ outcome: Verdict, _ sentence: String, location: SourceLocation?,
    wasBroken: Bool = false
  ) -> RuleReport {
    RuleReport(
      rule: .cache, title: "a cache where it saves \(percent(saving))", level: level,
      outcome: outcome, origin: .scenario, location: location, selection: scenario.callsInWords,
      sentence: sentence, wasBroken: wasBroken)
  }

  /// The share of the mean total that the cache saves, and whether that is at most what may be left
  /// lying.
  private func saving(in trial: Trial) -> (value: Double, verdict: Verdict) {
    let total = MetricReference(.costTotal)
    func mean(_ evaluator: MetricEvaluator) -> Replicated? {
      Replicated(
        evaluator.series(for: total).expected, randomisations: evaluator.result.randomisations,
        statistic: SortedStatistic.mean)
    }
    guard let plain = mean(trial.plain), let cached = mean(trial.cached) else {
      return (0, .pass)
    }
    let share = plain.against(cached) { $0 > 0 ? 1 - $1 / $0 : 0 }
    let interval = share.estimate.interval(
      level: Self.confidence, randomisations: share.replicates.count)
    return (
      share.value, Comparison.lessOrEqual.verdict(share.value, in: interval, limit: saving)
    )
  }

  private func percent(_ share: Double) -> String { "\(Wording.rounded(100 * share)) %" }
}

extension Scenario {
  /// The same scenario with a cache of five minutes for instructions, tools and history on one call.
  package func caching(_ place: PlacedCall) -> Scenario {
    var workflows = workflows
    let old = workflows[place.workflow]
    var calls = old.calls
    calls[place.index] = calls[place.index].cached
    workflows[place.workflow] = old.replacing(calls: calls)
    return Scenario(
      name: name, unit: unit, attribution: attribution, horizon: horizon, prices: prices,
      models: models, assumptions: assumptions, segments: segments, demand: demand,
      workflows: workflows, routing: routing, capacities: capacities, harness: harness,
      fixed: fixed, commitments: commitments, value: value,
      learning: learning, correlations: correlations, planned: planned, gates: gates,
      warnings: warnings, inputs: inputs)
  }
}

extension Call {
  fileprivate var cached: Call {
    Call(
      name: name, model: model, prompt: prompt, output: output, maxTokens: maxTokens,
      tokenChoice: tokenChoice, serviceTier: serviceTier, mustUseTool: mustUseTool,
      webSearches: webSearches,
      cache: CachePolicy(ttl: .fiveMinutes, tools: true, system: true, history: true),
      retry: retry, validation: validation, loop: loop, delegation: delegation,
      labels: labels)
  }
}
