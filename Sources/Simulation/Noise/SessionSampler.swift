import Kernels

/// Simulates the sessions of alike segments in one epoch one by one, where no matched law would do.
///
/// Sessions of one tier are played four at a time, those with as many turns together: which sessions
/// come together changes no sum.
struct SessionSampler {
  private var tiers: [SampledTier]
  /// By model turns: the probabilities that the last turn needs a model, and that it succeeds where it
  /// does not; empty where every turn is sent.
  private let lastTurns: [(needsModel: Double, successWithout: Double)]
  /// P(the last turn needs a model).
  private let reachingModel: Double
  private let unitsPerSession: Double
  private let harness: HarnessRates
  /// US dollars of harness that do not depend on its turns.
  private let harnessPerSession: Double
  private var workflow: SampledWorkflow
  private var draws = ColumnDraws()
  private var starts: SessionStarts

  /// - Parameter isByToken: No capacity serves them.
  init(
    model: WorkflowModel, trial: WorkflowTrial, workflow: SampledWorkflow,
    routes: [DeliveredRoute],
    learningMonths: Int, prices: [Double], isByToken: Bool, layout: FlowLayout,
    unitsPerSession: Double, harness: HarnessRates, harnessPerSession: Double, inputs: Inputs
  ) {
    func priced(_ item: BilledItem) -> BilledItem {
      let billed = isByToken ? item.byToken : item
      return prices.isEmpty ? billed : billed.scaled(by: prices[billed.model])
    }
    let budget = model.budget(inputs)
    tiers = zip(model.plan.tiers, routes).map { plan, route in
      let calls = model.callInputs(
        plan, trial, turns: 0, learningMonths: [learningMonths], inputs: inputs)
      let requests = model.requests(plan, inputs)
      let items = plan.items.map(priced)
      var stages = model.workflow.calls.map { _ in [SampledStage]() }
      for (place, callPlan) in plan.calls.enumerated() {
        stages[callPlan.source].append(
          SampledStage(
            callPlan, calls[place], place: place, isKept: plan.answers.contains(place),
            items: items, requests: requests, layout: layout, inputs))
      }
      return SampledTier(
        probability: route.share, isEscalated: plan.isEscalated,
        success: (route.successIfFitting, route.successIfNot), stages: stages, budget: budget)
    }
    self.workflow = workflow
    starts = SessionStarts(shares: routes.map(\.share), turns: workflow.turnTable)
    let counts = trial.turns.probabilities
    reachingModel = trial.reachingModel
    let elsewhere = 1 - trial.reachingModel
    let successWithout = elsewhere > 0 ? trial.successWithoutModel / elsewhere : 0
    lastTurns =
      trial.lastTurn.isEmpty
      ? []
      : counts.indices.map { n in
        let joint = n > 0 && n <= trial.lastTurn.count ? trial.lastTurn[n - 1] : 0
        let needsModel = counts[n] > 0 ? min(joint * trial.reachingModel / counts[n], 1) : 0
        return (needsModel, (1 - needsModel) * successWithout)
      }
    self.unitsPerSession = unitsPerSession
    self.harness = harness
    self.harnessPerSession = harnessPerSession
  }

  /// Adds the flows of `count` sessions.
  ///
  /// - Parameter hits: `hits[tier][call]`: probability that the shared prefix is found cached.
  mutating func add(
    sessions count: Int, hits: [[Double]], to flows: inout [Double], stream: inout RandomStream
  ) {
    draws.begin(stream)
    starts.draw(count, &draws)
    workflow.expect(turns: starts.turnCount, sessions: count)
    var span = flows.mutableSpan
    for tier in tiers.indices where !starts.places[tier].isEmpty {
      play(tier, hits: hits[tier], to: &span)
    }
    span[FlowLayout.sessions] += Double(count)
    span[FlowLayout.units] += unitsPerSession * Double(count)
    span[FlowLayout.harness] += harnessPerSession * Double(count)
    stream = draws.stream
  }

  private mutating func play(
    _ tier: Int, hits: [Double], to flows: inout MutableSpan<Double>
  ) {
    var sessions = Lanes.zero
    var turnsSent = Lanes.zero
    var atBudget = Lanes.zero
    var succeeded = Lanes.zero
    for place in starts.places[tier] {
      var group = SessionGroup(turns: starts.groups[place])
      draws.width = group.width
      let chances = draws.uniforms()
      tiers[tier].play(&group, lengths: &workflow.lengths, hits: hits, &draws)
      sessions += group.present
      turnsSent += group.turnsSent
      atBudget += group.atBudget
      succeeded += group.present.replacing(
        with: 0, where: chances .>= success(tiers[tier].success, group))
    }
    tiers[tier].book(harness, to: &flows)
    if tiers[tier].isEscalated { flows[FlowLayout.escalations] += sessions.total }
    flows[FlowLayout.harness] += harness.perTurn * turnsSent.total
    flows[FlowLayout.budgetEnds] += atBudget.total
    flows[FlowLayout.successes] += unitsPerSession * succeeded.total
  }

  /// P(a session of so many model turns succeeds).
  private func success(
    _ tier: (ifFitting: Double, ifNot: Double), _ group: SessionGroup
  ) -> Lanes {
    guard !lastTurns.isEmpty else { return Lanes(repeating: tier.ifFitting) }
    var success = Lanes.zero
    for lane in success.indices where group.present[lane] > 0 {
      let last = lastTurns[Int(group.turns[lane])]
      success[lane] = last.successWithout
      guard group.lastFits[lane] > 0, last.needsModel > 0 else { continue }
      success[lane] += last.needsModel * (tier.ifFitting - tier.ifNot) / reachingModel
    }
    return success
  }
}
