import Foundation
import Kernels
import Scenarios

/// How long a loop that multiplies the cost of every session runs before a line is crossed.
///
/// Simulated minute by minute: the loop begins at the start of some session, so with the traffic of the
/// hour, in a week at the middle of its band. Sums are of the last minute, 60 and 1,440 minutes and are
/// looked at once a minute; what was spent before is healthy spend.
package struct RunawayDetection: Sendable, Equatable {
  /// Of the starts, at most this long.
  package struct Time: Sendable, Equatable {
    /// Minutes; `nil` where it is not found within ``RunawayDetection/horizon``.
    package let median: Int?
    /// In 95 of 100 starts.
    package let slow: Int?
  }

  /// Minutes that are simulated: two days.
  package static let horizon = 2880
  private static let starts = 400
  /// Sessions of a minute beyond which their sum is drawn from the gamma law of its moments.
  private static let manySessions = 50.0

  package let factor: Double
  /// The first line that is crossed.
  package let first: Time
  package let byWindow: [HealthyTraffic.Window: Time]

  package init(
    factor: Double, lines: AlertLines, traffic: HealthyTraffic, seed: UInt64
  ) {
    self.factor = factor
    var times: [HealthyTraffic.Window: [Int]] = [:]
    var first: [Int] = []
    for number in 0..<Self.starts {
      var stream = RandomStream(
        seed: seed, RandomStream.hash("runaway detection"), UInt64(number))
      let found = Self.run(factor, lines, traffic, number, &stream)
      for window in HealthyTraffic.Window.allCases {
        times[window, default: []].append(found[window] ?? .max)
      }
      first.append(found.values.min() ?? .max)
    }
    self.first = Self.time(first)
    byWindow = times.mapValues(Self.time)
  }

  private static func time(_ times: [Int]) -> Time {
    let sorted = times.sorted()
    func quantile(_ p: Double) -> Int? {
      let value = sorted[min(Int((p * Double(sorted.count)).rounded(.up)), sorted.count) - 1]
      return value == .max ? nil : value
    }
    return Time(median: quantile(0.5), slow: quantile(0.95))
  }

  /// Minutes until each line is crossed.
  private static func run(
    _ factor: Double, _ lines: AlertLines, _ traffic: HealthyTraffic, _ number: Int,
    _ stream: inout RandomStream
  ) -> [HealthyTraffic.Window: Int] {
    let week = HourProfile.hoursPerWeek * 60
    func mean(_ minute: Int) -> Double {
      traffic.middle * traffic.hours[((minute % week) + week) % week / 60] / 60
    }
    // Strata of the traffic, so that few starts serve.
    let start = minute(
      at: (Double(number) + stream.uniform()) / Double(starts), traffic.hours, &stream)
    let longest = HealthyTraffic.Window.day.minutes
    var spend = (start - longest..<start).map(mean)
    var sums = HealthyTraffic.Window.allCases.map { spend.suffix($0.minutes).reduce(0, +) }
    let runaway = traffic.session.scaled(by: factor)
    var found: [HealthyTraffic.Window: Int] = [:]
    var burst = 1.0
    for elapsed in 1...horizon {
      let minute = start + elapsed - 1
      if elapsed == 1 || minute % 60 == 0 {
        burst = traffic.burstiness > 0 ? stream.burst(traffic.burstiness) : 1
      }
      let sessions = mean(minute) * burst / traffic.session.mean
      spend.append(amount(sessions, runaway, &stream))
      for (place, window) in HealthyTraffic.Window.allCases.enumerated() {
        sums[place] += spend[spend.count - 1] - spend[spend.count - 1 - window.minutes]
        if found[window] == nil, sums[place] > lines[window] { found[window] = elapsed }
      }
      if found.count == HealthyTraffic.Window.allCases.count { break }
    }
    return found
  }

  /// The minute of the week below which a share of its traffic lies.
  private static func minute(
    at share: Double, _ hours: [Double], _ stream: inout RandomStream
  ) -> Int {
    var rest = share
    for (hour, weight) in hours.enumerated() {
      if rest < weight { return hour * 60 + min(Int(60 * rest / weight), 59) }
      rest -= weight
    }
    return hours.count * 60 - 1
  }

  /// The spend of a minute with so many expected sessions.
  private static func amount(
    _ sessions: Double, _ session: SessionSpend, _ stream: inout RandomStream
  ) -> Double {
    guard sessions > 0 else { return 0 }
    let mean = sessions * session.mean
    guard sessions < manySessions else {
      let shape = mean / session.noiseSize
      return session.noiseSize
        * SpecialFunctions.inverseRegularizedGammaP(shape, stream.uniform())
    }
    let count = stream.poisson(mean: sessions)
    return (0..<count).reduce(0) { sum, _ in sum + session.draw(&stream) }
  }
}

extension RandomStream {
  /// A gamma factor of mean one.
  fileprivate mutating func burst(_ variation: Double) -> Double {
    let squared = variation * variation
    return squared * SpecialFunctions.inverseRegularizedGammaP(1 / squared, uniform())
  }
}
