import Scenarios

extension CallInputs {
  /// True where expected usage is linear in every length, so that means of lengths give it exactly.
  ///
  /// What breaks it: a token window that can fill, a minimum or a block that a growing prefix can
  /// meet, a price cliff or a limit of the context that a prompt of the panel can reach.
  func isLinear(turns: Int, threshold: Double) -> Bool {
    let exchanged =
      lengths.user.largestSum(rows: turns) + lengths.output.largestSum(rows: turns)
      + lengths.opening.largest
    if case .tokens(let limit) = history, exchanged > limit { return false }
    if let cache, cache.includesHistory,
      cache.blockTokens > 1 || cache.sharedPrefix.min() < cache.minimumTokens
    {
      return false
    }
    let bound = min(threshold, limit?.tokens ?? .infinity)
    if bound.isFinite {
      var largest = (fixedPrompt + lengths.retrieved.largest * retrievedScale).max()
      largest += lengths.user.largest + lengths.opening.largest + (history.isNone ? 0 : exchanged)
      if case .summary(let tokens, _, _) = history { largest += tokens }
      largest +=
        lengths.stepOutput.largestSum(rows: steps.count - 1)
        + lengths.stepResult.largestSum(rows: steps.count - 1)
      if largest >= bound { return false }
    }
    return true
  }
}

extension CallInputs {
  /// True where every length is one number, so that everything is exact at the mean.
  var isConstant: Bool {
    [
      lengths.retrieved, lengths.user, lengths.opening, lengths.output, lengths.stepOutput,
      lengths.stepResult,
    ].allSatisfy(\.isConstant)
  }
}

extension CallInputs.History {
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }
}

extension Workflow {
  /// Whether a turn that needs a model may not be sent.
  var mayHoldTurnsBack: Bool {
    if case .fail = atContextLimit { return true }
    return tokenBudget != nil
  }

  /// True where no trial changes what the panel integrates under this plan.
  func hasKnownSessions(_ plan: WorkflowPlan, _ scenario: Scenario) -> Bool {
    let requests = plan.tiers.flatMap(\.sideRequests)
    guard requests.allSatisfy({ $0.prompt.isKnown && $0.output.isKnown }),
      longTermMemory?.tokens.isKnown ?? true, summaryRequest?.tokens.isKnown ?? true,
      tokenBudget?.isKnown ?? true
    else { return false }
    if let learning = scenario.learning, !learning.promptTokensPerMonth.isKnown { return false }
    if case .windowTokens(let tokens) = memory, !tokens.isKnown { return false }
    guard scenario.harness.hasKnownTurnPrices, scenario.prices.hasKnownChanges else {
      return false
    }
    if calls.contains(where: { $0.cache != nil }), !secondsBetweenTurns.isKnown { return false }
    return calls.allSatisfy { call in
      let scalars =
        [call.prompt.system, call.prompt.tools, call.webSearches, call.tokenChoice.length]
        + (call.prompt.images.map { [$0.count] } ?? [])
        + (call.retry?.quantities ?? [])
        + (call.validation.map { [$0.failureRate, $0.prompt, $0.output] } ?? [])
      let events =
        [call.prompt.retrieved, call.prompt.user, call.prompt.opening, call.output]
        + (call.loop.map { [$0.steps, $0.toolResult] } ?? [])
        + (call.delegation.map { [$0.children] } ?? [])
      return scalars.allSatisfy(\.isKnown) && events.allSatisfy(\.isKnown)
    }
  }
}
