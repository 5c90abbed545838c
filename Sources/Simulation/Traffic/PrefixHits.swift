import Foundation
import Scenarios

/// Probability that a session finds the prefix that all sessions share still cached, in one trial.
struct PrefixHits {
  /// `nil` in a flat week without bursts.
  let hours: HourlyArrivals?
  let arrivals: WorkflowArrivals
  let visitor: HourlyArrivals.Visitor
  /// b² of ``HourlyArrivals``.
  let variance: Double

  private static let secondsPerHour = 3600.0
  private static let secondsPerWeek = 604_800.0

  init(
    plan: Plan, inputs: Inputs, arrivals: WorkflowArrivals,
    visitor: HourlyArrivals.Visitor = .user
  ) {
    hours = plan.hours
    self.arrivals = arrivals
    self.visitor = visitor
    let burstiness = inputs(plan.scenario.demand.burstiness)
    variance = burstiness * burstiness
  }

  /// - Parameters:
  ///   - streams: A week, and the share of the workflow's sessions that use the prefix.
  ///   - coverage: Seconds that one of them keeps it cached, on average.
  func rates(_ streams: [(week: Int, share: Double)], coverage: Double) -> [Double] {
    func steady(_ sessions: Double, _ share: Double) -> Double {
      exp(-sessions * share / Self.secondsPerWeek * coverage)
    }
    guard let hours else {
      return streams.map { week, share in
        1 - steady(arrivals.users[week] + arrivals.background[week], share)
      }
    }
    let cold = hours.cold(
      visitor,
      rates: streams.map { arrivals.users[$0.week] * $0.share / Double(HourProfile.hoursPerWeek) },
      coverage: coverage / Self.secondsPerHour, variance: variance)
    return zip(streams, cold).map { stream, cold in
      1 - cold * steady(arrivals.background[stream.week], stream.share)
    }
  }
}
