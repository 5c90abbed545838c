import Pricing

/// What a log costs in all.
package struct ChargeSummary: Sendable {
  /// What one model costs; its name is the book's.
  package struct Model: Sendable {
    package fileprivate(set) var records = 0
    package fileprivate(set) var requests = 0
    package fileprivate(set) var inputTokens = 0
    package fileprivate(set) var outputTokens = 0
    fileprivate var sum = CompensatedSum()

    /// US dollars.
    package var cost: Double { sum.value }
  }

  /// Lines read, blank ones included.
  package internal(set) var lines = 0
  package private(set) var records = 0
  package private(set) var invalid = 0
  package private(set) var passedOver: [PassedOver: Int] = [:]
  /// Records without a time, which were priced on the book's release date.
  package private(set) var withoutTime = 0
  package private(set) var firstDay: CalendarDate?
  package private(set) var lastDay: CalendarDate?
  package private(set) var models: [String: Model] = [:]
  /// Names of the log that the book has under other names.
  package private(set) var pricedAs: [String: String] = [:]
  private var total = CompensatedSum()
  private var meters = [CompensatedSum](repeating: CompensatedSum(), count: Meter.allCases.count)

  package init() {}

  /// US dollars.
  package var cost: Double { total.value }

  /// US dollars of each meter that costs anything, in their order.
  package var costByMeter: [(meter: Meter, cost: Double)] {
    zip(Meter.allCases, meters).compactMap { meter, sum in
      sum.value == 0 ? nil : (meter, sum.value)
    }
  }

  mutating func add(_ charged: ChargedRecord) {
    let usage = charged.record.usage
    let cost = charged.charge.total
    records += 1
    total.add(cost)
    for (position, meter) in Meter.allCases.enumerated() {
      let part = charged.charge[meter]
      if part != 0 { meters[position].add(part) }
    }
    if let day = usage.at?.date {
      firstDay = min(firstDay ?? day, day)
      lastDay = max(lastDay ?? day, day)
    } else {
      withoutTime += 1
    }
    if let name = charged.pricedAs { pricedAs[charged.record.model] = name }
    add(cost, of: usage, to: charged.pricedAs ?? charged.record.model)
  }

  private mutating func add(_ cost: Double, of usage: Usage, to model: String) {
    func count(_ entry: inout Model) {
      entry.records += 1
      entry.requests += usage.requests
      entry.inputTokens += usage.promptTokens
      entry.outputTokens += usage.outputTokens
      entry.sum.add(cost)
    }
    count(&models[model, default: Model()])
  }

  mutating func addInvalid() { invalid += 1 }

  mutating func add(_ reason: PassedOver) { passedOver[reason, default: 0] += 1 }
}
