import Scenarios

/// What the engine makes of a count that varies.
package struct CountFigures: Sendable {
  /// `probabilities[n]` = P(N = n).
  package let probabilities: [Double]

  /// `atLeast[n]` = P(N ≥ n), one element longer.
  package var atLeast: [Double] {
    var tails = [Double](repeating: 0, count: probabilities.count + 1)
    for n in probabilities.indices.reversed() { tails[n] = tails[n + 1] + probabilities[n] }
    return tails
  }

  package var mean: Double { expectation { $0 } }
  package var variance: Double { expectation { $0 * $0 } - mean * mean }
  /// E[N (N − 1)].
  package var pairs: Double { expectation { $0 * ($0 - 1) } }

  /// The smallest count that is not exceeded with this probability.
  package func quantile(_ probability: Double) -> Double {
    var below = 0.0
    for (count, mass) in probabilities.enumerated() {
      below += mass
      if below >= probability { return Double(count) }
    }
    return Double(probabilities.count - 1)
  }

  package func expectation(_ value: (Double) -> Double) -> Double {
    probabilities.enumerated().reduce(0) { $0 + $1.element * value(Double($1.offset)) }
  }
}

/// What the engine makes of a retry policy or of a validation.
package struct RepetitionFigures: Sendable {
  /// Attempts of a request, or rounds of a turn.
  package let count: Double
  /// Attempts that are billed, in requests.
  package let billed: Double
  /// Probability that one attempt succeeds, or that the last round is accepted.
  package let delivered: Double

  init(count: Double, billed: Double, delivered: Double) {
    self.count = count
    self.billed = billed
    self.delivered = delivered
  }

  init(_ moments: RetryMoments) {
    self.init(count: moments.attempts, billed: moments.billed, delivered: moments.delivered)
  }
}

extension EnginePoint {
  /// Turns of a session before bypass and response cache.
  package func turns(_ workflow: Int) -> CountFigures {
    CountFigures(
      probabilities: CountLaw(
        scenario.workflows[workflow].turns, minimum: 1, inputs: inputs
      ).probabilities)
  }

  /// Turns of a session that reach a model.
  package func modelTurns(_ workflow: Int) -> CountFigures {
    CountFigures(probabilities: trials[workflow].turns.probabilities)
  }

  /// The counts that a field stands for, of turns and of steps before their limit; `nil` for any other.
  package func count(_ event: EventQuantity) -> CountFigures? {
    for workflow in scenario.workflows {
      if workflow.turns.path == event.path {
        return CountFigures(
          probabilities: CountLaw(event, minimum: 1, inputs: inputs).probabilities)
      }
      if workflow.calls.contains(where: { $0.loop?.steps.path == event.path }) {
        return CountFigures(
          probabilities: CountLaw(event, minimum: 0, inputs: inputs).probabilities)
      }
    }
    return nil
  }

  /// How sessions end before learning, over all tiers: turns that are sent to a model, and the share of
  /// sessions in which a turn is not because of the token budget.
  package func ends(_ workflow: Int) -> (turnsSent: Double, atBudget: Double) {
    zip(routes(workflow), trials[workflow].ends[0]).reduce((0, 0)) {
      ($0.0 + $1.0.share * $1.1.turns, $0.1 + $1.0.share * $1.1.atBudget)
    }
  }

  /// Turns that reach a model were there no response cache.
  package func turnsWithoutCache(_ workflow: Int) -> CountFigures {
    let bypass = inputs(scenario.workflows[workflow].bypass)
    return CountFigures(
      probabilities: CountLaw(
        scenario.workflows[workflow].turns, minimum: 1, inputs: inputs
      ).thinned(dropping: bypass).probabilities)
  }

  /// US dollars of looking up a session's turns.
  package func lookups(_ workflow: Int) -> Double { trials[workflow].lookupsPerSession }

  /// Tool steps of a turn.
  package func steps(_ loop: Loop) -> CountFigures {
    CountFigures(
      probabilities: CountLaw(
        loop.steps, minimum: 0, cap: loop.maxSteps, inputs: inputs
      ).probabilities)
  }

  /// A request outside of outages.
  package func retry(_ retry: Retry) -> RepetitionFigures {
    RepetitionFigures(RetryStates(retry, inputs: inputs).normal)
  }

  /// A request in an outage; as outside of outages where there is none.
  package func outage(_ retry: Retry) -> RepetitionFigures {
    let states = RetryStates(retry, inputs: inputs)
    return RepetitionFigures(states.outage ?? states.normal)
  }

  /// A request in either state.
  package func attempts(_ retry: Retry) -> (count: Double, billed: Double) {
    let states = RetryStates(retry, inputs: inputs)
    return (states.attempts, states.billed)
  }

  /// Share of a failed attempt's cost that is billed, over all kinds of failure.
  package func billedShare(_ retry: Retry) -> Double {
    FailureBilling(retry, inputs: inputs).mean
  }

  /// Runs of a turn besides the one that it starts.
  package func descendants(_ delegation: Delegation) -> CountFigures {
    CountFigures(probabilities: Descendants(delegation, inputs).probabilities)
  }

  package func rounds(_ validation: Validation) -> RepetitionFigures {
    let moments = RoundMoments(validation, inputs: inputs)
    return RepetitionFigures(
      count: 1 + moments.mean, billed: 1 + moments.mean, delivered: moments.accepted)
  }

  /// P(every request of a turn gets through).
  package func arrived(_ workflow: Int, call: Int) -> Double {
    trials[workflow].arrived[call]
  }

  /// Share of the turns looked up that the response cache answers; `nil` without one.
  package func responseHits(_ workflow: Int) -> Double? {
    guard let cache = scenario.workflows[workflow].responseCache else { return nil }
    let model = ResponseCacheModel(cache)
    let lookups = turns(workflow).mean * (1 - inputs(scenario.workflows[workflow].bypass))
    return model.hitRate(inputs, lookups: arrivals(workflow).map { $0 * lookups })
  }

  /// US dollars of one lookup.
  package func lookupPrice(_ cache: ResponseCache) -> Double {
    ResponseCacheModel(cache).price(inputs)
  }

  /// Che's characteristic time of a cache of so many answers, counted in questions.
  package func characteristicTime(_ rule: ResponseCache.Popularity) -> Double {
    guard let capacity = rule.capacity else { return .infinity }
    return ZipfPopularity(questions: rule.questions, exponent: inputs(rule.exponent))
      .characteristicTime(capacity: capacity)
  }

  /// Expected tokens of a prompt by turn, from the first, were no other mechanism there; in tokens of
  /// the model that answers on the last tier.
  package func promptByTurn(_ workflow: Int, call: Int) -> [Double] {
    let model = probe.prompts[workflow]
    guard let tier = model.plan.tiers.last else { return [] }
    let trial = model.trial(inputs, weekly: arrivals(workflow))
    let turns = max(trial.turns.probabilities.count - 1, 0)
    let usage = model.meanUsage(
      tier: model.plan.tiers.count - 1, trial, turns: turns, learningMonths: 0, inputs: inputs)
    let place = tier.calls[tier.answers[call]].item * MeanUsage.metersPerItem
    return (0..<turns).map { turn in
      usage.base[turn * usage.columns + place] + usage.base[turn * usage.columns + place + 4]
    }
  }

  /// Whether those tokens are the sum of what is sent: no turn reaches a limit of its model, a window of
  /// tokens or a price cliff, and no budget ends the session.
  package func promptsAreSums(_ workflow: Int) -> Bool {
    let model = probe.prompts[workflow]
    guard let tier = model.plan.tiers.last, !model.hasBudget else { return false }
    let trial = model.trial(inputs, weekly: arrivals(workflow))
    let turns = max(trial.turns.probabilities.count - 1, 0)
    return model.callInputs(tier, trial, turns: turns, learningMonths: [0], inputs: inputs)
      .allSatisfy { $0.isLinear(turns: turns, threshold: tier.items[$0.item].longThreshold) }
  }

  /// What makes the first prompt beyond the parts that the scenario names: tokens of the model for
  /// each of the scenario, the provider's hidden prompt, and pictures.
  package func promptExtras(
    _ workflow: Int, call: Int
  ) -> (scale: Double, hidden: Double, perImage: Double, limit: Double, model: String) {
    let tier = probe.prompts[workflow].plan.tiers.last!
    let plan = tier.calls[tier.answers[call]]
    return (
      plan.tokenScale, plan.hiddenToolPrompt, plan.tokensPerImage, plan.maximumInputTokens,
      plan.modelName
    )
  }
}
