import Scenarios

/// The share of the sessions that one tier of a strategy gets, and how often they succeed there.
typealias Route = (share: Double, success: Double)

/// The same with what becomes of the answers: whether they get through, are complete and fit.
struct DeliveredRoute {
  let share: Double
  let success: Double
  /// Success where the last turn fits into its models, and where it does not.
  let successIfFitting: Double
  let successIfNot: Double
}

extension StrategyPlan {
  /// Probability of each tier of a workflow, and of success there, for one trial and epoch.
  ///
  /// - Parameters:
  ///   - routed: False sends every session to the last tier, as the spreadsheet does.
  func routes(
    _ workflow: WorkflowPlan, learned: Learned, routed: Bool, inputs: Inputs
  ) -> [Route] {
    let routes = routesByModel(workflow, gains: learned, routed: routed, inputs: inputs)
    guard workflow.isRouted, let batchShare else { return routes }
    let waiting = routed ? inputs(batchShare) : 0
    return routes.map { ($0.share * (1 - waiting), $0.success) }
      + routes.map { ($0.share * waiting, $0.success) }
  }

  private func routesByModel(
    _ workflow: WorkflowPlan, gains: Learned, routed: Bool, inputs: Inputs
  ) -> [Route] {
    func learned(_ success: Double) -> Double { min(max(success + gains.success, 0), 1) }
    guard workflow.isRouted, let policy else { return [(1, learned(1))] }
    switch policy {
    case .single(_, let success): return [(1, learned(inputs(success)))]
    case .tiered(let tiered):
      let success = tiered.tiers.map { learned(inputs($0.success)) }
      guard routed else {
        return success.enumerated().map { ($0 == success.count - 1 ? 1 : 0, $1) }
      }
      return tiered.routes(success: success, gains, inputs)
    case .cascade(let cascade):
      let routes = routed ? cascade.routes(gains, inputs) : cascade.routesToLarge(inputs)
      return routes.map { ($0.share, learned($0.success)) }
    case .router(let router):
      let share = routed ? min(max(router.share(inputs) - gains.share, 0), 1) : 1
      let success = learned(router.success(share: share, inputs))
      return [(1 - share, success), (share, success)]
    }
  }
}

extension Tiered {
  /// - Parameter success: By tier, of the sessions that belong there.
  fileprivate func routes(
    success: [Double], _ learned: Learned, _ inputs: Inputs
  ) -> [Route] {
    var belongs = tiers.map { $0.share.map { inputs($0) } ?? 0 }
    let last = tiers.count - 1
    belongs[last] = max(1 - belongs.reduce(0, +), 0)
    let moved = min(max(learned.share, -belongs[0]), belongs[last])
    belongs[0] += moved
    belongs[last] -= moved
    func learnedRate(_ rate: Quantity) -> Double { min(inputs(rate) * learned.misroute, 1) }
    let hardSentSmall = misroute.map { learnedRate($0.hardSentSmall) } ?? 0
    let easySentLarge = misroute.map { learnedRate($0.easySentLarge) } ?? 0
    var routes = belongs.indices.map { tier -> Route in
      (belongs[tier] * (tier == 0 ? 1 - easySentLarge : 1 - hardSentSmall), success[tier])
    }
    let misjudged = (1 - belongs[0]) * hardSentSmall
    let right = routes[0].share
    routes[0].share += misjudged
    routes[0].success = routes[0].share > 0 ? success[0] * right / routes[0].share : success[0]
    routes[last].share += belongs[0] * easySentLarge
    return routes
  }
}

extension Cascade {
  /// The sessions that stay with the small model, and those that the judge escalates.
  ///
  /// With a the small model's success, TPR and FPR the judge's rates: e = (1 - a) TPR + a FPR
  /// escalate; a (1 - FPR) stay and succeed; TPR · onlyLarge + FPR · both escalate and succeed.
  fileprivate func routes(_ learned: Learned, _ inputs: Inputs) -> [Route] {
    let both = inputs(quality.both)
    let onlyLarge = inputs(quality.onlyLarge)
    let small = both + inputs(quality.onlySmall)
    let hit = inputs(escalation.truePositive)
    let falseAlarm = min(inputs(escalation.falsePositive) * learned.misroute, 1)
    // Outcomes may sum to a rounding more than 1.
    let escalated = max(1 - small, 0) * hit + small * falseAlarm
    let kept = max(1 - escalated, 0)
    return [
      (kept, kept > 0 ? min(small * (1 - falseAlarm) / kept, 1) : 0),
      (escalated, escalated > 0 ? min((hit * onlyLarge + falseAlarm * both) / escalated, 1) : 0),
    ]
  }

  fileprivate func routesToLarge(_ inputs: Inputs) -> [Route] {
    [(0, 0), (1, inputs(quality.both) + inputs(quality.onlyLarge))]
  }
}
