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

  private static let secondsPerHour = 3600.0
  static let secondsPerWeek = 604_800.0

  /// - Parameters:
  ///   - streams: A week, and the share of the workflow's sessions that use the prefix.
  ///   - coverage: Seconds that one of them keeps it cached, on average.
  func rates(_ streams: [(week: Int, share: Double)], coverage: Double) -> [Double] {
    func steady(_ sessions: Double, _ share: Double) -> Double {
      exp(-sessions * share / Self.secondsPerWeek * coverage)
    }
    guard let tables else {
      return streams.map { week, share in
        1 - steady(arrivals.users[week] + arrivals.background[week], share)
      }
    }
    let cold = tables.cold(
      visitor, level: level,
      rates: streams.map { arrivals.users[$0.week] * $0.share / Double(HourProfile.hoursPerWeek) },
      coverage: coverage / Self.secondsPerHour)
    return zip(streams, cold).map { stream, cold in
      1 - cold * steady(arrivals.background[stream.week], stream.share)
    }
  }
}
