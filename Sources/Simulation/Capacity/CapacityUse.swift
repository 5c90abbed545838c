/// How far a capacity is used: sums over trials and weeks.
struct CapacityUse: Sendable {
  /// Unit-hours or replica-hours that are paid, load in the same, and what of it spilled.
  private(set) var hours = 0.0
  private(set) var load = 0.0
  private(set) var spilled = 0.0
  /// US dollars by the hour; of what spilled; and of everything, had it been paid by the token.
  private(set) var cost = 0.0
  var spilledCost = 0.0
  var costByToken = 0.0

  mutating func add(_ week: CapacityTrial.Week, cost: Double) {
    hours += week.hours
    load += week.load
    spilled += week.spilled
    self.cost += cost
  }

  static func + (a: CapacityUse, b: CapacityUse) -> CapacityUse {
    var sum = a
    sum.hours += b.hours
    sum.load += b.load
    sum.spilled += b.spilled
    sum.cost += b.cost
    sum.spilledCost += b.spilledCost
    sum.costByToken += b.costByToken
    return sum
  }

  /// Mean share of the paid hours that is used.
  var utilisation: Double { hours > 0 ? (load - spilled) / hours : 0 }

  var spilledShare: Double { load > 0 ? spilled / load : 0 }

  /// Utilisation at which an hour costs as much as the tokens that it serves: price of an hour over
  /// what an hour of load costs by the token; `nil` without load or without token prices.
  var breakEvenUtilisation: Double? {
    guard hours > 0, load > 0, costByToken > 0 else { return nil }
    return (cost / hours) / (costByToken / load)
  }
}
