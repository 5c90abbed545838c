import Distributions
import Foundation
import Scenarios

/// The session moments of one workflow under one strategy, for one randomisation on one thread.
final class WorkflowModel {
  /// Tail of the turns that second and third moments leave out: 1e-6 moves a third moment of a
  /// geometric session under full memory by less than 1 %, and the noise it shapes by less.
  private static let momentTailMass = 1e-6

  let workflow: Workflow
  let plan: WorkflowPlan
  /// Points of the panel that second and third moments are taken on.
  private let momentPoints: Int
  let effects: EffectSet
  let learning: Learning?
  let harness: Harness
  /// What the spreadsheet counts before turns are switched on: one, unless the scenario says so.
  private let plannedTurns: Double
  let builders: [LengthBuilder]
  private let responses: ResponseCacheModel?
  /// True where no trial changes anything that the panel sees, so that tables serve all trials.
  let isTabulated: Bool
  /// How often expected usage came from means of lengths, and how often from the panel.
  private(set) var closedForms = 0
  private(set) var panels = 0
  /// Whether counts were drawn to hold tokens against a budget.
  private(set) var samplesBudget = false
  /// The most turns that any trial so far can have: tables are made for all of them at once.
  private var mostTurns = 0
  private var mostMomentTurns = 0
  /// By the first tier that uses as much, and months of learning.
  private var usageTables: [TableKey: MeanUsage] = [:]
  private var turnTables: [TurnsKey: TurnsWithinBudget] = [:]
  /// By tier and epoch; of untracked use, and of a capacity's load.
  private var momentTables: [TableKey: CostMoments] = [:]

  private struct TableKey: Hashable {
    let tier: Int
    let epoch: Int
    var isShadow = false
    var capacity: Int?
  }

  private struct TurnsKey: Hashable {
    /// The first one that uses as much.
    let tier: Int
    let learningMonths: Int
    let mode: LaneMode
  }

  init(
    workflow: Workflow, plan: WorkflowPlan, scenario: Scenario, effects: EffectSet,
    builders: [LengthBuilder], momentPoints: Int = SessionPanel.pointCount
  ) {
    self.momentPoints = momentPoints
    self.workflow = workflow
    self.plan = plan
    self.effects = effects
    learning = effects.contains(.learning) ? scenario.learning : nil
    harness = scenario.harness
    plannedTurns = scenario.planned[workflow.turns.path] ?? 1
    self.builders = builders
    responses =
      effects.contains(.cache) ? workflow.responseCache.map(ResponseCacheModel.init) : nil
    isTabulated = effects.contains(.averages) && workflow.hasKnownSessions(plan, scenario)
  }

  var lawsAtMean: Bool { !effects.contains(.averages) }

  /// - Parameter weekly: Sessions of the workflow by week.
  func trial(_ inputs: Inputs, weekly: [Double]) -> WorkflowTrial {
    let isCounted = effects.contains(.turns)
    let turns =
      isCounted
      ? CountLaw(workflow.turns, minimum: 1, inputs: inputs)
      : CountLaw(fixed: plannedTurns, minimum: 1, cap: nil)
    let bypass = isCounted ? inputs(workflow.bypass) : 0
    let lookups = turns.mean * (1 - bypass)
    let hits = responses?.hitRate(inputs, lookups: weekly.map { $0 * lookups }) ?? 0
    let falseHits = responses?.falseHits(inputs) ?? 0
    let withoutModel = bypass + (1 - bypass) * hits
    let counts = turns.thinned(dropping: withoutModel)
    let atLeast = counts.atLeast
    var delivered = [Double](repeating: 1, count: plan.tiers.count)
    var gaps: [(ownHit: Double, covered: Double)] = []
    var retries: [RetryStates] = []
    var rounds: [RoundMoments] = []
    var steps: [CountLaw] = []
    var descendants: [Descendants] = []
    var arrived: [Double] = []
    for (index, call) in workflow.calls.enumerated() {
      gaps.append(gap(call, inputs))
      retries.append(RetryStates(effects.contains(.retries) ? call.retry : nil, inputs: inputs))
      rounds.append(
        RoundMoments(effects.contains(.validation) ? call.validation : nil, inputs: inputs))
      if let loop = call.loop, effects.contains(.loops) {
        steps.append(CountLaw(loop.steps, minimum: 0, cap: loop.maxSteps, inputs: inputs))
      } else {
        steps.append(CountLaw(fixed: 0, minimum: 0, cap: nil))
      }
      descendants.append(self.descendants(call, inputs))
      let through = retries.last!.arrived(steps: steps.last!.probabilities)
      arrived.append(through)
      for (tier, tierPlan) in plan.tiers.enumerated() {
        let isCaught = tierPlan.hasFallback(for: index)
        let answered = through * rounds.last!.accepted + (isCaught ? 1 - through : 0)
        let scale = tierPlan.calls[tierPlan.answers[index]].tokenScale
        delivered[tier] *=
          completeness(call, tokenScale: scale, inputs) * inputs(call.tokenChoice.quality)
          * answered
      }
    }
    let momentTurns = counts.truncated(tailMass: Self.momentTailMass)
    mostTurns = max(mostTurns, counts.probabilities.count - 1)
    mostMomentTurns = max(mostMomentTurns, momentTurns.probabilities.count - 1)
    return WorkflowTrial(
      turns: counts, momentTurns: momentTurns, atLeast: atLeast,
      lastTurn: workflow.mayHoldTurnsBack
        ? turns.besidesOne.thinned(dropping: withoutModel).probabilities : [],
      successWithoutModel: bypass + (1 - bypass) * hits * (1 - falseHits),
      reachingModel: (1 - bypass) * (1 - hits),
      lookupsPerSession: responses.map { lookups * $0.price(inputs) } ?? 0, gaps: gaps,
      retries: retries, rounds: rounds, steps: steps, descendants: descendants,
      arrived: arrived, delivered: delivered)
  }

  /// Computed once for each call where no trial changes them.
  private var knownGaps: [String: (ownHit: Double, covered: Double)] = [:]
  private var knownDescendants: [String: Descendants] = [:]
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

  private func descendants(_ call: Call, _ inputs: Inputs) -> Descendants {
    guard effects.contains(.loops), let delegation = call.delegation else { return .none }
    if let known = knownDescendants[call.name] { return known }
    let descendants = Descendants(delegation, inputs)
    if delegation.children.isKnown { knownDescendants[call.name] = descendants }
    return descendants
  }

  private func completeness(
    _ call: Call, tokenScale: Double, _ inputs: Inputs
  ) -> Double {
    let rule = OutputRule(call, tokenScale: tokenScale, inputs)
    guard rule.cap.isFinite else { return 1 }
    guard call.output.isKnown, rule.isKnown else { return completeness(call.output, rule, inputs) }
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

  /// Expected usage of a session in each month of learning, on each tier that is asked for; `nil` on the
  /// others.
  func usages(
    _ trial: WorkflowTrial, learningMonths: [Int], inputs: Inputs,
    where isAsked: (Int) -> Bool = { _ in true }
  ) -> [[SessionUsage?]] {
    var usages = [[SessionUsage?]](
      repeating: [SessionUsage?](repeating: nil, count: plan.tiers.count),
      count: learningMonths.count)
    for tier in plan.tiers.indices where isAsked(tier) {
      let first = plan.firstAlike[tier]
      if first < tier, isAsked(first) {
        for month in usages.indices { usages[month][tier] = usages[month][first] }
        continue
      }
      let means = means(trial, tier: first, learningMonths: learningMonths, inputs: inputs)
      for (month, mean) in means.enumerated() { usages[month][tier] = mean.perSession(trial) }
    }
    return usages
  }

  /// By month of learning.
  private func means(
    _ trial: WorkflowTrial, tier: Int, learningMonths: [Int], inputs: Inputs
  ) -> [MeanUsage] {
    let turns = trial.turns.probabilities.count - 1
    if isTabulated {
      return learningMonths.map { month in
        let key = TableKey(tier: tier, epoch: month)
        if let table = usageTables[key], table.turns >= turns { return table }
        let table = meanUsage(
          tier: tier, trial, turns: mostTurns, learningMonths: month, inputs: inputs)
        usageTables[key] = table
        return table
      }
    }
    return stride(from: 0, to: learningMonths.count, by: Lanes.scalarCount).flatMap { first in
      meanUsages(
        tier: tier, trial, turns: turns,
        learningMonths: learningMonths.dropFirst(first).prefix(Lanes.scalarCount), inputs: inputs,
        isSession: true)
    }
  }

  /// Expected usage turn by turn, without a table.
  func meanUsage(
    tier: Int, _ trial: WorkflowTrial, turns: Int, learningMonths: Int, inputs: Inputs
  ) -> MeanUsage {
    meanUsages(
      tier: tier, trial, turns: turns, learningMonths: [learningMonths], inputs: inputs,
      isSession: false)[0]
  }

  /// The same by month of learning, as many as there are lanes.
  ///
  /// - Parameter isSession: Turns are added up, each weighted with the probability that it happens.
  private func meanUsages(
    tier: Int, _ trial: WorkflowTrial, turns: Int, learningMonths: ArraySlice<Int>, inputs: Inputs,
    isSession: Bool
  ) -> [MeanUsage] {
    let tierPlan = plan.tiers[tier]
    let calls = callInputs(
      tierPlan, trial, turns: turns, learningMonths: learningMonths, inputs: inputs)
    let requests = requests(tierPlan, inputs)
    let budget = budget(inputs)
    let isLinear = calls.allSatisfy {
      $0.isLinear(turns: turns, threshold: tierPlan.items[$0.item].longThreshold)
    }
    let isClosedForm = isLinear && budget == nil || calls.allSatisfy(\.isConstant)
    // A panel, and the turns that a budget leaves, are those of one month.
    guard learningMonths.count == 1 || isClosedForm && budget == nil else {
      return learningMonths.indices.flatMap { month in
        meanUsages(
          tier: tier, trial, turns: turns, learningMonths: learningMonths[month...month],
          inputs: inputs, isSession: isSession)
      }
    }
    closedForms += isClosedForm ? learningMonths.count : 0
    panels += isClosedForm ? 0 : learningMonths.count
    let mode =
      isClosedForm
      ? LaneMode.means(months: learningMonths.count) : .points(SessionPanel.pointCount)
    return MeanUsage.byMonth(
      items: tierPlan.items, calls: calls, answers: places(of: tierPlan.answers, tierPlan),
      requests: requests, turns: turns, atLeast: isSession ? trial.atLeast : nil, mode: mode,
      isLinear: isLinear,
      budget: budget.map {
        within(
          $0, calls, requests, turns: turns,
          TurnsKey(
            tier: plan.firstAlike[tier], learningMonths: learningMonths[learningMonths.startIndex],
            mode: mode),
          needsDependence: false)
      })
  }

  /// The turns of a panel that a budget leaves. Where no trial changes them, usage and moments of tiers that
  /// use as much have them in common, dependence included.
  private func within(
    _ budget: TokenBudget, _ calls: [CallInputs], _ requests: [SideRequestInputs], turns: Int,
    _ key: TurnsKey, needsDependence: Bool
  ) -> TurnsWithinBudget {
    if isTabulated, let known = turnTables[key], known.turns >= turns { return known }
    let within = TurnsWithinBudget(
      budget, calls: calls, requests: requests, turns: turns, mode: key.mode,
      replicas: isTabulated
        ? TurnsWithinBudget.replicasPerTable : TurnsWithinBudget.replicasPerTrial,
      key: builders[0].panelKey, columns: isTabulated ? nil : builders[0].countDraws,
      needsDependence: needsDependence || isTabulated)
    samplesBudget = samplesBudget || within.isSampled
    if isTabulated { turnTables[key] = within }
    return within
  }

  /// Moments of a session's cost on one tier, weighted over its turns: the columns of
  /// ``CostMoments``.
  func moments(
    _ trial: WorkflowTrial, _ key: MomentKey, learningMonths: Int, prices: [Double],
    inputs: Inputs
  ) -> [Double] {
    let items = plan.tiers[key.tier].items
    let listed = key.isShadow ? items.map(\.byToken) : items
    let priced = prices.isEmpty ? listed : listed.map { $0.scaled(by: prices[$0.model]) }
    return momentTable(
      of: priced, trial, TableKey(tier: key.tier, epoch: key.epoch, isShadow: key.isShadow),
      isTabulated: isTabulated, points: momentPoints, learningMonths: learningMonths,
      harness: key.isShadow ? .none : HarnessRates(harness, inputs), inputs: inputs
    ).weighted(trial.momentTurns.probabilities)
  }

  /// Moments of the load of a session of a tier on a capacity, by class of its number of turns.
  ///
  /// - Parameter isKnown: What a token weighs is the same in every trial.
  func loadMoments(
    _ trial: WorkflowTrial, tier: Int, learningMonths: Int, capacity: Int,
    _ capacityTrial: CapacityTrial, isKnown: Bool, inputs: Inputs
  ) -> TierLoad? {
    let items = plan.tiers[tier].items.map {
      $0.load(
        on: capacity, perInput: capacityTrial.perInput, perOutput: capacityTrial.perOutput)
    }
    let table = momentTable(
      of: items, trial, TableKey(tier: tier, epoch: learningMonths, capacity: capacity),
      isTabulated: isTabulated && isKnown, points: SessionPanel.pointCount,
      learningMonths: learningMonths, harness: .none,
      inputs: inputs)
    return TierLoad(table, probabilities: trial.momentTurns.probabilities)
  }

  private func momentTable(
    of items: [BilledItem], _ trial: WorkflowTrial, _ key: TableKey, isTabulated: Bool, points: Int,
    learningMonths: Int, harness: HarnessRates, inputs: Inputs
  ) -> CostMoments {
    let tierPlan = plan.tiers[key.tier]
    let turns = isTabulated ? mostMomentTurns : trial.momentTurns.probabilities.count - 1
    if isTabulated, let known = momentTables[key], known.turns >= turns { return known }
    let calls = callInputs(
      tierPlan, trial, turns: turns, learningMonths: [learningMonths], inputs: inputs)
    let requests = requests(tierPlan, inputs)
    let table = CostMoments(
      items: items, calls: calls, requests: requests, turns: turns, points: points,
      harness: harness,
      budget: budget(inputs).map {
        within(
          $0, calls, requests, turns: turns,
          TurnsKey(
            tier: plan.firstAlike[key.tier], learningMonths: learningMonths, mode: .points(points)),
          needsDependence: true)
      })
    if isTabulated { momentTables[key] = table }
    return table
  }
}
