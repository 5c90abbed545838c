import Foundation
import Pricing
import Scenarios

/// What the calendar makes of demand: the season of each week, and growth.
struct DemandCalendar: Sendable {
  /// By week; empty for an even year.
  let season: [Double]
  private let weeks: Int

  /// A week's season is the mean over its seven days of the factor of their month.
  init(_ scenario: Scenario) {
    weeks = scenario.horizon.weeks
    guard let factors = scenario.demand.seasonality, let start = scenario.horizon.start else {
      season = []
      return
    }
    season = (0..<scenario.horizon.weeks).map { week in
      let days = (0..<7).map { day in
        factors[start.adding(days: week * 7 + day).monthsSinceYearZero % 12]
      }
      return days.reduce(0, +) / 7
    }
  }

  /// Multiplies weekly multipliers with season and growth: (1 + growthPerYear)^t, t in years of 52
  /// weeks since launch at mid-week.
  func apply(to multipliers: inout [Double], growthPerYear: Double) {
    for week in season.indices { multipliers[week] *= season[week] }
    guard growthPerYear != 0 else { return }
    for week in multipliers.indices {
      multipliers[week] *= pow(1 + growthPerYear, (Double(week) + 0.5) / AdoptionCurve.weeksPerYear)
    }
  }
}
