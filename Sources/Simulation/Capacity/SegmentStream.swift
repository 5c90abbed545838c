import Scenarios

/// What the sessions of one segment put on one capacity, in one trial.
///
/// A class, so that the many hours of a horizon copy nothing.
final class SegmentStream {
  /// By week, zero where the segment has no capacity: untracked use has accounts of its own.
  let weekly: [Double]
  /// Background work fills all hours alike and has no bursts.
  let isBackground: Bool
  private let sessions: WorkflowSessions
  private let capacity: CapacityTrial
  /// `[epoch][tier]`.
  private let loads: [[TierLoad?]]
  private let routes: [[DeliveredRoute]]
  private let epochOfWeek: [Int]
  /// Place of the capacity's flows in those of a session.
  private let place: Int

  init(
    _ segment: Segment, _ sessions: WorkflowSessions, weekly: [Double], capacity index: Int,
    _ capacity: CapacityTrial, moments: LoadMoments
  ) {
    let evaluator = sessions.evaluator
    self.weekly = segment.isShadow ? weekly.map { _ in 0 } : weekly
    isBackground = segment.isBackground
    self.sessions = sessions
    self.capacity = capacity
    loads = moments[index, workflow: sessions.workflow]
    routes = sessions.routes
    epochOfWeek = evaluator.plan.epochOfWeek
    place = evaluator.layout.firstPlace(ofCapacity: index)
  }

  /// P(a session puts load on it).
  func loading(week: Int) -> Double {
    let epoch = epochOfWeek[week]
    var share = 0.0
    for (tier, load) in loads[epoch].enumerated() where load != nil {
      share += routes[epoch][tier].share
    }
    return sessions.trial.reaching * share
  }

  /// Adds the classes of an hour's sessions of a level.
  ///
  /// - Parameters:
  ///   - expected: Sessions in the hour.
  ///   - alone: Probability that no other session loads the capacity in it.
  func add(
    _ expected: Double, week: Int, level: Int, alone: Double, to classes: inout [LoadClass]
  ) -> SegmentLoad {
    let epoch = epochOfWeek[week]
    let hits = sessions.hits(week: week, level: level)
    let hitsAlone =
      alone > Self.neverAlone ? sessions.hitsAlone.level(level)[week] : hits
    var (byToken, powers) = (0.0, LoadPowers())
    for (tier, load) in loads[epoch].enumerated() {
      guard let load, routes[epoch][tier].share > 0 else { continue }
      let factor = expected * routes[epoch][tier].share
      let table = sessions.evaluator.sessionFlows(
        workflow: sessions.workflow, epoch: epoch, tier: tier)
      byToken += factor * sum(table, hits[tier]) { table.flows[$0 + FlowLayout.byToken] }
      // A session in company makes up for what one alone misses.
      var accompanied = hits[tier]
      for call in accompanied.indices where alone < 1 {
        let rest = (hits[tier][call] - alone * hitsAlone[tier][call]) / (1 - alone)
        accompanied[call] = min(max(rest, hits[tier][call]), 1)
      }
      let company = rates(load, table, accompanied, epoch: epoch, tier: tier)
      let single = rates(load, table, hitsAlone[tier], epoch: epoch, tier: tier)
      for nodes in load.classes {
        let own = LoadClass(
          sessions: factor * nodes.probability,
          powers: nodes.powers(hit: company.hit).scaled(by: company.scale) * factor,
          alone: nodes.powers(hit: single.hit).scaled(by: single.scale) * factor)
        classes.append(own)
        powers += own.powers * (1 - alone)
        powers += own.alone * alone
      }
    }
    return SegmentLoad(
      byToken: byToken, mean: powers.first, second: powers.second, isBursting: !isBackground)
  }

  /// Probability below which a session counts as never alone.
  private static let neverAlone = 1e-6

  /// The hit rate that stands for those of all calls, and what puts the mean load right there.
  private func rates(
    _ load: TierLoad, _ table: SessionFlows, _ hits: [Double], epoch: Int, tier: Int
  ) -> (hit: Double, scale: Double) {
    let hit = sessions.commonHit(hits, epoch: epoch, tier: tier)
    let mean = sum(table, hits) {
      table.flows[$0 + FlowLayout.loadInput] * capacity.perInput
        + table.flows[$0 + FlowLayout.loadOutput] * capacity.perOutput
    }
    return (hit, load.scale(to: mean, hit: hit))
  }

  /// A flow of a session at the hit rates of its calls.
  private func sum(_ table: SessionFlows, _ hits: [Double], _ flow: (Int) -> Double) -> Double {
    var sum = flow(table.place(trial: sessions.slot, row: 0) + place)
    for (call, hit) in hits.enumerated() where hit > 0 {
      sum += hit * flow(table.place(trial: sessions.slot, row: 1 + call) + place)
    }
    return sum
  }
}
