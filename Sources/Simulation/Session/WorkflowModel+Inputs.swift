import Foundation
import Scenarios

extension WorkflowModel {
  /// What is asked beside the answers.
  func requests(_ tierPlan: TierPlan, _ inputs: Inputs) -> [SideRequestInputs] {
    tierPlan.sideRequests.filter { request in
      effects.contains(request.effect)
        && (effects.contains(.routing) || tierPlan.answers.contains(request.call))
    }.map { request in
      SideRequestInputs(
        item: request.item, prompt: inputs(request.prompt) * request.tokenScale,
        output: inputs(request.output) * request.tokenScale,
        readsCall: places(of: [request.call], tierPlan)[0], reading: request.reading,
        readScale: request.tokenScale / tierPlan.calls[request.call].tokenScale)
    }
  }

  /// Places among the calls of ``callInputs(_:_:turns:learningMonths:inputs:)``.
  func places(of calls: [Int], _ tierPlan: TierPlan) -> [Int] {
    effects.contains(.routing)
      ? calls : calls.map { call in tierPlan.answers.firstIndex(of: call)! }
  }

  /// The calls of a session on one tier, in its order; only those whose answers are kept where the
  /// effect of routing is off.
  ///
  /// - Parameter learningMonths: By lane, the last one for those behind it too.
  func callInputs(
    _ tierPlan: TierPlan, _ trial: WorkflowTrial, turns: Int, learningMonths: ArraySlice<Int>,
    inputs: Inputs
  ) -> [CallInputs] {
    var promptFactor = Lanes(repeating: 1)
    if let learning {
      let factor = 1 + inputs(learning.promptTokensPerMonth)
      for lane in promptFactor.indices {
        let month = learningMonths.dropFirst(lane).first ?? learningMonths.last ?? 0
        promptFactor[lane] = pow(factor, Double(month))
      }
    }
    let recalled =
      effects.contains(.history) ? workflow.longTermMemory.map { inputs($0.tokens) } ?? 0 : 0
    let answered =
      effects.contains(.routing) ? tierPlan.calls : tierPlan.answers.map { tierPlan.calls[$0] }
    return answered.map { callPlan in
      let call = callPlan.call
      let index = callPlan.source
      let builder = builders[index]
      let scale = callPlan.tokenScale
      let rule = OutputRule(call, tokenScale: scale, inputs)
      let loopRows = trial.steps[index].probabilities.count - 1
      func column(_ field: EventQuantity, _ slot: LengthBuilder.Slot, _ rule: OutputRule? = nil)
        -> LengthColumn
      {
        builder.column(
          field, slot: slot,
          rows: slot.isStep ? loopRows : slot == .opening ? min(turns, 1) : turns, inputs: inputs,
          lawsAtMean: lawsAtMean, rule: rule)
      }
      let system = inputs(call.prompt.system) * promptFactor * scale
      let tools =
        inputs(call.prompt.tools) * promptFactor * scale + callPlan.hiddenToolPrompt
      let imageTokens =
        call.prompt.images.map { inputs($0.count) * callPlan.tokensPerImage } ?? 0
      let zero = LengthColumn(constant: 0)
      return CallInputs(
        item: callPlan.item, fixedPrompt: system + tools + recalled * scale,
        retrievedScale: promptFactor,
        webSearches: inputs(call.webSearches), tokenScale: scale, imageTokens: imageTokens,
        lengths: CallLengths(
          retrieved: column(call.prompt.retrieved, .retrieved).scaled(by: scale),
          user: column(call.prompt.user, .user).scaled(by: scale, plus: imageTokens),
          opening: column(call.prompt.opening, .opening).scaled(by: scale),
          output: column(call.output, .output, rule),
          stepOutput: loopRows > 0 ? column(call.output, .stepOutput, rule) : zero,
          stepResult: loopRows > 0
            ? column(call.loop!.toolResult, .stepResult).scaled(by: scale) : zero),
        history: history(inputs, tokenScale: scale), limit: limit(callPlan, inputs),
        cache: cache(
          call, callPlan, trial.gaps[index], system: system, tools: tools),
        retry: callPlan.isFallback ? .none : trial.retries[index],
        share: callPlan.isFallback ? 1 - trial.arrived[index] : 1, isFallback: callPlan.isFallback,
        checker: callPlan.checkerItem.flatMap { item in
          guard let validation = call.validation, effects.contains(.validation) else { return nil }
          return CallInputs.Checker(
            item: item, prompt: inputs(validation.prompt) * callPlan.checkerTokenScale,
            output: inputs(validation.output) * callPlan.checkerTokenScale,
            readScale: callPlan.checkerTokenScale / scale, rounds: trial.rounds[index])
        },
        steps: trial.steps[index].probabilities, stepsAtLeast: trial.steps[index].atLeast,
        descendants: trial.descendants[index],
        repeats: hasBudget ? repeats(callPlan, inputs) : .none)
    }
  }

  private func repeats(_ callPlan: CallPlan, _ inputs: Inputs) -> CallRepeats {
    let call = callPlan.call
    let validation =
      callPlan.isFallback || !effects.contains(.validation) ? nil : call.validation
    return CallRepeats(
      retry: SampledRetry(
        callPlan.isFallback || !effects.contains(.retries) ? nil : call.retry, inputs),
      rejection: validation.map { inputs($0.failureRate) } ?? 0,
      maxRounds: validation?.maxRounds ?? 1)
  }

  /// `nil` where sessions end when their user is done.
  func budget(_ inputs: Inputs) -> TokenBudget? {
    guard hasBudget, let tokens = workflow.tokenBudget else { return nil }
    return TokenBudget(tokens: inputs(tokens))
  }

  /// The budget of the spreadsheet's one turn matters to none.
  var hasBudget: Bool { workflow.tokenBudget != nil && effects.contains(.turns) }

  private func history(_ inputs: Inputs, tokenScale: Double) -> CallInputs.History {
    guard effects.contains(.history) else { return .none }
    switch workflow.memory {
    case .none: return .none
    case .full: return .full
    case .windowTurns(let turns): return .turns(turns)
    case .windowTokens(let tokens): return .tokens(inputs(tokens) * tokenScale)
    case .summary(let summary):
      return .summary(
        inputs(summary.request.tokens) * tokenScale, keepTurns: summary.keepTurns,
        everyTurns: summary.everyTurns)
    }
  }

  private func limit(_ callPlan: CallPlan, _ inputs: Inputs) -> CallInputs.Limit? {
    guard effects.contains(.history), callPlan.maximumInputTokens.isFinite else { return nil }
    let rule: CallInputs.Limit.Rule =
      switch workflow.atContextLimit {
      case .truncate: .truncate
      case .fail: .fail
      case .summarise(let request): .summarise(inputs(request.tokens) * callPlan.tokenScale)
      }
    return CallInputs.Limit(tokens: callPlan.maximumInputTokens, rule: rule)
  }

  private func cache(
    _ call: Call, _ callPlan: CallPlan, _ gap: (ownHit: Double, covered: Double), system: Lanes,
    tools: Lanes
  ) -> CallInputs.Cache? {
    guard effects.contains(.cache), !callPlan.isFallback, let policy = call.cache else {
      return nil
    }
    // A prefix ends at the first part that is sent but not cached.
    let reachesSystem = policy.tools || tools == .zero
    let reachesHistory = reachesSystem && (policy.system || system == .zero)
    let includesMessage = policy.history && reachesHistory && policy.message
    let isBetween = !call.prompt.retrieved.isZero || workflow.longTermMemory != nil
    return CallInputs.Cache(
      sharedPrefix: (policy.tools ? tools : .zero)
        + (policy.system && reachesSystem ? system : .zero),
      includesHistory: policy.history && reachesHistory, includesMessage: includesMessage,
      carriesMessage: includesMessage && !isBetween, ttl: policy.ttl, ownHit: gap.ownHit,
      meanCoveredGap: gap.covered, minimumTokens: callPlan.minimumCacheTokens,
      blockTokens: callPlan.cacheBlockTokens)
  }
}
