import Scenarios
import Simulation

/// A capacity with the numbers of one trial, played hour by hour.
struct OracleCapacity {
  /// What the sessions that begin in one hour of one week put on it, and what they would cost by the
  /// token, by segment.
  struct Hour {
    var load = 0.0
    var byToken: [Double]
  }

  let name: String
  let model: Int
  let meter: CostMeter
  private let perInput: Double
  private let perOutput: Double
  private let pricePerHour: Double
  private let kind: Capacity.Kind
  private let utilisation: Double
  /// `hours[week][hour]`.
  private var hours: [[Hour]]

  init(_ capacity: Capacity, in trial: OracleTrial, names: OracleNames, weeks: Int, segments: Int) {
    name = capacity.name
    model = names.model(capacity.model)
    kind = capacity.kind
    switch capacity.kind {
    case .provisioned(let units):
      meter = .provisioned
      perInput = 1 / trial[units.tokensPerMinute] / 60
      perOutput = trial[units.outputWeight] / trial[units.tokensPerMinute] / 60
      pricePerHour = trial[units.pricePerUnitHour]
      utilisation = 1
    case .selfHosted(let servers):
      meter = .selfHosted
      perInput = 1 / trial[servers.inputTokensPerSecond] / 3600
      perOutput = 1 / trial[servers.outputTokensPerSecond] / 3600
      pricePerHour = trial[servers.pricePerGPUHour] * Double(servers.gpusPerReplica)
      utilisation = trial[servers.targetUtilisation]
    }
    let empty = Hour(byToken: Array(repeating: 0, count: segments))
    hours = Array(repeating: Array(repeating: empty, count: 168), count: weeks)
  }

  mutating func serve(_ usage: OracleUsage, segment: Int, week: Int, hour: Int) {
    hours[week][hour].load +=
      perInput * (usage.input + usage.write) + perOutput * usage.output
    hours[week][hour].byToken[segment] += usage.cost
  }

  /// What a week is charged: by the hour, and by segment for the tokens that did not fit.
  func bill(week: Int) -> (reserved: Double, spilled: [Double]) {
    var reserved = 0.0
    var spilled = Array(repeating: 0.0, count: hours[week][0].byToken.count)
    for hour in hours[week] {
      var room = Double.infinity
      switch kind {
      case .provisioned(let units):
        reserved += Double(units.units) * pricePerHour
        room = Double(units.units)
      case .selfHosted(let servers):
        let wanted = max(Int((hour.load / utilisation).rounded(.up)), servers.minimumReplicas)
        let running = min(wanted, servers.maximumReplicas ?? .max)
        reserved += Double(running) * pricePerHour
        if let most = servers.maximumReplicas { room = Double(most) * utilisation }
      }
      guard hour.load > room else { continue }
      let share = 1 - room / hour.load
      for segment in spilled.indices { spilled[segment] += share * hour.byToken[segment] }
    }
    return (reserved, spilled)
  }
}
