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

  /// Probability below which a session counts as never alone.
  private static let neverAlone = 1e-6

  /// P(none but a session that is there), 0 where it is negligible.
  var alone: Double {
    let variance = commonVariance
    let alone =
      variance > 0 ? exp(-(1 + 1 / variance) * log1p(variance * sessions)) : exp(-sessions)
    return alone > Self.neverAlone ? alone : 0
  }
}

/// What the sessions of one segment put on a capacity in an hour.
struct SegmentLoad {
  /// What it would cost by the token, US dollars.
  var byToken = 0.0
  /// Σ of the loads of its sessions, of their squares and cubes.
  var powers = LoadPowers()
}

/// What all segments put on a capacity in the hours of a level, week by week: nothing is allocated for an
/// hour whose sessions need not be told apart.
///
/// A class, so that an hour takes a reference instead of copying it.
final class LevelLoads {
  private let streams: [SegmentStream]
  /// Where the sessions of all hours are of one mix.
  private let counted: CountedLoads?
  private let level: HourLevel
  /// Of ``level`` among those of a week.
  private let place: Int
  /// Of the factor of its burst.
  private let burst: (mean: Double, variance: Double)
  /// By week.
  private let arrivals: [HourArrivals]
  /// By week and segment.
  private let segments: [SegmentLoad]

  init(
    _ streams: [SegmentStream], _ counted: CountedLoads?, weeks: Int, level: HourLevel,
    place: Int, burst: (mean: Double, variance: Double)
  ) {
    self.streams = streams
    self.counted = counted
    self.level = level
    self.place = place
    self.burst = burst
    var arrivals = [HourArrivals](
      repeating: HourArrivals(burstVariance: burst.variance), count: weeks)
    var segments = [SegmentLoad](repeating: SegmentLoad(), count: weeks * streams.count)
    func share(_ stream: SegmentStream) -> Double {
      Self.share(stream, level: level, burst: burst.mean)
    }
    for stream in streams {
      let share = share(stream)
      for week in 0..<weeks {
        arrivals[week].add(
          stream.weekly[week] * share * stream.loading(week: week),
          isBursting: !stream.isBackground)
      }
    }
    let alone = arrivals.map(\.alone)
    for (index, stream) in streams.enumerated() {
      stream.addLoads(
        share: share(stream), level: place, alone: alone, to: &segments, from: index,
        every: streams.count)
    }
    self.arrivals = arrivals
    self.segments = segments
  }

  /// Of a week's sessions, in one of the hours.
  private static func share(_ stream: SegmentStream, level: HourLevel, burst: Double) -> Double {
    stream.isBackground ? 1 / Double(HourProfile.hoursPerWeek) : level.share * burst
  }

  /// The law of the hour.
  ///
  /// - Parameter least: The lowest load that will be asked for.
  func hour(week: Int, least: Double) -> HourLoad {
    var powers = LoadPowers()
    for index in streams.indices { powers += segments[week * streams.count + index].powers }
    return HourLoad(powers, arrivals[week], least: least) {
      counted?.table(week: week)
    } classes: {
      var classes: [LoadClass] = []
      for stream in streams {
        stream.add(
          share: Self.share(stream, level: level, burst: burst.mean), week: week, level: place,
          alone: arrivals[week].alone,
          to: &classes)
      }
      return classes
    }
  }

  /// Adds, by segment, what its tokens cost that do not fit into so many of the hours of a week.
  ///
  /// Of load L the share (1 - c/L)+ spills. What the tokens of a segment would cost is taken as linear in
  /// L: of independent sessions of one law it is.
  func addCosts(
    of spill: Spill, _ hour: HourLoad, week: Int, hours: Double, to costs: inout [Double],
    from place: Int
  ) {
    let first = week * streams.count
    var usersMean = 0.0
    for index in streams.indices where !streams[index].isBackground {
      usersMean += segments[first + index].powers.first
    }
    for index in streams.indices {
      let (byToken, powers) = (segments[first + index].byToken, segments[first + index].powers)
      guard powers.first > 0 else { continue }
      let variance =
        streams[index].isBackground ? 0 : burst.variance * powers.first * usersMean
      let slope = byToken / powers.first * (powers.second + variance) / hour.variance
      let cost = byToken * spill.share + slope * (spill.load - hour.mean * spill.share)
      costs[place + index] += hours * min(max(cost, 0), byToken)
    }
  }
}
