import UsageRecords

/// What is followed in a log, and from when.
public struct TrackingRequest: Sendable, Equatable {
  /// What counts as one session of the scenario.
  public enum Unit: String, Sendable, CaseIterable {
    /// Requests of the same session.
    case session
    /// Requests of the same trace.
    case trace

    var label: UnitLabel { self == .session ? .session : .trace }
  }

  /// Whose reckoning of what a request cost counts.
  public enum Cost: String, Sendable, CaseIterable {
    /// The price book's.
    case book
    /// The log's own: `cost` of cogcast's records, `spend` of LiteLLM, `totalCost` of Langfuse.
    case recorded

    var source: CostSource { self == .book ? .book : .recorded }
  }

  /// What counts as one session.
  public var unit: Unit
  /// What requests cost by.
  public var cost: Cost
  /// First day of the first week; that of the scenario when `nil`.
  public var start: CalendarDay?
  /// Weeks above the band that fail a check, 1 or more; `nil` for a report alone.
  public var limit: Int?

  /// - Parameters:
  ///   - unit: A session unless given.
  ///   - cost: By the price book unless given.
  ///   - start: That of the scenario unless given.
  ///   - limit: No check unless given.
  public init(
    unit: Unit = .session, cost: Cost = .book, start: CalendarDay? = nil, limit: Int? = nil
  ) {
    self.unit = unit
    self.cost = cost
    self.start = start
    self.limit = limit
  }

  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a limit below 1.
  public func check() throws(CogcastError) {
    if let limit, limit < 1 {
      throw .invalidRequest("\(limit) weeks above the band: a check fails from 1 on.")
    }
  }
}

/// What a log says of a feature week by week.
public struct WeeklyActuals: Sendable {
  let usage: WeeklyUsage
  let request: TrackingRequest
  let format: String

  /// Records that could not be read and are left out.
  public var invalidRecords: Int { usage.leftOut.invalid }
}
