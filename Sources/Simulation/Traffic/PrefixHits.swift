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
  ///   - loads: Sessions that use the prefix, in one week after another.
  ///   - coverage: Seconds that one of them keeps it cached, on average.
  ///   - loading: Share of them that load a capacity.
  func rates(_ loads: PrefixLoads, coverage: Double, loading: Double = 0) -> [Double] {
    let hours = coverage / Self.secondsPerHour
    let absent = isAlone ? loading : 0
    func steady(_ perHour: Double) -> Double {
      guard perHour > 0 else { return 1 }
      return exp(-perHour * hours) * Self.without(perHour * absent, coverage: hours)
    }
    guard let tables, let users = loads.users else { return loads.steady.map { 1 - steady($0) } }
    func cold(coverage: Double) -> [Double] {
      tables.cold(visitor, level: level, loads: users, coverage: coverage, absent: absent)
    }
    var rates = cold(coverage: hours)
    if absent > 0 {
      let none = cold(coverage: 0)
      for place in rates.indices { rates[place] = min(rates[place] / none[place], 1) }
    }
    for place in rates.indices { rates[place] = 1 - rates[place] * steady(loads.steady[place]) }
    return rates
  }

  /// The mean over the time t of a session in its hour of e^(x min(t, c)): what its chance of a cold prefix
  /// gains where x of an hour's sessions, spread evenly, are known not to come.
  private static func without(_ x: Double, coverage c: Double) -> Double {
    guard x > 0 else { return 1 }
    let covered = min(c, 1)
    return expm1(x * covered) / x + (1 - covered) * exp(x * covered)
  }
}

/// Sessions in a mean hour that use a prefix, stream by stream.
struct PrefixLoads {
  /// Of users, who come by the hours of the week; `nil` in a flat week without bursts.
  let users: ColdPoints?
  /// Of all others, who come evenly.
  let steady: [Double]

  init(_ streams: [PrefixStream], _ prefix: PrefixHits) {
    let arrivals = prefix.arrivals
    let isFlat = prefix.tables == nil
    steady = streams.map { stream in
      (arrivals.background[stream.week] + (isFlat ? arrivals.users[stream.week] : 0))
        * stream.share / Double(HourProfile.hoursPerWeek)
    }
    users =
      isFlat
      ? nil
      : ColdPoints(
        loads: streams.map {
          arrivals.users[$0.week] * $0.share / Double(HourProfile.hoursPerWeek)
        })
  }
}
