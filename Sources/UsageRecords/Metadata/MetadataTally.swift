/// How many of a log's requests, and how much of its cost, carry each field.
package struct MetadataTally: Sendable {
  /// Lines given as examples of each field.
  private static let exampleLimit = 3
  /// Models without a price that are told one by one: a log may have a name in every line.
  private static let unpricedLimit = 20

  /// What carries a field, or all of them.
  package struct Share: Sendable {
    package fileprivate(set) var requests = 0
    fileprivate var sum = CompensatedSum()
    /// The first lines that lack it, 1-based.
    package fileprivate(set) var lacking: [Int] = []

    package init() {}

    /// US dollars.
    package var cost: Double { sum.value }

    fileprivate mutating func add(_ isPresent: Bool, requests count: Int, cost: Double, line: Int) {
      if isPresent {
        requests += count
        sum.add(cost)
      } else if lacking.count < MetadataTally.exampleLimit, lacking.last != line {
        lacking.append(line)
      }
    }
  }

  /// Records of a model that the book cannot price.
  package struct Unpriced: Sendable {
    package fileprivate(set) var requests = 0
    /// Why, and what to do, as the first record says.
    package let reason: String
  }

  package internal(set) var lines = 0
  package private(set) var records = 0
  package private(set) var requests = 0
  package private(set) var invalid = 0
  package private(set) var passedOver: [PassedOver: Int] = [:]
  package private(set) var shares: [MetadataField: Share] = [:]
  /// What carries every field of the minimum.
  package private(set) var complete = Share()
  package private(set) var unpriced: [String: Unpriced] = [:]
  private var total = CompensatedSum()

  package init() {}

  /// US dollars, of what has a price.
  package var cost: Double { total.value }

  package var unpricedRequests: Int { unpriced.values.reduce(0) { $0 + $1.requests } }

  /// - Parameter cost: US dollars, 0 where there is no price.
  mutating func add(_ record: UsageRecord, line: Int, cost: Double) {
    let count = record.usage.requests
    records += 1
    requests += count
    total.add(cost)
    var hasMinimum = true
    for field in MetadataField.allCases {
      let isPresent = field.isPresent(in: record)
      if field.isMinimum, !isPresent { hasMinimum = false }
      shares[field, default: Share()].add(isPresent, requests: count, cost: cost, line: line)
    }
    complete.add(hasMinimum, requests: count, cost: cost, line: line)
  }

  mutating func addUnpriced(_ record: UsageRecord, _ reason: FieldError) {
    let isNew = unpriced[record.model] == nil
    let entry =
      isNew && unpriced.count >= Self.unpricedLimit
      ? ("other models", Unpriced(reason: "see them one by one with `cogcast prices charge`."))
      : (record.model, Unpriced(reason: reason.message))
    unpriced[entry.0, default: entry.1].requests += record.usage.requests
  }

  mutating func addInvalid() { invalid += 1 }

  mutating func add(_ reason: PassedOver) { passedOver[reason, default: 0] += 1 }
}
