import Scenarios

/// Probability that a session meets no other one that keeps the shared prefix warm, in a week whose
/// hours differ and have bursts.
///
/// A session covers the prefix for c hours from its start, so that one at time t finds it cold where
/// none has started in [t - c, t]. Starts are Poisson with rate x r(h) G(h) / T in hour h: x a mean hour's
/// sessions, r the profile over its mean, G the hour's burst, gamma with mean one and coefficient of
/// variation b, independent between hours, and T the mean of all bursts of the week by the hours' shares:
/// bursts move the sessions of a week about, and add none. With k = 1/b², A G₀ the expected starts before
/// t in the hour of t and B G₁ those in the n hours before it, were T one,
///
///     P(cold | user)       = E[G₀ / T e^-(A G₀ + B G₁)/T]
///     P(cold | background) = E[e^-(A G₀ + B G₁)/T]
///
/// where the mean is over t, by the hours' shares of the sessions and uniform in the hour: a user's
/// own session is the likelier the stronger the burst, which is the factor G₀ / T more. Were T one, these
/// would be (1 + A/k)^-(k+1) (1 + B/(k n))^(-k n), and the exponent k in the first factor of background
/// work; T is taken in by its expansion about one, of first order in the shares of the hours at hand and of
/// second order in all others. In a week whose busiest hours have 9 times the mean load, where bursts of
/// b = 0.9 give T a variance of 0.03, that is within 0.2 % of weeks that are drawn; without T it is 1.1 %
/// off. Without bursts both are E[e^-(A+B)]; in a flat week without bursts that is e^(-c x). The
/// middle of the hours before counts as one gamma of shape k n: exact for one hour, or equal ones.
///
/// - Source: gamma mixtures of Poisson counts, Klugman, Panjer & Willmot, "Loss Models", ch. 6; the
///   Boolean model on the line, Hall, "Introduction to the Theory of Coverage Processes" (1988), ch. 2.
struct HourlyArrivals: Sendable {
  /// Whose session it is that looks for the prefix.
  enum Visitor: Sendable {
    case user, background
  }

  /// Hours that have the same load, and the same loads before it as far as anybody looks back.
  private struct Hour: Sendable {
    let place: Int
    var userWeight: Double
    var backgroundWeight: Double
  }

  private struct Group: Sendable {
    let reach: Int
    let hours: [Hour]
    /// By the share of an hour of the level.
    let hoursOfLevel: [Double: [Hour]]
  }

  /// Loads over the mean load.
  private let loads: [Double]
  /// By reach: distinct hours, so far as a coverage of at most `reach` hours tells them apart.
  private let groups: [Group]
  private let shares: [Double]

  init(_ profile: HourProfile) {
    let shares = profile.shares
    self.shares = shares
    loads = shares.map { $0 * Double(HourProfile.hoursPerWeek) }
    let levels = HourLevel.all(profile)
    groups = [1, 4, HourProfile.hoursPerWeek].map { reach in
      var places: [[Double]: Int] = [:]
      var hours: [Hour] = []
      for hour in shares.indices {
        let past = (0...min(reach, shares.count - 1)).map {
          shares[(hour - $0 + shares.count) % shares.count]
        }
        let place = places[past] ?? hours.count
        if place == hours.count {
          places[past] = place
          hours.append(Hour(place: hour, userWeight: 0, backgroundWeight: 0))
        }
        hours[place].userWeight += shares[hour]
        hours[place].backgroundWeight += 1 / Double(shares.count)
      }
      var hoursOfLevel: [Double: [Hour]] = [:]
      for level in levels {
        hoursOfLevel[level.share] = hours.filter { level.has(shares[$0.place]) }
      }
      return Group(reach: reach, hours: hours, hoursOfLevel: hoursOfLevel)
    }
  }

  /// P(cold) by the sessions of users in a mean hour.
  ///
  /// - Parameters:
  ///   - level: Of this profile, hours in which the session begins; `nil` for any.
  ///   - coverage: Hours.
  ///   - absent: Share of the sessions of which none begins in the hour of t either: then it is P(cold and
  ///     none of them).
  ///   - variance: b², not negative.
  func cold(
    _ visitor: Visitor, level: HourLevel? = nil, coverage: Double, absent: Double = 0,
    variance: Double
  ) -> ColdCurve {
    ColdCurve(sum(visitor, level, coverage: coverage, absent: absent, variance: variance))
  }

  /// The hours, each at the points of an hour at which the mean over t is taken.
  ///
  /// Up to t = c into the hour part of the coverage lies before it: two Gauss–Legendre points. After
  /// that nothing changes any more: one point.
  private func sum(
    _ visitor: Visitor, _ level: HourLevel?, coverage: Double, absent: Double, variance: Double
  ) -> ColdSum {
    let group = groups.first { Double($0.reach) >= coverage } ?? groups.last!
    func weight(_ hour: Hour) -> Double {
      visitor == .user ? hour.userWeight : hour.backgroundWeight
    }
    let hours = level.map { group.hoursOfLevel[$0.share] ?? [] } ?? group.hours
    let early = min(coverage, 1)
    let offset = 1 / 3.0.squareRoot()
    let points: [(time: Double, share: Double)] =
      [(early * (1 - offset) / 2, early / 2), (early * (1 + offset) / 2, early / 2)]
      + (early < 1 ? [(1, 1 - early)] : [])
    var sum = ColdSum(
      variance: variance, ofWeek: variance * shares.reduce(0) { $0 + $1 * $1 },
      isUser: visitor == .user)
    for hour in hours {
      guard weight(hour) > 0 else { continue }
      for (time, share) in points {
        let before = max(coverage - time, 0)
        sum.add(
          weight: weight(hour) * share,
          own: loads[hour.place] * (absent + (1 - absent) * min(time, coverage)),
          before: load(before: hour.place, hours: before), hoursBefore: before,
          share: shares[hour.place])
      }
    }
    return sum
  }

  /// Load of the hours before one, in mean hours.
  private func load(before hour: Int, hours: Double) -> Double {
    let weeks = (hours / Double(loads.count)).rounded(.down)
    var sum = weeks * Double(loads.count)
    var rest = hours - weeks * Double(loads.count)
    var place = hour
    while rest > 0 {
      place = (place + loads.count - 1) % loads.count
      sum += loads[place] * min(rest, 1)
      rest -= 1
    }
    return sum
  }
}
