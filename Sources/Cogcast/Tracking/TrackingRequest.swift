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

  /// What counts as one session.
  public var unit: Unit
  /// First day of the first week; that of the scenario when `nil`.
  public var start: CalendarDay?
  /// Weeks above the band that fail a check, 1 or more; `nil` for a report alone.
  public var limit: Int?

  /// - Parameters:
  ///   - unit: A session unless given.
  ///   - start: That of the scenario unless given.
  ///   - limit: No check unless given.
  public init(unit: Unit = .session, start: CalendarDay? = nil, limit: Int? = nil) {
    self.unit = unit
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
