import Governance

/// What a log of requests says week by week, against the forecast of the same weeks.
package struct ForecastTracking: Sendable {
  package let run: RunRecord
  /// The system whose log it is, and what a unit is in it.
  package let format: String
  package let unit: String
  /// `book`, or `recorded` where the log's own reckoning counts.
  package let pricedBy: String
  /// First day of the first week.
  package let start: String
  package let feature: String
  /// From the first to the last week that a request falls in.
  package let weeks: [TrackedWeek]
  /// Of unit cost over the latest judged weeks; `nil` for too few of them.
  package let slope: SlopeTest?
  /// Weeks in a row, the latest last, whose unit cost is known.
  package let unitCostWeeks: Int
  /// Relative fall of unit cost a week that twelve weeks would show, by the forecast's own noise; `nil`
  /// for a horizon that is shorter.
  package let forecastPower: Double?
  package let leftOut: [LeftOut]
  /// Why models have no price.
  package let unpriced: [Unpriced]
  package let notes: [String]
  /// Weeks above the band that fail a check; `nil` without one.
  package let limit: Int?

  package struct LeftOut: Sendable {
    /// As JSON names it, and in words.
    package let key: String
    package let words: String
    package let requests: Int

    package init(_ key: String, _ words: String, _ requests: Int) {
      self.key = key
      self.words = words
      self.requests = requests
    }
  }

  package struct Unpriced: Sendable {
    package let model: String
    package let reason: String

    package init(model: String, reason: String) {
      self.model = model
      self.reason = reason
    }
  }

  package init(
    run: RunRecord, format: String, unit: String, pricedBy: String, start: String, feature: String,
    weeks: [TrackedWeek], slope: SlopeTest?, unitCostWeeks: Int, forecastPower: Double?,
    leftOut: [LeftOut], unpriced: [Unpriced], notes: [String], limit: Int?
  ) {
    self.run = run
    self.format = format
    self.unit = unit
    self.pricedBy = pricedBy
    self.start = start
    self.feature = feature
    self.weeks = weeks
    self.slope = slope
    self.unitCostWeeks = unitCostWeeks
    self.forecastPower = forecastPower
    self.leftOut = leftOut
    self.unpriced = unpriced
    self.notes = notes
    self.limit = limit
  }

  package func count(_ position: TrackedWeek.Position) -> Int {
    weeks.count { $0.position == position }
  }

  /// Whether as many weeks lie above the band as a check allows at most less one.
  package var isFailed: Bool { limit.map { count(.above) >= $0 } ?? false }

  /// Whether a check has nothing to judge.
  package var isInconclusive: Bool { limit != nil && weeks.allSatisfy { $0.position == nil } }
}
