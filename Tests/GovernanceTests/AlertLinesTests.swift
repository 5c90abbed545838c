import Foundation
import Governance
import HandMade
import Testing

struct AlertLinesTests {
  /// Busy by day, quiet by night, less on weekends.
  private static let office = (0..<168).map { hour in
    let isDay = (8..<18).contains(hour % 24)
    return (isDay ? 10.0 : 1.0) * (hour < 120 ? 1 : 0.4)
  }
  private static let hours = office.map { $0 / office.reduce(0, +) }

  /// Sessions of a few cents and of dollars, few and many, with and without bursts.
  static let cases: [HealthyTraffic] = [
    traffic(high: 460, mean: 0.0154, size: 0.066, burstiness: 0),
    traffic(high: 300, mean: 0.05, size: 0.05, burstiness: 0.4),
    traffic(high: 2000, mean: 3.4, size: 10.4, burstiness: 0.2),
  ]

  static func traffic(
    high: Double, mean: Double, size: Double, burstiness: Double
  ) -> HealthyTraffic {
    HealthyTraffic(
      high: high, middle: high / 2, session: SessionSpend(mean: mean, noiseSize: size),
      hours: hours, burstiness: burstiness)
  }

  /// The number of sessions is Poisson, and each costs a dollar: the line is a quantile by hand.
  @Test func `lines of plain sessions are those of the Poisson law`() {
    let tails = WindowTails(
      session: SessionSpend(mean: 1, noiseSize: 1),
      windows: [WindowTails.Window(timesAMonth: 100, mean: 10, burst: 0)])
    var (count, mass, sum) = (0, exp(-10.0), exp(-10.0))
    while 100 * (1 - sum) > 0.25 {
      count += 1
      mass *= 10 / Double(count)
      sum += mass
    }
    let line = tails.line(exceededAMonth: 0.25)
    // A session between grid points is spread over both, by less than a hundredth of a dollar each.
    #expect(line >= Double(count) - 0.5 && line < Double(count) + 0.5, "\(line) \(count)")
  }

  /// Mixed over a gamma factor the number is negative binomial.
  @Test func `bursts are those of the negative binomial law`() {
    let (mean, burst) = (20.0, 0.25)
    let tails = WindowTails(
      session: SessionSpend(mean: 1, noiseSize: 1),
      windows: [WindowTails.Window(timesAMonth: 100, mean: mean, burst: burst)])
    let (r, p) = (1 / burst, 1 / (1 + burst * mean))
    var (count, mass) = (0, pow(p, r))
    var sum = mass
    while 100 * (1 - sum) > 0.25 {
      count += 1
      mass *= (Double(count - 1) + r) / Double(count) * (1 - p)
      sum += mass
    }
    let line = tails.line(exceededAMonth: 0.25)
    #expect(abs(line - Double(count)) <= 1, "\(line) \(count)")
  }

  /// Where sums become gamma, both ways of computing agree.
  @Test func `the gamma law takes over without a step`() {
    let session = SessionSpend(mean: 1, noiseSize: 1.5)
    func line(_ mean: Double) -> Double {
      WindowTails(
        session: session, windows: [WindowTails.Window(timesAMonth: 728, mean: mean, burst: 0.01)]
      ).line(exceededAMonth: 0.25) / mean
    }
    let limit = 1000 * 1.5 * 1.5
    let (transformed, gamma) = (line(limit * 0.999), line(limit * 1.001))
    #expect(abs(transformed / gamma - 1) < 0.005, "\(transformed) \(gamma)")
  }

  /// The promise: over many months at the highest level that is healthy, each line is exceeded less
  /// than once a month, in windows of the clock and in windows that slide by a minute.
  ///
  /// In 80 months at most 40 minutes above a line are expected, so fewer beginnings: 80 or more of those
  /// have a probability below 1e-7 under the Poisson law.
  @Test(arguments: cases.indices)
  func `a healthy feature exceeds each line less than once a month`(index: Int) {
    let traffic = Self.cases[index]
    let lines = AlertLines(traffic)
    var simulated = SimulatedTraffic(traffic: traffic, random: TestRandom(seed: UInt64(index) + 5))
    let months = 80
    let spend = simulated.minutes(months * 43_680, level: traffic.high)
    for window in HealthyTraffic.Window.allCases {
      let (size, line) = (window.minutes, lines[window])
      let fixed = stride(from: 0, through: spend.count - size, by: size).count { start in
        spend[start..<start + size].reduce(0, +) > line
      }
      var (episodes, sum, isAbove) = (0, 0.0, false)
      for minute in spend.indices {
        sum += spend[minute] - (minute >= size ? spend[minute - size] : 0)
        if sum > line, !isAbove { episodes += 1 }
        isAbove = sum > line
      }
      #expect(fixed < months, "\(window): \(fixed) in \(months) months")
      #expect(episodes < months, "\(window), sliding: \(episodes) in \(months) months")
    }
  }

  /// A line that is merely high would keep the promise too.
  @Test(arguments: cases.indices)
  func `a line is no higher than it must be`(index: Int) {
    let traffic = Self.cases[index]
    let lines = AlertLines(traffic)
    let busiest = traffic.hours.max()! * traffic.high
    #expect(lines.hour >= busiest && lines.minute >= busiest / 60)
    let days = (0..<168).map { start in
      (0..<24).reduce(0) { $0 + traffic.hours[(start + $1) % 168] }
    }
    let day = days.max()! * traffic.high
    #expect(lines.day >= day)
    // Rounding adds a tenth at most. A probability of 1e-5 is 4.3 deviations of a normal law; bursts and
    // dear sessions need more.
    for (line, mean, burst) in [
      (lines.hour, busiest, traffic.burstiness), (lines.day, day, traffic.burstiness / 2.5),
    ] {
      let deviation = (mean * traffic.session.noiseSize + burst * burst * mean * mean).squareRoot()
      let tail = 7 * deviation + 10 * traffic.session.noiseSize
      #expect(line <= 1.1 * (mean + tail), "\(line) \(mean) \(tail)")
    }
  }

  @Test(arguments: [
    (0.0851, 0.086), (1.6, 1.6), (0.30000000000000004, 0.3), (99.1, 100), (12_345, 13_000),
    (1e-9, 1e-9),
  ])
  func `lines are rounded up to two digits`(value: Double, rounded: Double) {
    #expect(AlertLines.roundedUp(value) == rounded)
  }

  /// Another simulation of the same loop. With 2,000 starts its quantiles at 0.375 and 0.625 hold the
  /// median of 400 starts but for a probability below 1e-6.
  @Test(arguments: cases.indices)
  func `a loop is found as soon as it is said to be`(index: Int) {
    let traffic = Self.cases[index]
    let lines = AlertLines(traffic)
    let said = RunawayDetection(factor: 5, lines: lines, traffic: traffic, seed: 1)
    var simulated = SimulatedTraffic(traffic: traffic, random: TestRandom(seed: 99))
    var times: [HealthyTraffic.Window: [Int]] = [:]
    for _ in 0..<2000 {
      var rest = simulated.random.uniform()
      let hour = traffic.hours.firstIndex { share in
        rest -= share
        return rest < 0
      }
      let start = (hour ?? 167) * 60 + Int(simulated.random.uniform() * 60)
      let before = (0..<1440).map { minute in
        traffic.middle * traffic.hours[(start - 1440 + minute + 10_080) % 10_080 / 60] / 60
      }
      let spend =
        before
        + simulated.minutes(
          RunawayDetection.horizon, from: start, level: traffic.middle, factor: 5)
      for window in HealthyTraffic.Window.allCases {
        var sum = spend[(1440 - window.minutes)..<1440].reduce(0, +)
        var found = Int.max
        for minute in 1440..<spend.count {
          sum += spend[minute] - spend[minute - window.minutes]
          if sum > lines[window] {
            found = minute - 1439
            break
          }
        }
        times[window, default: []].append(found)
      }
    }
    for window in HealthyTraffic.Window.allCases {
      let sorted = times[window]!.sorted()
      let median = said.byWindow[window]?.median ?? .max
      #expect(
        (sorted[750]...sorted[1250]).contains(median),
        "\(window): \(median) outside \(sorted[750])...\(sorted[1250])")
    }
  }

  @Test func `the same traffic and seed give the same detection`() {
    let lines = AlertLines(Self.cases[0])
    let first = RunawayDetection(factor: 5, lines: lines, traffic: Self.cases[0], seed: 1)
    #expect(first == RunawayDetection(factor: 5, lines: lines, traffic: Self.cases[0], seed: 1))
    let harder = RunawayDetection(factor: 50, lines: lines, traffic: Self.cases[0], seed: 1)
    #expect(harder.first.median! < first.first.median!)
  }
}
