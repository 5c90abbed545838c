import Pricing

/// What the unit of a feature is in a log.
package enum UnitLabel: String, Sendable, CaseIterable {
  case session, trace

  func label(of record: UsageRecord) -> String? {
    let label =
      switch self {
      case .session: record.attribution.session
      case .trace: record.attribution.trace
      }
    return label.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
  }
}

/// Whose reckoning of a request's cost counts.
package enum CostSource: String, Sendable, CaseIterable {
  /// The price book's.
  case book
  /// The log's own.
  case recorded
}

/// Reads a log and sums what one feature used by week.
///
/// Memory grows with the number of different units: each is counted once, in its first week.
package struct WeeklyReading {
  private var reader: LogReader
  private var charger: RecordCharger
  private let feature: String
  private let unit: UnitLabel
  private let cost: CostSource
  package private(set) var usage: WeeklyUsage

  /// - Parameters:
  ///   - start: First day of the first week.
  ///   - weeks: Weeks that are followed.
  package init(
    _ source: any ByteSource, format: LogFormat, charger: RecordCharger, feature: String,
    unit: UnitLabel, cost: CostSource = .book, start: CalendarDate, weeks: Int
  ) throws(LogError) {
    reader = try LogReader(source, format: format)
    self.charger = charger
    self.feature = feature
    self.unit = unit
    self.cost = cost
    usage = WeeklyUsage(start: start, weeks: weeks)
  }

  /// - Parameter report: Takes each record that cannot be read, in the order of the log.
  /// - Throws: ``LogError`` where the log cannot be read on.
  package mutating func run(report: (RecordError) -> Void) throws(LogError) {
    while let event = try reader.next() {
      switch event {
      case .record(let record, _): take(record)
      case .invalid(let error):
        usage.leftOut.invalid += 1
        report(error)
      case .passedOver: usage.leftOut.passedOver += 1
      }
    }
  }

  private mutating func take(_ record: UsageRecord) {
    let price: Result<Double, FieldError>
    do throws(FieldError) {
      price = .success(try self.price(of: record))
    } catch {
      price = .failure(error)
    }
    usage.add(record, of: feature, unit: unit.label(of: record), price: price)
  }

  private mutating func price(of record: UsageRecord) throws(FieldError) -> Double {
    switch cost {
    case .book: return try charger.charge(record).charge.total
    case .recorded:
      guard let cost = record.recordedCost else {
        throw FieldError(
          "/cost", "the log records no cost of some of its requests; price them with --cost book.")
      }
      return cost
    }
  }
}
