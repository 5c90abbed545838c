import Distributions
import Foundation
import Scenarios

/// What one trial says about the sessions of a workflow, before any tier or epoch.
struct WorkflowTrial {
  /// Model turns of a session.
  let turns: CountLaw
  /// The same without the far tail, for second and third moments.
  let momentTurns: CountLaw
  /// P(model turns ≥ n).
  let atLeast: [Double]
  /// E[(n - 1)+ | n ≥ 1]: gaps inside a session that reaches the model.
  let meanGaps: Double
  let bypass: Double
  /// By call: P(gap ≤ ttl) and E[min(gap, ttl)]; zeros without a cache.
  let gaps: [(ownHit: Double, covered: Double)]
  /// By call.
  let retries: [RetryMoments]
  let rounds: [RoundMoments]
  let steps: [CountLaw]
  /// By call: P(every request of a turn gets through).
  let arrived: [Double]
  /// By tier: P(the last turn's answer is complete and every call got through), of the answers that
  /// are kept.
  let delivered: [Double]

  /// Seconds that one session keeps a call's shared prefix cached, on average.
  ///
  /// Accesses of one session cover [access, access + ttl] each; with gaps g the union is
  /// ttl + Σ min(g, ttl) long. Session starts are Poisson, so the prefix is found cached with
  /// probability 1 - exp(-rate × mean length).
  ///
  /// - Source: Hall, "Introduction to the Theory of Coverage Processes" (1988), ch. 2 (Boolean
  ///   model on the line).
  func coverage(call: Int, ttl: Double) -> Double { ttl + meanGaps * gaps[call].covered }
}

/// The session moments of one workflow under one strategy, for one randomisation on one thread.
final class WorkflowModel {
  /// Tail of the turns that second and third moments leave out: 1e-6 moves a third moment of a
  /// geometric session under full memory by less than 1 %, and the noise it shapes by less.
  private static let momentTailMass = 1e-6

  let workflow: Workflow
  let plan: WorkflowPlan
  private let noise: NoisePrecision
  private let effects: EffectSet
  private let learning: Learning?
  private let harness: Harness
  /// What the spreadsheet counts before turns are switched on: one, unless the scenario says so.
  private let plannedTurns: Double
  private let builders: [LengthBuilder]
  /// True where no trial changes anything that the panel sees, so that tables serve all trials.
  let isTabulated: Bool
  /// How often expected usage came from means of lengths, and how often from the panel.
  private(set) var closedForms = 0
  private(set) var panels = 0
  /// The most turns that any trial so far can have: tables are made for all of them at once.
  private var mostTurns = 0
  private var mostMomentTurns = 0
  private var usageTables: [TableKey: MeanUsage] = [:]
  private var momentTables: [TableKey: CostMoments] = [:]

  private struct TableKey: Hashable {
    let tier: Int
    let epoch: Int
  }

  init(
    workflow: Workflow, plan: WorkflowPlan, scenario: Scenario, effects: EffectSet,
    builders: [LengthBuilder], noise: NoisePrecision = .fine
  ) {
    self.noise = noise
    self.workflow = workflow
    self.plan = plan
    self.effects = effects
    learning = effects.contains(.learning) ? scenario.learning : nil
    harness = scenario.harness
    plannedTurns = scenario.planned[workflow.turns.path] ?? 1
    self.builders = builders
    isTabulated = effects.contains(.averages) && workflow.hasKnownSessions(plan, scenario)
  }

  var lawsAtMean: Bool { !effects.contains(.averages) }

  func trial(_ inputs: Inputs) -> WorkflowTrial {
    var counts: CountLaw
    var bypass = 0.0
    if effects.contains(.turns) {
      bypass = inputs(workflow.bypass)
      counts = CountLaw(workflow.turns, minimum: 1, inputs: inputs).thinned(dropping: bypass)
    } else {
      counts = CountLaw(fixed: plannedTurns, minimum: 1, cap: nil)
    }
    let atLeast = counts.atLeast
    let any = atLeast.count > 1 ? atLeast[1] : 0
    let meanGaps = any > 0 ? (counts.mean - any) / any : 0
    var delivered = [Double](repeating: 1, count: plan.tiers.count)
    var gaps: [(ownHit: Double, covered: Double)] = []
    var retries: [RetryMoments] = []
    var rounds: [RoundMoments] = []
    var steps: [CountLaw] = []
    var arrived: [Double] = []
    for (index, call) in workflow.calls.enumerated() {
      gaps.append(gap(call, inputs))
      retries.append(RetryMoments(effects.contains(.retries) ? call.retry : nil, inputs: inputs))
      rounds.append(
        RoundMoments(effects.contains(.validation) ? call.validation : nil, inputs: inputs))
      if let loop = call.loop, effects.contains(.loops) {
        steps.append(CountLaw(loop.steps, minimum: 0, cap: loop.maxSteps, inputs: inputs))
      } else {
        steps.append(CountLaw(fixed: 0, minimum: 0, cap: nil))
      }
      var through = 0.0
      for (k, mass) in steps.last!.probabilities.enumerated() {
        through += mass * pow(retries.last!.delivered, Double(k + 1))
      }
      arrived.append(through)
      for (tier, tierPlan) in plan.tiers.enumerated() {
        let isCaught = tierPlan.hasFallback(for: index)
        let answered = through * rounds.last!.accepted + (isCaught ? 1 - through : 0)
        let scale = tierPlan.calls[tierPlan.answers[index]].tokenScale
        delivered[tier] *=
          completeness(call, tokenScale: scale, inputs) * answered
      }
    }
    let momentTurns = counts.truncated(tailMass: Self.momentTailMass)
    mostTurns = max(mostTurns, counts.probabilities.count - 1)
    mostMomentTurns = max(mostMomentTurns, momentTurns.probabilities.count - 1)
    return WorkflowTrial(
      turns: counts, momentTurns: momentTurns, atLeast: atLeast, meanGaps: meanGaps, bypass: bypass,
      gaps: gaps,
      retries: retries, rounds: rounds, steps: steps, arrived: arrived, delivered: delivered)
  }

  /// Computed once for each call where no trial changes them.
  private var knownGaps: [String: (ownHit: Double, covered: Double)] = [:]
  private var knownCompleteness: [CompletenessKey: Double] = [:]

  private struct CompletenessKey: Hashable {
    let call: String
    let tokenScale: Double
  }

  private func gap(_ call: Call, _ inputs: Inputs) -> (ownHit: Double, covered: Double) {
    guard effects.contains(.cache), let cache = call.cache else { return (0, 0) }
    guard workflow.secondsBetweenTurns.isKnown else {
      return gap(ttl: cache.ttl.seconds, inputs)
    }
    if let known = knownGaps[call.name] { return known }
    let gap = gap(ttl: cache.ttl.seconds, inputs)
    knownGaps[call.name] = gap
    return gap
  }

  private func gap(ttl: Double, _ inputs: Inputs) -> (ownHit: Double, covered: Double) {
    switch workflow.secondsBetweenTurns.value {
    case .fixed(let quantity):
      let seconds = inputs(quantity)
      return (seconds <= ttl ? 1 : 0, min(seconds, ttl))
    case .varying(let varying):
      let law = inputs.law(varying)
      return (law.cdf(ttl), law.limitedMean(ttl))
    case .measured(let law, _):
      return (law.cdf(ttl), law.limitedMean(ttl))
    }
  }

  private func completeness(
    _ call: Call, tokenScale: Double, _ inputs: Inputs
  ) -> Double {
    let rule = OutputRule(call, tokenScale: tokenScale)
    guard call.output.isKnown else { return completeness(call.output, rule, inputs) }
    let key = CompletenessKey(call: call.name, tokenScale: tokenScale)
    if let known = knownCompleteness[key] { return known }
    let completeness = completeness(call.output, rule, inputs)
    knownCompleteness[key] = completeness
    return completeness
  }

  private func completeness(
    _ output: EventQuantity, _ rule: OutputRule, _ inputs: Inputs
  ) -> Double {
    switch output.value {
    case .fixed(let quantity):
      return inputs(quantity) * rule.factor <= rule.cap ? 1 : 0
    case .varying(let varying):
      let law = inputs.law(varying)
      return lawsAtMean
        ? (law.mean * rule.factor <= rule.cap ? 1 : 0) : rule.completeness(of: law)
    case .measured(let law, _):
      return lawsAtMean
        ? (law.mean * rule.factor <= rule.cap ? 1 : 0) : rule.completeness(of: law)
    }
  }

  /// Expected usage of a session on one tier: per call of the workflow its slope in h.
  func usage(
    _ trial: WorkflowTrial, tier: Int, epoch: Int, learningMonths: Int, inputs: Inputs
  ) -> (base: [Double], slope: [Double]) {
    let tierPlan = plan.tiers[tier]
    let turns = trial.turns.probabilities.count - 1
    if isTabulated {
      let key = TableKey(tier: tier, epoch: epoch)
      if let table = usageTables[key], table.turns >= turns {
        return table.perSession(atLeast: trial.atLeast)
      }
      let table = meanUsage(
        tierPlan, trial, turns: mostTurns, learningMonths: learningMonths, inputs: inputs)
      usageTables[key] = table
      return table.perSession(atLeast: trial.atLeast)
    }
    return meanUsage(tierPlan, trial, turns: turns, learningMonths: learningMonths, inputs: inputs)
      .perSession(atLeast: trial.atLeast)
  }

  private func meanUsage(
    _ tierPlan: TierPlan, _ trial: WorkflowTrial, turns: Int, learningMonths: Int, inputs: Inputs
  ) -> MeanUsage {
    let calls = callInputs(
      tierPlan, trial, turns: turns, learningMonths: learningMonths, inputs: inputs)
    let isLinear = calls.allSatisfy {
      $0.isLinear(turns: turns, threshold: tierPlan.items[$0.item].longThreshold)
    }
    let isClosedForm = isLinear || calls.allSatisfy(\.isConstant)
    closedForms += isClosedForm ? 1 : 0
    panels += isClosedForm ? 0 : 1
    return MeanUsage(
      items: tierPlan.items, calls: calls, requests: requests(tierPlan, inputs), turns: turns,
      mode: isClosedForm ? .average : .points(SessionPanel.pointCount), isLinear: isLinear)
  }

  /// Moments of a session's cost on one tier, weighted over its turns: the columns of
  /// ``CostMoments``.
  func moments(
    _ trial: WorkflowTrial, tier: Int, epoch: Int, learningMonths: Int, inputs: Inputs
  ) -> [Double] {
    let tierPlan = plan.tiers[tier]
    let law = trial.momentTurns
    let turns = isTabulated ? mostMomentTurns : law.probabilities.count - 1
    let table: CostMoments
    let key = TableKey(tier: tier, epoch: epoch)
    if isTabulated, let known = momentTables[key], known.turns >= turns {
      table = known
    } else {
      table = CostMoments(
        items: tierPlan.items,
        calls: callInputs(
          tierPlan, trial, turns: turns, learningMonths: learningMonths, inputs: inputs),
        requests: requests(tierPlan, inputs), turns: turns,
        points: isTabulated ? noise.pointsPerTable : noise.pointsPerTrial,
        pricePerRequest: harness.pricePerRequest(inputs))
      if isTabulated { momentTables[key] = table }
    }
    return table.weighted(law.probabilities)
  }

  /// What the strategy adds to every model turn.
  func requests(_ tierPlan: TierPlan, _ inputs: Inputs) -> [RoutingRequestInputs] {
    guard effects.contains(.routing), let request = plan.request, let item = tierPlan.requestItem
    else { return [] }
    let scale = tierPlan.requestTokenScale
    return tierPlan.requestReads.map { call in
      RoutingRequestInputs(
        item: item, prompt: inputs(request.prompt) * scale, output: inputs(request.output) * scale,
        readsCall: call, readsAnswer: request.reading == .answers,
        readScale: scale / tierPlan.calls[call].tokenScale)
    }
  }

  /// The calls of a session on one tier, in its order; only those whose answers are kept where the
  /// effect of routing is off.
  func callInputs(
    _ tierPlan: TierPlan, _ trial: WorkflowTrial, turns: Int, learningMonths: Int, inputs: Inputs
  ) -> [CallInputs] {
    let promptFactor =
      learning.map { pow(1 + inputs($0.promptTokensPerMonth), Double(learningMonths)) } ?? 1
    let answered =
      effects.contains(.routing) ? tierPlan.calls : tierPlan.answers.map { tierPlan.calls[$0] }
    return answered.map { callPlan in
      let call = callPlan.call
      let index = callPlan.source
      let builder = builders[index]
      let scale = callPlan.tokenScale
      let rule = OutputRule(call, tokenScale: scale)
      let loopRows = trial.steps[index].probabilities.count - 1
      func column(_ field: EventQuantity, _ slot: LengthBuilder.Slot, _ rule: OutputRule? = nil)
        -> LengthColumn
      {
        builder.column(
          field, slot: slot, rows: slot.isStep ? loopRows : turns, inputs: inputs,
          lawsAtMean: lawsAtMean, rule: rule)
      }
      let system = inputs(call.prompt.system) * promptFactor * scale
      let tools =
        inputs(call.prompt.tools) * promptFactor * scale + callPlan.hiddenToolPrompt
      let imageTokens =
        call.prompt.images.map { inputs($0.count) * callPlan.tokensPerImage } ?? 0
      let zero = LengthColumn(constant: 0)
      return CallInputs(
        item: callPlan.item, fixedPrompt: system + tools, retrievedScale: promptFactor,
        webSearches: inputs(call.webSearches), tokenScale: scale, imageTokens: imageTokens,
        lengths: CallLengths(
          retrieved: column(call.prompt.retrieved, .retrieved).scaled(by: scale),
          user: column(call.prompt.user, .user).scaled(by: scale, plus: imageTokens),
          output: column(call.output, .output, rule),
          stepOutput: loopRows > 0 ? column(call.output, .stepOutput, rule) : zero,
          stepResult: loopRows > 0
            ? column(call.loop!.toolResult, .stepResult).scaled(by: scale) : zero),
        history: history(inputs, tokenScale: scale),
        cache: cache(
          call, callPlan, trial.gaps[index], system: system, tools: tools),
        retry: callPlan.isFallback ? .none : trial.retries[index],
        share: callPlan.isFallback ? 1 - trial.arrived[index] : 1,
        checker: callPlan.checkerItem.flatMap { item in
          guard let validation = call.validation, effects.contains(.validation) else { return nil }
          return CallInputs.Checker(
            item: item, prompt: inputs(validation.prompt) * callPlan.checkerTokenScale,
            output: inputs(validation.output) * callPlan.checkerTokenScale,
            readScale: callPlan.checkerTokenScale / scale, rounds: trial.rounds[index])
        },
        steps: trial.steps[index].probabilities, stepsAtLeast: trial.steps[index].atLeast)
    }
  }

  private func history(_ inputs: Inputs, tokenScale: Double) -> CallInputs.History {
    guard effects.contains(.history) else { return .none }
    switch workflow.memory {
    case .none: return .none
    case .full: return .full
    case .windowTurns(let turns): return .turns(turns)
    case .windowTokens(let tokens): return .tokens(inputs(tokens) * tokenScale)
    }
  }

  private func cache(
    _ call: Call, _ callPlan: CallPlan, _ gap: (ownHit: Double, covered: Double), system: Double,
    tools: Double
  ) -> CallInputs.Cache? {
    guard effects.contains(.cache), !callPlan.isFallback, let policy = call.cache else {
      return nil
    }
    // A prefix ends at the first part that is sent but not cached.
    let reachesSystem = policy.tools || tools == 0
    let reachesHistory = reachesSystem && (policy.system || system == 0)
    return CallInputs.Cache(
      sharedPrefix: (policy.tools ? tools : 0) + (policy.system && reachesSystem ? system : 0),
      includesHistory: policy.history && reachesHistory, ttl: policy.ttl, ownHit: gap.ownHit,
      meanCoveredGap: gap.covered, minimumTokens: callPlan.minimumCacheTokens,
      blockTokens: callPlan.cacheBlockTokens)
  }
}

extension Harness {
  /// US dollars per request sent to a model.
  func pricePerRequest(_ inputs: Inputs) -> Double {
    inputs(vectorQueriesPerCall) * inputs(vectorQueryPrice)
      + inputs(egressMegabytesPerCall) / 1000 * inputs(egressPricePerGigabyte)
  }
}

extension CallInputs {
  /// True where expected usage is linear in every length, so that means of lengths give it exactly.
  ///
  /// What breaks it: a token window that can fill, a minimum or a block that a growing prefix can
  /// meet, a price cliff that a prompt of the panel can reach.
  func isLinear(turns: Int, threshold: Double) -> Bool {
    let exchanged =
      lengths.user.largestSum(rows: turns) + lengths.output.largestSum(rows: turns)
    if case .tokens(let limit) = history, exchanged > limit { return false }
    if let cache, cache.includesHistory,
      cache.blockTokens > 1 || cache.sharedPrefix < cache.minimumTokens
    {
      return false
    }
    if threshold.isFinite {
      var largest = fixedPrompt + lengths.retrieved.largest * retrievedScale
      largest += lengths.user.largest + (history.isNone ? 0 : exchanged)
      largest +=
        lengths.stepOutput.largestSum(rows: steps.count - 1)
        + lengths.stepResult.largestSum(rows: steps.count - 1)
      if largest >= threshold { return false }
    }
    return true
  }
}

extension CallInputs {
  /// True where every length is one number, so that everything is exact at the mean.
  var isConstant: Bool {
    [
      lengths.retrieved, lengths.user, lengths.output, lengths.stepOutput, lengths.stepResult,
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
  /// True where no trial changes what the panel integrates under this plan.
  func hasKnownSessions(_ plan: WorkflowPlan, _ scenario: Scenario) -> Bool {
    if let request = plan.request, !(request.prompt.isKnown && request.output.isKnown) {
      return false
    }
    if let learning = scenario.learning, !learning.promptTokensPerMonth.isKnown { return false }
    if case .windowTokens(let tokens) = memory, !tokens.isKnown { return false }
    let harness = scenario.harness
    let prices = [
      harness.vectorQueriesPerCall, harness.vectorQueryPrice, harness.egressMegabytesPerCall,
      harness.egressPricePerGigabyte,
    ]
    guard prices.allSatisfy(\.isKnown) else { return false }
    if calls.contains(where: { $0.cache != nil }), !secondsBetweenTurns.isKnown { return false }
    return calls.allSatisfy { call in
      let scalars =
        [call.prompt.system, call.prompt.tools, call.webSearches]
        + (call.prompt.images.map { [$0.count] } ?? [])
        + (call.retry.map { [$0.failureRate, $0.billedFraction] } ?? [])
        + (call.validation.map { [$0.failureRate, $0.prompt, $0.output] } ?? [])
      let events =
        [call.prompt.retrieved, call.prompt.user, call.output]
        + (call.loop.map { [$0.steps, $0.toolResult] } ?? [])
      return scalars.allSatisfy(\.isKnown) && events.allSatisfy(\.isKnown)
    }
  }
}
