import Scenarios

/// What the sessions of one segment put on one capacity, in one trial.
///
/// What an epoch fixes is worked out once: of its many hours each then costs a few products. A class, so
/// that they copy nothing.
final class SegmentStream {
  /// By week, zero where the segment has no capacity: untracked use has accounts of its own.
  let weekly: [Double]
  /// Background work fills all hours alike and has no bursts.
  let isBackground: Bool
  let workflow: Int
  /// Whether caches change what sessions put on the capacity.
  let hasCaches: Bool
  private let epochOfWeek: [Int]
  private let hits: HourHits
  /// Those that load the capacity, epoch after epoch.
  private let tiers: [Tier]
  private let tiersOfEpoch: [Range<Int>]
  /// Of ``tiers``, one after another.
  private let calls: [Call]
  private let classes: [TierLoad.Nodes]
  /// By epoch: P(a session puts load on the capacity).
  private let loading: [Double]

  /// The sessions of a tier in an epoch; amounts are those without any hit.
  private struct Tier {
    let share: Double
    /// Of a session: US dollars by the token, and load.
    let byToken: Double
    let load: Double
    let total: TierLoad.Nodes
    let calls: Range<Int>
    let classes: Range<Int>
    /// Of its first call, among the hit rates of a week.
    let place: Int
  }

  /// What a hit of a call adds to the amounts of its tier, and its weight in the common hit rate.
  private struct Call {
    let byToken: Double
    let load: Double
    let weight: Double
  }

  init(
    _ segment: Segment, _ sessions: WorkflowSessions, weekly: [Double], capacity index: Int,
    _ capacity: CapacityTrial, moments: LoadMoments
  ) {
    let evaluator = sessions.evaluator
    self.weekly = segment.isShadow ? weekly.map { _ in 0 } : weekly
    isBackground = segment.isBackground
    workflow = sessions.workflow
    epochOfWeek = evaluator.plan.epochOfWeek
    hits = sessions.hourHits
    let loads = moments[index, workflow: sessions.workflow]
    let place = evaluator.layout.firstPlace(ofCapacity: index)
    var (tiers, tiersOfEpoch) = ([Tier](), [Range<Int>]())
    var (calls, classes) = ([Call](), [TierLoad.Nodes]())
    var loading: [Double] = []
    for epoch in loads.indices {
      let first = tiers.count
      var share = 0.0
      for (tier, load) in loads[epoch].enumerated() {
        let route = sessions.routes[epoch][tier]
        guard let load, route.share > 0 else { continue }
        share += route.share
        let table = evaluator.sessionFlows(
          workflow: sessions.workflow, epoch: epoch, tier: tier)
        func flows(row: Int) -> (byToken: Double, load: Double) {
          let place = table.place(trial: sessions.slot, row: row) + place
          return (
            table.flows[place + FlowLayout.byToken],
            table.flows[place + FlowLayout.loadInput] * capacity.perInput
              + table.flows[place + FlowLayout.loadOutput] * capacity.perOutput
          )
        }
        let costs = (0..<(table.rowsPerTrial - 1)).map {
          table.costOfHit(trial: sessions.slot, call: $0)
        }
        let cost = costs.reduce(0, +)
        let own = flows(row: 0)
        tiers.append(
          Tier(
            share: route.share, byToken: own.byToken, load: own.load, total: load.total,
            calls: calls.count..<(calls.count + costs.count),
            classes: classes.count..<(classes.count + load.classes.count),
            place: hits.prefixes.firstCall[tier]))
        for call in costs.indices {
          let slope = flows(row: 1 + call)
          let weight = costs.count == 1 ? 1 : cost > 0 ? costs[call] / cost : 0
          calls.append(Call(byToken: slope.byToken, load: slope.load, weight: weight))
        }
        classes += load.classes
      }
      tiersOfEpoch.append(first..<tiers.count)
      loading.append(sessions.trial.reaching * share)
    }
    self.tiers = tiers
    self.tiersOfEpoch = tiersOfEpoch
    self.calls = calls
    hasCaches = calls.contains { $0.load != 0 }
    self.classes = classes
    self.loading = loading
  }

  func epoch(ofWeek week: Int) -> Int { epochOfWeek[week] }

  /// Whether any session loads the capacity in any week.
  var isLoading: Bool { weekly.contains { $0 > 0 } && loading.contains { $0 > 0 } }

  /// The classes of a session of an epoch, without caches.
  func mix(epoch: Int) -> [LoadClass] {
    tiersOfEpoch[epoch].flatMap { index in
      let tier = tiers[index]
      let all = LoadAtHit(0, load: tier.load, tier.total)
      return tier.classes.map { place in
        let powers = all.powers(of: classes[place]) * tier.share
        return LoadClass(
          sessions: tier.share * classes[place].probability, powers: powers, alone: powers)
      }
    }
  }

  /// P(a session puts load on it).
  func loading(week: Int) -> Double { loading[epochOfWeek[week]] }

  /// Adds, by week, what the sessions of an hour of a level put on it.
  ///
  /// - Parameters:
  ///   - share: Of a week's sessions, in the hour.
  ///   - alone: By week, the probability that no other session loads the capacity in the hour.
  ///   - loads: The first week's is at `first`, the next one's `stride` further.
  func addLoads(
    share: Double, level: Int, alone: [Double], to loads: inout [SegmentLoad], from first: Int,
    every stride: Int
  ) {
    guard weekly.contains(where: { $0 > 0 }) else { return }
    let rates = hits.rates(level: level)
    let ratesAlone = alone.contains { $0 > 0 } ? hits.ratesAlone(level: level) : rates
    for week in weekly.indices {
      let expected = weekly[week] * share
      guard expected > 0 else { continue }
      let alone = alone[week]
      var load = SegmentLoad()
      for index in tiersOfEpoch[epochOfWeek[week]] {
        let hour = hour(
          of: index, expected, week: week, rates: rates, ratesAlone: ratesAlone, alone: alone)
        load.byToken += hour.byToken
        load.powers += hour.company.powers(of: tiers[index].total) * (hour.sessions * (1 - alone))
        if alone > 0 {
          load.powers += hour.single.powers(of: tiers[index].total) * (hour.sessions * alone)
        }
      }
      loads[first + week * stride] = load
    }
  }

  /// Adds the classes of the sessions of one hour.
  func add(
    share: Double, week: Int, level: Int, alone: Double, to classes: inout [LoadClass]
  ) {
    let expected = weekly[week] * share
    guard expected > 0 else { return }
    let rates = hits.rates(level: level)
    let ratesAlone = alone > 0 ? hits.ratesAlone(level: level) : rates
    for index in tiersOfEpoch[epochOfWeek[week]] {
      let hour = hour(
        of: index, expected, week: week, rates: rates, ratesAlone: ratesAlone, alone: alone)
      for place in tiers[index].classes {
        let nodes = self.classes[place]
        let company = hour.company.powers(of: nodes) * hour.sessions
        classes.append(
          LoadClass(
            sessions: hour.sessions * nodes.probability, powers: company,
            alone: alone > 0 ? hour.single.powers(of: nodes) * hour.sessions : company))
      }
    }
  }

  /// The sessions of a tier in an hour.
  private struct TierHour {
    let sessions: Double
    /// US dollars of all of them.
    let byToken: Double
    /// Where others load the capacity, and where a session is the only one.
    let company: LoadAtHit
    let single: LoadAtHit
  }

  private func hour(
    of index: Int, _ expected: Double, week: Int, rates: [Double], ratesAlone: [Double],
    alone: Double
  ) -> TierHour {
    let tier = tiers[index]
    let place = week * hits.prefixes.callsPerWeek + tier.place
    var byToken = tier.byToken
    var (company, load) = (0.0, tier.load)
    for call in tier.calls {
      let hit = rates[place + call - tier.calls.lowerBound]
      byToken += hit * calls[call].byToken
      company += hit * calls[call].weight
      load += hit * calls[call].load
    }
    let sessions = expected * tier.share
    guard alone > 0 else {
      let all = LoadAtHit(company, load: load, tier.total)
      return TierHour(sessions: sessions, byToken: sessions * byToken, company: all, single: all)
    }
    var (single, loadAlone) = (0.0, tier.load)
    (company, load) = (0, tier.load)
    for call in tier.calls {
      let hit = rates[place + call - tier.calls.lowerBound]
      let own = ratesAlone[place + call - tier.calls.lowerBound]
      single += own * calls[call].weight
      loadAlone += own * calls[call].load
      // A session in company makes up for what one alone misses.
      let accompanied =
        alone < 1 ? min(max((hit - alone * own) / (1 - alone), hit), 1) : hit
      company += accompanied * calls[call].weight
      load += accompanied * calls[call].load
    }
    return TierHour(
      sessions: sessions, byToken: sessions * byToken,
      company: LoadAtHit(company, load: load, tier.total),
      single: LoadAtHit(single, load: loadAlone, tier.total))
  }
}

/// Moments of the load of a tier's sessions where one hit rate stands for those of all calls.
private struct LoadAtHit {
  private let weights: SIMD4<Double>
  /// What puts the mean load right there.
  private let scale: Double

  /// - Parameters:
  ///   - load: Mean of a session.
  ///   - total: What is to be put right.
  init(_ hit: Double, load: Double, _ total: TierLoad.Nodes) {
    weights = CostMoments.weights(at: hit)
    let mean = (total.first * weights).sum()
    scale = mean > 0 ? load / mean : 1
  }

  func powers(of nodes: TierLoad.Nodes) -> LoadPowers { nodes.powers(weights).scaled(by: scale) }
}
