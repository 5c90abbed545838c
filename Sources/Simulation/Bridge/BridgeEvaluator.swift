import Foundation
import Scenarios

/// Evaluates the rungs of the bridge between the spreadsheet number and the forecast mean.
///
/// Every rung is a mean of inference cost on the points of the run itself, so that a rung's change
/// carries little noise of its own. Harness and fixed costs are known from the run, and so is the
/// last level of inference.
struct BridgeEvaluator: Sendable {
  let plan: Plan
  /// By strategy: the effects that are evaluated on the points, in order.
  private let evaluated: [[BridgeEffect]]

  private static let inferenceEffects: [BridgeEffect] = [
    .averages, .turns, .history, .cache, .routing, .retries, .validation, .loops, .learning,
    .prices, .capacity,
  ]

  init(plan: Plan) {
    self.plan = plan
    evaluated = plan.strategies.map { strategy in
      // The last level is the inference cost of the run's tracked use itself, with all capacity.
      Self.inferenceEffects.filter {
        Self.isActive($0, strategy: strategy, scenario: plan.scenario)
      }.dropLast()
    }
  }

  /// False where switching the effect on cannot change anything.
  private static func isActive(
    _ effect: BridgeEffect, strategy: StrategyPlan, scenario: Scenario
  ) -> Bool {
    let calls = scenario.workflows.flatMap(\.calls)
    switch effect {
    case .history:
      return scenario.workflows.contains { !$0.memory.isNone || $0.longTermMemory != nil }
    case .cache:
      return calls.contains { $0.cache != nil }
        || scenario.workflows.contains { $0.responseCache != nil }
    case .routing: return strategy.workflows.contains { $0.tiers.count > 1 }
    case .retries: return calls.contains { $0.retry != nil }
    case .validation: return calls.contains { $0.validation != nil }
    case .loops: return calls.contains { $0.loop != nil }
    case .learning: return scenario.learning != nil
    case .prices: return !scenario.prices.changes.isEmpty
    case .capacity: return !strategy.capacities.isEmpty
    default: return true
    }
  }

  /// The evaluators of one strategy for one randomisation.
  func ladder(strategy: Int, builders: [[LengthBuilder]]) -> BridgeLadder {
    BridgeLadder(
      plan: plan, strategy: plan.strategies[strategy],
      rungs: evaluated[strategy].map { effect in
        BridgeRungModel(
          plan: plan, strategy: plan.strategies[strategy], effects: .upTo(effect),
          builders: builders)
      })
  }

  /// Inference cost of the horizon with unknown inputs at their median or as planned, per-event
  /// laws at their mean, one turn unless planned otherwise, and every other effect off.
  func spreadsheet(strategy: Int, seed: UInt64) -> Double {
    let scenario = plan.scenario
    let inputs = Inputs(
      draws: scenario.assumptions.map { $0.law.quantile(0.5) }, overrides: scenario.planned)
    let traffic = Traffic(plan: plan, inputs: inputs, heterogeneity: [], demandNormals: [])
    let model = BridgeRungModel(
      plan: plan, strategy: plan.strategies[strategy], effects: .upTo(.spreadsheet),
      builders: SessionPanel.builders(plan: plan, seed: seed, randomisation: 0))
    return model.inferenceCost(
      inputs: inputs, traffic: traffic, coldTables: plan.coldTables(inputs))
  }

  /// The rungs, from sums over the trials of each randomisation.
  ///
  /// - Parameters:
  ///   - ladders: By randomisation, the mean inference cost at each evaluated effect.
  ///   - inference: By randomisation, the mean inference cost of the run's tracked use; the others
  ///     likewise.
  func rungs(
    strategy: Int, spreadsheet: Double, ladders: [[Double]], inference: [Double],
    harness: [Double], background: [Double], shadow: [Double], fixed: [Double],
    commitments: [Double]?
  ) -> [BridgeRung] {
    var rungs = [BridgeRung(effect: .spreadsheet, amount: spreadsheet, error: 0)]
    let count = inference.count
    var level = [Double](repeating: spreadsheet, count: count)
    func rung(_ effect: BridgeEffect, _ changes: [Double]) {
      let mean = changes.reduce(0, +) / Double(count)
      let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      rungs.append(
        BridgeRung(
          effect: effect, amount: mean,
          error: count > 1 ? (squares / Double(count - 1) / Double(count)).squareRoot() : 0))
    }
    let lastInference = Self.inferenceEffects.last {
      Self.isActive($0, strategy: plan.strategies[strategy], scenario: plan.scenario)
    }
    for effect in BridgeEffect.allCases.dropFirst() {
      switch effect {
      case .harness: rung(effect, harness)
      case .background: rung(effect, background)
      case .shadow: rung(effect, shadow)
      case .fixed: rung(effect, fixed)
      case .commitments:
        if let commitments { rung(effect, commitments) }
      default:
        var next = level
        if let place = evaluated[strategy].firstIndex(of: effect) {
          next = ladders.map { $0[place] }
        } else if effect == lastInference {
          next = inference
        }
        rung(effect, zip(next, level).map { $0 - $1 })
        level = next
      }
    }
    return rungs
  }
}

/// The evaluated rungs of one strategy for one randomisation, on one thread.
final class BridgeLadder {
  private let rungs: [BridgeRungModel]

  init(plan: Plan, strategy: StrategyPlan, rungs: [BridgeRungModel]) {
    self.rungs = rungs
  }

  var count: Int { rungs.count }

  func add(
    inputs: Inputs, traffic: Traffic, coldTables: ColdTables?, to sums: inout [Double]
  ) {
    for (place, rung) in rungs.enumerated() {
      sums[place] += rung.inferenceCost(
        inputs: inputs, traffic: traffic, coldTables: coldTables)
    }
  }
}

/// Expected inference cost of the horizon with only some effects switched on.
final class BridgeRungModel {
  private let plan: Plan
  private let strategy: StrategyPlan
  private let effects: EffectSet
  private let models: [WorkflowModel]

  init(
    plan: Plan, strategy: StrategyPlan, effects: EffectSet, builders: [[LengthBuilder]]
  ) {
    self.plan = plan
    self.strategy = strategy
    self.effects = effects
    models = plan.scenario.workflows.indices.map { index in
      WorkflowModel(
        workflow: plan.scenario.workflows[index], plan: strategy.workflows[index],
        scenario: plan.scenario, effects: effects, builders: builders[index])
    }
  }

  /// Capacity is not in it: what it serves is paid by the token.
  func inferenceCost(
    inputs: Inputs, traffic: Traffic, coldTables: ColdTables?
  ) -> Double {
    var cost = 0.0
    for (index, model) in models.enumerated() {
      let arrivals = traffic.arrivals[index]
      let prefix = PrefixHits(tables: coldTables, arrivals: arrivals)
      let trial = model.trial(inputs, weekly: arrivals.total)
      for (epoch, weeks) in epochs {
        cost += inferenceCost(
          model, trial, epoch: epoch, weeks: weeks, prefix: prefix, inputs: inputs)
      }
    }
    return cost
  }

  /// Epochs whose learning and prices are switched on, with the weeks in each; one without either.
  private var epochs: [(epoch: Int, weeks: [Int])] {
    guard effects.contains(.learning) || effects.contains(.prices) else {
      return [(0, Array(plan.epochOfWeek.indices))]
    }
    return plan.epochs.indices.map { ($0, Array(plan.weeksOfEpoch[$0])) }
  }

  private func inferenceCost(
    _ model: WorkflowModel, _ trial: WorkflowTrial, epoch: Int, weeks: [Int], prefix: PrefixHits,
    inputs: Inputs
  ) -> Double {
    var cost = 0.0
    let weekly = weeks.map { prefix.arrivals.users[$0] }
    let months = effects.contains(.learning) ? plan.epochs[epoch].learningMonths : 0
    let changes = plan.scenario.prices.changes
    let prices =
      effects.contains(.prices)
      ? plan.models.map { plan.epochs[epoch].priceFactor(of: $0, changes, inputs) }
      : [Double](repeating: 1, count: plan.models.count)
    let routes = strategy.routes(
      model.plan, learned: Learned(plan.scenario.learning, months: months, inputs),
      routed: effects.contains(.routing), inputs: inputs)
    let usages = model.usages(trial, learningMonths: [months], inputs: inputs) {
      routes[$0].share > 0
    }[0]
    for (tier, route) in routes.enumerated() {
      guard let usage = usages[tier] else { continue }
      let tierPlan = model.plan.tiers[tier]
      cost += route.share * weekly.reduce(0, +) * tierPlan.cost(of: usage.base, prices: prices)
      guard effects.contains(.cache) else { continue }
      for callPlan in tierPlan.calls {
        let slope = tierPlan.cost(of: usage.slope, item: callPlan.item, prices: prices)
        guard slope != 0, let ttl = callPlan.timeToLive else { continue }
        var senders: [(share: Double, end: SessionEnd)] = []
        for (other, candidate) in model.plan.tiers.enumerated()
        where candidate.sends(call: callPlan.source, to: callPlan.model) {
          if let sender = usages[other] { senders.append((routes[other].share, sender.end)) }
        }
        let share = senders.reduce(0) { $0 + $1.share }
        let hits = prefix.rates(
          PrefixLoads(
            weeks.map {
              PrefixStream(week: $0, share: share * trial.reaching / callPlan.servers)
            }, prefix),
          coverage: trial.coverage(
            call: callPlan.source, ttl: ttl, meanGaps: trial.meanGaps(of: senders)))
        let covered = zip(weekly, hits).reduce(0) { $0 + $1.0 * $1.1 }
        cost += route.share * covered * slope
      }
    }
    return cost
  }
}

extension TierPlan {
  /// US dollars by the token of a usage vector, or of one item of it.
  ///
  /// - Parameter prices: By model of the plan, what its prices are multiplied with.
  func cost(of usage: [Double], item only: Int? = nil, prices: [Double]) -> Double {
    var cost = 0.0
    for (index, item) in items.enumerated() where only == nil || only == index {
      let rates = self.rates[index].listed * prices[item.model]
      let start = index * MeanUsage.metersPerItem
      for meter in 0..<8 { cost += usage[start + meter] * rates[meter] }
      cost += usage[start + MeanUsage.fees] * prices[item.model]
    }
    return cost
  }
}

extension Memory {
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }
}
