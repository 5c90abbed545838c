import Kernels
import Pricing
import Scenarios

/// A scenario compiled for simulation: what no trial changes is computed once here.
///
/// A class, since every trial asks it for many things.
final class Plan: Sendable {
  let scenario: Scenario
  let months: MonthGrid
  /// Index of the epoch of each week.
  let epochOfWeek: [Int]
  let epochs: [Epoch]
  let weeksOfEpoch: [Range<Int>]
  /// Identifiers of the random streams of segments and workflows: by name, so that scenarios that
  /// are compared with each other share them.
  let segmentKeys: [UInt64]
  let workflowKeys: [UInt64]
  /// Names of all models that any simulated strategy can bill, in order of first use.
  let models: [String]
  let strategies: [StrategyPlan]
  let calendar: DemandCalendar
  /// `nil` in a flat week without bursts.
  let hours: HourlyArrivals?
  let hourLevels: [HourLevel]

  init(scenario: Scenario, strategies indices: [Int]) {
    self.scenario = scenario
    calendar = DemandCalendar(scenario)
    let isFlat = scenario.demand.hours.isFlat && scenario.demand.burstiness.value == .known(0)
    hours = isFlat ? nil : HourlyArrivals(scenario.demand.hours)
    hourLevels = HourLevel.all(scenario.demand.hours)
    let months = MonthGrid(weeks: scenario.horizon.weeks)
    self.months = months
    var epochs: [Epoch] = []
    var firstWeeks: [Int] = []
    epochOfWeek = (0..<scenario.horizon.weeks).map { week in
      let epoch = Epoch(week: week, scenario: scenario)
      if epoch != epochs.last {
        epochs.append(epoch)
        firstWeeks.append(week)
      }
      return epochs.count - 1
    }
    self.epochs = epochs
    weeksOfEpoch = zip(firstWeeks, firstWeeks.dropFirst() + [scenario.horizon.weeks]).map {
      $0..<$1
    }
    segmentKeys = scenario.segments.map { RandomStream.hash($0.name) }
    workflowKeys = scenario.workflows.map { RandomStream.hash($0.name) }

    var registry = ModelRegistry(
      prices: scenario.models, tokensOf: scenario.prices.tokensOf)
    if let routing = scenario.routing {
      let chosen = indices.isEmpty ? [routing.use] : indices
      strategies = chosen.map { index in
        StrategyPlan(routing.strategies[index], scenario: scenario, registry: &registry)
      }
    } else {
      strategies = [
        StrategyPlan(nil, scenario: scenario, registry: &registry)
      ]
    }
    models = registry.names
  }

  /// By model, what an epoch multiplies its token prices with; empty where none changes.
  func priceFactors(_ epoch: Int, _ inputs: Inputs) -> [Double] {
    let changes = scenario.prices.changes
    guard !changes.isEmpty else { return [] }
    return models.map { epochs[epoch].priceFactor(of: $0, changes, inputs) }
  }

  /// Where trials leave the tables that they share; `nil` in a flat week without bursts.
  func coldTableStore() -> ColdTableStore? { hours.map { ColdTableStore($0) } }

  /// What finds the shared prefix cold in a trial; `nil` in a flat week without bursts.
  func coldTables(_ inputs: Inputs) -> ColdTables? { coldTables(inputs, in: coldTableStore()) }

  /// Likewise, with tables that other trials may have asked for.
  func coldTables(_ inputs: Inputs, in store: ColdTableStore?) -> ColdTables? {
    let burstiness = inputs(scenario.demand.burstiness)
    return store?.trial(variance: burstiness * burstiness)
  }
}

/// Numbers models in order of first use.
struct ModelRegistry {
  let prices: [String: ModelPrice]
  /// The model whose tokens the scenario counts.
  private let tokensOf: ModelPrice?
  private(set) var names: [String] = []
  /// Models that the capacities of the strategy being planned serve, in their order.
  var served: [String] = []

  init(prices: [String: ModelPrice], tokensOf: ModelPrice?) {
    self.prices = prices
    self.tokensOf = tokensOf
  }

  /// Tokens of a model for each token of the scenario.
  func tokenScale(of name: String) -> Double {
    tokensOf.flatMap { unit in prices[name].flatMap { unit.tokenRatio(to: $0) } } ?? 1
  }

  mutating func index(of name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    return names.count - 1
  }
}

/// One strategy: per workflow, the tiers a session can be sent to.
struct StrategyPlan: Sendable {
  let name: String?
  let policy: Strategy.Policy?
  let batchShare: Quantity?
  let capacities: [CapacityPlan]
  /// By commitment, whether nothing in production uses it.
  let idleCommitments: [Bool]
  /// By workflow index.
  let workflows: [WorkflowPlan]

  /// - Parameter strategy: `nil` for a scenario without routing.
  init(_ strategy: Strategy?, scenario: Scenario, registry: inout ModelRegistry) {
    name = strategy?.name
    policy = strategy?.policy
    batchShare = strategy?.batchShare
    let place = scenario.routing?.strategies.firstIndex { $0.name == strategy?.name }
    idleCommitments = scenario.commitments.map { !scenario.isInProduction($0, under: place) }
    registry.served =
      strategy?.capacities.map { name in
        scenario.capacities.first { $0.name == name }!.model
      } ?? []
    workflows = scenario.workflows.map { workflow in
      WorkflowPlan(workflow: workflow, strategy: strategy, registry: &registry)
    }
    capacities = (strategy?.capacities ?? []).map { name in
      let capacity = scenario.capacities.first { $0.name == name }!
      return CapacityPlan(capacity, model: registry.index(of: capacity.model))
    }
  }
}

extension StrategyPlan {
  /// Whether sessions of every tier bill the same as those of another strategy's.
  func bills(as other: StrategyPlan) -> Bool {
    capacities.isEmpty && other.capacities.isEmpty
      && zip(workflows, other.workflows).allSatisfy { own, others in
        own.tiers.map(\.kind) == others.tiers.map(\.kind)
      }
  }
}

/// A workflow under one strategy.
struct WorkflowPlan: Sendable {
  let tiers: [TierPlan]
  /// By tier, the first one whose sessions use as much, at whatever rates.
  let firstAlike: [Int]
  /// False where every call names its own model.
  let isRouted: Bool

  init(workflow: Workflow, strategy: Strategy?, registry: inout ModelRegistry) {
    isRouted = workflow.calls.contains { $0.model == nil }
    let stages: [[String]] = isRouted ? strategy?.policy.stages ?? [[]] : [[]]
    let request = isRouted ? SortingRequest(of: strategy?.policy) : nil
    let services: [ServiceTier?] =
      isRouted && strategy?.batchShare != nil ? [nil, .batch] : [nil]
    var plans: [TierPlan] = []
    for service in services {
      for (place, models) in stages.enumerated() {
        plans.append(
          TierPlan(
            workflow: workflow, stages: models, fallback: strategy?.fallback, request: request,
            service: service, isEscalated: place > 0, registry: &registry))
      }
    }
    tiers = plans
    firstAlike = plans.map { tier in plans.firstIndex { $0.uses(as: tier) }! }
  }
}

extension Strategy.Policy {
  /// By tier, the models that answer one after another at every turn; the last answer is kept.
  fileprivate var stages: [[String]] {
    switch self {
    case .single(let model, _): [[model]]
    case .tiered(let tiered): tiered.tiers.map { [$0.model] }
    case .cascade(let cascade): [[cascade.small], [cascade.small, cascade.large]]
    case .router(let router): [[router.small.model], [router.large.model]]
    }
  }
}
