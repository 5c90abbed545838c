import Foundation
import Scenarios

/// The sessions that load a capacity in an hour, before what they put on it is known.
struct HourArrivals {
  /// Expected, of users and in all.
  private var users = 0.0
  private(set) var sessions = 0.0
  /// Of the factor of the users' bursts.
  let burstVariance: Double

  init(burstVariance: Double) { self.burstVariance = burstVariance }

  mutating func add(_ sessions: Double, isBursting: Bool) {
    self.sessions += sessions
    if isBursting { users += sessions }
  }

  /// Of a factor on all sessions that has as much of a burst: background work takes no part.
  var commonVariance: Double {
    sessions > 0 ? burstVariance * (users / sessions) * (users / sessions) : 0
  }

  /// P(none but a session that is there).
  var alone: Double {
    let variance = commonVariance
    return variance > 0
      ? exp(-(1 + 1 / variance) * log1p(variance * sessions)) : exp(-sessions)
  }
}

/// What the sessions of one segment put on a capacity in an hour.
struct SegmentLoad {
  /// What it would cost by the token, US dollars.
  let byToken: Double
  let mean: Double
  /// Σ of the squared loads of its sessions.
  let second: Double
  /// Users come in bursts, and background work does not.
  let isBursting: Bool
}

/// What all segments put on a capacity in an hour.
struct StreamLoad {
  let arrivals: HourArrivals
  private let classes: [LoadClass]
  private let segments: [SegmentLoad]
  /// Of the load of the users.
  private let usersMean: Double

  /// - Parameters:
  ///   - userShare: Of the week's sessions of users, in the hour.
  ///   - burstVariance: Of the factor of its burst.
  init(
    _ streams: [SegmentStream], week: Int, level: Int, userShare: Double, burstVariance: Double
  ) {
    func expected(_ stream: SegmentStream) -> Double {
      stream.weekly[week]
        * (stream.isBackground ? 1 / Double(HourProfile.hoursPerWeek) : userShare)
    }
    var arrivals = HourArrivals(burstVariance: burstVariance)
    for stream in streams {
      arrivals.add(
        expected(stream) * stream.loading(week: week), isBursting: !stream.isBackground)
    }
    let alone = arrivals.alone
    var classes: [LoadClass] = []
    segments = streams.map {
      $0.add(expected($0), week: week, level: level, alone: alone, to: &classes)
    }
    usersMean = segments.reduce(0) { $0 + ($1.isBursting ? $1.mean : 0) }
    self.arrivals = arrivals
    self.classes = classes
  }

  /// The law of the hour.
  ///
  /// - Parameter least: The lowest load that will be asked for.
  func hour(least: Double) -> HourLoad { HourLoad(classes, arrivals, least: least) }

  /// By segment, what its tokens cost that do not fit into the hour.
  ///
  /// Of load L the share (1 - c/L)+ spills. What the tokens of a segment would cost is taken as linear in
  /// L: of independent sessions of one law it is.
  func costs(of spill: Spill, _ hour: HourLoad) -> [Double] {
    segments.map { segment in
      guard segment.mean > 0 else { return 0 }
      let burst = segment.isBursting ? arrivals.burstVariance * segment.mean * usersMean : 0
      let slope =
        segment.byToken / segment.mean * (segment.second + burst) / hour.variance
      let cost = segment.byToken * spill.share + slope * (spill.load - hour.mean * spill.share)
      return min(max(cost, 0), segment.byToken)
    }
  }
}

extension [LoadClass] {
  /// Over all classes, where a session is alone with this probability.
  func powers(alone: Double) -> LoadPowers {
    var sum = LoadPowers()
    for one in self {
      sum += one.powers * (1 - alone)
      sum += one.alone * alone
    }
    return sum
  }
}
