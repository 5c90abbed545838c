import Foundation
import Scenarios

/// What the engine tells a reader about how it computed.
enum EngineNotes {
  static func notes(
    plan: Plan, sampler: OuterSampler, noise: [NoisePlan], outputs: [RandomisationRun.Output],
    assumptions: [[Double]]
  ) -> [EngineNote] {
    var notes: [EngineNote] = []
    for (index, workflow) in plan.scenario.workflows.enumerated() {
      let tabulated = workflow.hasKnownSessions(
        plan.strategies[0].workflows[index], plan.scenario)
      var closedForms = 0
      var panels = 0
      for output in outputs {
        for strategy in output.strategies {
          closedForms += strategy.usagePaths[index].closedForms
          panels += strategy.usagePaths[index].panels
        }
      }
      let usage =
        panels == 0
        ? "expected usage in closed form"
        : closedForms == 0
          ? "expected usage on a panel of \(SessionPanel.pointCount) sessions"
          : "expected usage in closed form, in \(percent(panels, of: panels + closedForms)) of the "
            + "evaluations on a panel of \(SessionPanel.pointCount) sessions"
      notes.append(
        EngineNote(
          kind: .path,
          message: "workflow \(workflow.name): \(usage); variance and skewness of a session's cost "
            + momentPath(noise, workflow: index, isTabulated: tabulated)))
    }
    notes += budgetNotes(plan, outputs)
    notes += sampler.rotations.filter { $0.reflection != nil }.map { rotation in
      EngineNote(
        kind: .path,
        message: "outer points turned: one coordinate runs where the cost of \(rotation.scenario) "
          + "grows; it carries "
          + String(format: "%.0f %%", 100 * rotation.explained)
          + " of the variance of its logarithm")
    }
    if let correlation = sampler.correlation {
      if correlation.largestChange > 0 {
        notes.append(
          EngineNote(
            kind: .correlation,
            message:
              "the correlations contradict each other; the nearest valid matrix differs by up to "
              + String(format: "%.4f", correlation.largestChange)))
      }
      notes += attainedRanks(plan.scenario, assumptions)
    }
    notes += plan.strategies.compactMap(routerNote)
    for (index, strategy) in plan.strategies.enumerated() {
      for (place, capacity) in strategy.capacities.enumerated() {
        let use = outputs.reduce(CapacityUse()) { $0 + $1.strategies[index].capacities[place] }
        notes.append(capacityNote(capacity, use, strategy))
      }
    }
    for (index, strategy) in plan.strategies.enumerated() {
      let exact = outputs.reduce(0) { $0 + $1.strategies[index].exactWeeks }
      let negligible = outputs.reduce(0) { $0 + $1.strategies[index].negligibleWeeks }
      let cells =
        outputs.reduce(0) { $0 + $1.strategies[index].total.count }
        * plan.scenario.segments.count * plan.scenario.horizon.weeks
      let name = strategy.name.map { "strategy \($0): " } ?? ""
      func share(_ count: Int) -> String { percent(count, of: cells) }
      notes.append(
        EngineNote(
          kind: .noise,
          message: exact == 0
            ? "\(name)request noise from matched gamma laws"
            : "\(name)sessions simulated one by one in \(share(exact)) of the segment-weeks, "
              + "request noise from matched gamma laws in the rest"))
      if negligible > 0 {
        notes.append(
          EngineNote(
            kind: .noise,
            message:
              "\(name)\(share(negligible)) of the segment-weeks have few sessions and together under "
              + "1 % of the variance; their noise is matched too"))
      }
    }
    return notes
  }

  /// Where second and third moments come from; of several strategies the way of the most points.
  private static func momentPath(
    _ noise: [NoisePlan], workflow: Int, isTabulated: Bool
  ) -> String {
    let points = noise.map {
      isTabulated ? $0.precision.pointsPerTable : $0.precision.pointsPerTrial
    }.max()!
    if isTabulated { return "on \(points) points, tabulated by number of turns" }
    let designs = noise.compactMap { $0.designs[workflow] }
    guard designs.count == noise.count else {
      return "on \(points) points, computed for every trial"
    }
    let pilot = designs.map(\.pilotTrials).max()!
    return "on \(points) points, computed for \(designs.map(\.draws.count).max()!) trials of a "
      + "randomisation\(pilot > 0 ? " and \(pilot) of a pilot" : ""), and from these as smooth "
      + "functions of the assumptions (right to "
      + String(format: "%.2g %%", 100 * designs.map(\.error).max()!) + " in trials held out)"
  }

  /// How the turns are found that a token budget leaves.
  private static func budgetNotes(
    _ plan: Plan, _ outputs: [RandomisationRun.Output]
  ) -> [EngineNote] {
    plan.scenario.workflows.enumerated().compactMap { index, workflow in
      guard workflow.tokenBudget != nil else { return nil }
      let isSampled = outputs.contains { output in
        output.strategies.contains { $0.usagePaths[index].samplesBudget }
      }
      return EngineNote(
        kind: .path,
        message: "workflow \(workflow.name): the turns that its token budget leaves "
          + (isSampled
            ? "from steps, attempts, rounds and agents drawn at random on the points of the panel; "
              + "in variance and skewness cost is taken as linear in tokens"
            : "are certain at every point"))
    }
  }

  /// The published measures of a router, so that it can be held against those of the literature.
  private static func routerNote(_ strategy: StrategyPlan) -> EngineNote? {
    guard case .router(let router) = strategy.policy else { return nil }
    let curve = router.curve
    func share(_ gap: Double) -> String {
      String(format: "CPT(%.0f %%) %.1f %%", 100 * gap, 100 * curve.share(recovering: gap))
    }
    return EngineNote(
      kind: .path,
      message: "strategy \(strategy.name ?? ""): router of APGR "
        + String(format: "%.3f", curve.averageGapRecovered)
        + ", \(share(0.5)), \(share(0.8)) of the sessions on \(router.large.model)")
  }

  private static func capacityNote(
    _ capacity: CapacityPlan, _ use: CapacityUse, _ strategy: StrategyPlan
  ) -> EngineNote {
    func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
    let unit: String =
      switch capacity.capacity.kind {
      case .provisioned(let bought): "\(bought.units) provisioned units"
      case .selfHosted: "replicas"
      }
    var message =
      "strategy \(strategy.name ?? ""), capacity \(capacity.name): \(unit) used to"
      + " \(percent(use.utilisation)) on average, \(percent(use.spilledShare)) of the load beyond them"
    if let level = use.breakEvenUtilisation {
      message +=
        "; paying by the token costs as much at a utilisation of \(percent(level))"
        + (level > 1 ? ", so that it is always cheaper" : "")
    }
    message += "; what one session costs has no part of it, nor of what it spills"
    return EngineNote(kind: .capacity, message: message)
  }

  private static func percent(_ count: Int, of whole: Int) -> String {
    let percent = 100 * Double(count) / Double(max(whole, 1))
    if percent > 0, percent < 0.05 { return "under 0.1 %" }
    return String(format: "%.1f %%", percent)
  }

  /// Ranks that a discrete law cannot attain are reported as found.
  private static func attainedRanks(
    _ scenario: Scenario, _ values: [[Double]]
  ) -> [EngineNote] {
    scenario.correlations.compactMap { pair in
      let laws = [scenario.assumptions[pair.first].law, scenario.assumptions[pair.second].law]
      guard laws.contains(where: \.isDiscrete) else { return nil }
      let attained = rankCorrelation(values[pair.first], values[pair.second])
      return EngineNote(
        kind: .correlation,
        message:
          "\(scenario.assumptions[pair.first].path) and \(scenario.assumptions[pair.second].path):"
          + String(format: " rank correlation %.2f asked, %.2f attained", pair.rank, attained)
          + " (a discrete law has ties)")
    }
  }

  /// Spearman's correlation with mean ranks for ties.
  private static func rankCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    let a = ranks(x)
    let b = ranks(y)
    let mean = Double(x.count - 1) / 2
    var sums = (ab: 0.0, aa: 0.0, bb: 0.0)
    for index in a.indices {
      sums.ab += (a[index] - mean) * (b[index] - mean)
      sums.aa += (a[index] - mean) * (a[index] - mean)
      sums.bb += (b[index] - mean) * (b[index] - mean)
    }
    let scale = (sums.aa * sums.bb).squareRoot()
    return scale > 0 ? sums.ab / scale : 0
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
      start = end + 1
    }
    return ranks
  }
}
