import Foundation
import Scenarios

/// Probability that a session finds the prefix that all sessions share still cached, in one trial.
struct PrefixHits {
  /// `nil` in a flat week without bursts.
  let tables: ColdTables?
  let arrivals: WorkflowArrivals
  var visitor = HourlyArrivals.Visitor.user
  /// Hours in which the session begins; `nil` for any.
  var level: HourLevel?
  /// Whether no other session that loads a capacity begins in its hour.
  var isAlone = false

  private static let secondsPerHour = 3600.0
  static let secondsPerWeek = 604_800.0

  /// - Parameters:
  ///   - streams: A week, and the share of the workflow's sessions that use the prefix.
  ///   - coverage: Seconds that one of them keeps it cached, on average.
  ///   - loading: Share of them that load a capacity.
  func rates(
    _ streams: [(week: Int, share: Double)], coverage: Double, loading: Double = 0
  ) -> [Double] {
    let hours = coverage / Self.secondsPerHour
    let absent = isAlone ? loading : 0
    func steady(_ sessions: Double, _ share: Double) -> Double {
      let perHour = sessions * share / Double(HourProfile.hoursPerWeek)
      return exp(-perHour * hours) * Self.without(perHour * absent, coverage: hours)
    }
    guard let tables else {
      return streams.map { week, share in
        1 - steady(arrivals.users[week] + arrivals.background[week], share)
      }
    }
    let perHour = streams.map {
      arrivals.users[$0.week] * $0.share / Double(HourProfile.hoursPerWeek)
    }
    func cold(coverage: Double) -> [Double] {
      tables.cold(visitor, level: level, rates: perHour, coverage: coverage, absent: absent)
    }
    var byUsers = cold(coverage: hours)
    if absent > 0 {
      byUsers = zip(byUsers, cold(coverage: 0)).map { min($0 / $1, 1) }
    }
    return zip(streams, byUsers).map { stream, cold in
      1 - cold * steady(arrivals.background[stream.week], stream.share)
    }
  }

  /// The mean over the time t of a session in its hour of e^(x min(t, c)): what its chance of a cold prefix
  /// gains where x of an hour's sessions, spread evenly, are known not to come.
  private static func without(_ x: Double, coverage c: Double) -> Double {
    guard x > 0 else { return 1 }
    let covered = min(c, 1)
    return expm1(x * covered) / x + (1 - covered) * exp(x * covered)
  }
}
