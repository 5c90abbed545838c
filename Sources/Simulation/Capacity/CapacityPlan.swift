import Scenarios

/// A capacity under one strategy.
struct CapacityPlan: Sendable {
  let capacity: Capacity
  /// Index into the plan's models.
  let model: Int

  var name: String { capacity.name }
  /// Its name in the breakdown.
  var label: String { "capacity.\(name)" }

  var meter: CostMeter {
    switch capacity.kind {
    case .provisioned: .provisioned
    case .selfHosted: .selfHosted
    }
  }

  init(_ capacity: Capacity, model: Int) {
    self.capacity = capacity
    self.model = model
  }

  /// True where no trial changes what a token weighs.
  var hasKnownWeights: Bool {
    switch capacity.kind {
    case .provisioned(let units): units.tokensPerMinute.isKnown && units.outputWeight.isKnown
    case .selfHosted(let servers):
      servers.inputTokensPerSecond.isKnown && servers.outputTokensPerSecond.isKnown
    }
  }
}

/// A capacity with the numbers of one trial.
///
/// Load counts in hours of one unit, or of one replica. Tokens that are read from a cache take none.
///
/// - Source: Microsoft, azure-ai-docs, "Provisioned throughput sizing" (2026-05-21): RPM · (input ·
///   (1 - cached) + weight · output) / tokens per minute of a unit.
struct CapacityTrial {
  /// Load of an input and of an output token.
  let perInput: Double
  let perOutput: Double
  /// US dollars of a unit or a replica for an hour.
  let pricePerHour: Double
  private let kind: Capacity.Kind
  private let utilisation: Double

  init(_ plan: CapacityPlan, _ inputs: Inputs) {
    kind = plan.capacity.kind
    switch plan.capacity.kind {
    case .provisioned(let units):
      perInput = 1 / (inputs(units.tokensPerMinute) * 60)
      perOutput = perInput * inputs(units.outputWeight)
      pricePerHour = inputs(units.pricePerUnitHour)
      utilisation = 1
    case .selfHosted(let servers):
      perInput = 1 / (inputs(servers.inputTokensPerSecond) * 3600)
      perOutput = 1 / (inputs(servers.outputTokensPerSecond) * 3600)
      pricePerHour = inputs(servers.pricePerGPUHour) * Double(servers.gpusPerReplica)
      utilisation = inputs(servers.targetUtilisation)
    }
  }

  /// What a week comes to.
  struct Week {
    /// Unit-hours, or replica-hours, that are paid.
    var hours = 0.0
    /// Expected load, and what of it is above the capacity of its hour.
    var load = 0.0
    var spilled = 0.0
  }

  /// The lowest load at which an hour costs more than it does anyway.
  private var least: Double {
    switch kind {
    case .provisioned(let units): Double(units.units)
    case .selfHosted(let servers): Double(servers.minimumReplicas) * utilisation
    }
  }

  /// The most that an hour serves; `nil` where there is no bound.
  var most: Double? {
    switch kind {
    case .provisioned(let units): Double(units.units)
    case .selfHosted(let servers): servers.maximumReplicas.map { Double($0) * utilisation }
    }
  }

  /// What a load of a law needs.
  func need(_ law: ShiftedGamma) -> HourNeed {
    var need = HourNeed()
    if case .selfHosted(let servers) = kind {
      need.replicas = law.steps(
        of: utilisation, from: Double(servers.minimumReplicas),
        to: servers.maximumReplicas.map(Double.init) ?? .infinity)
    }
    if let most, most > 0 { need.spill = law.spill(above: most) }
    return need
  }

  /// Adds the hours of a level to a week.
  ///
  /// - Parameters:
  ///   - costs: What does not fit costs by the token, US dollars, from `firstCost` on by segment.
  func add(
    _ loads: LevelLoads, week place: Int, hours: Double, to week: inout Week,
    costs: inout [Double], from firstCost: Int
  ) {
    let load = loads.hour(week: place, least: least)
    let need = load.need(self)
    switch kind {
    case .provisioned(let units): week.hours += hours * Double(units.units)
    case .selfHosted(let servers):
      week.hours += hours * (Double(servers.minimumReplicas) + need.replicas)
    }
    week.load += hours * load.mean
    guard load.mean > 0, need.spill.load > 0 else { return }
    week.spilled += hours * need.spill.load
    loads.addCosts(of: need.spill, load, week: place, hours: hours, to: &costs, from: firstCost)
  }
}
