import Foundation
import Scenarios

/// Probability that a session meets no other one that keeps the shared prefix warm, in a week whose
/// hours differ and have bursts.
///
/// A session covers the prefix for c hours from its start, so that one at time t finds it cold where
/// none has started in [t - c, t]. Starts are Poisson with rate x r(h) G(h) in hour h: x a mean hour's
/// sessions, r the profile over its mean, G the hour's burst, gamma with mean one and coefficient of
/// variation b, independent between hours. With k = 1/b², A the expected starts before t in the hour
/// of t and B those in the n hours before it,
///
///     P(cold | user)       = E[(1 + A/k)^-(k+1) (1 + B/(k n))^(-k n)]
///     P(cold | background) = E[(1 + A/k)^-k     (1 + B/(k n))^(-k n)]
///
/// where the mean is over t, by the hours' shares of the sessions and uniform in the hour: a user's
/// own session is the likelier the stronger the burst, which is the factor G more and turns k into
/// k + 1. Without bursts both are E[e^-(A+B)]; in a flat week without bursts that is e^(-c x). The
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

  /// Loads over the mean load.
  private let loads: [Double]
  /// By reach: distinct hours, so far as a coverage of at most `reach` hours tells them apart.
  private let groups: [(reach: Int, hours: [Hour])]
  private let shares: [Double]

  init(_ profile: HourProfile) {
    let shares = profile.shares
    self.shares = shares
    loads = shares.map { $0 * Double(HourProfile.hoursPerWeek) }
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
      return (reach, hours)
    }
  }

  /// P(cold) as a function of the sessions of users in a mean hour, above 0.
  ///
  /// - Parameters:
  ///   - level: Hours in which the session begins; `nil` for any.
  ///   - coverage: Hours.
  ///   - variance: b², not negative.
  func cold(
    _ visitor: Visitor, level: HourLevel? = nil, coverage: Double, variance: Double
  ) -> (Double) -> Double {
    let sum = sum(visitor, level, coverage: coverage, variance: variance)
    return { sum.value($0) }
  }

  /// The hours, each at the points of an hour at which the mean over t is taken.
  ///
  /// Up to t = c into the hour part of the coverage lies before it: two Gauss–Legendre points. After
  /// that nothing changes any more: one point.
  private func sum(
    _ visitor: Visitor, _ level: HourLevel?, coverage: Double, variance: Double
  ) -> ColdSum {
    let all = groups.first { Double($0.reach) >= coverage }?.hours ?? groups.last!.hours
    func weight(_ hour: Hour) -> Double {
      visitor == .user ? hour.userWeight : hour.backgroundWeight
    }
    let hours = level.map { level in all.filter { level.has(shares[$0.place]) } } ?? all
    let whole = level == nil ? 1 : hours.reduce(0) { $0 + weight($1) }
    let early = min(coverage, 1)
    let offset = 1 / 3.0.squareRoot()
    let points: [(time: Double, share: Double)] =
      [(early * (1 - offset) / 2, early / 2), (early * (1 + offset) / 2, early / 2)]
      + (early < 1 ? [(1, 1 - early)] : [])
    var sum = ColdSum(variance: variance, isUser: visitor == .user)
    for hour in hours {
      guard weight(hour) > 0 else { continue }
      for (time, share) in points {
        let before = max(coverage - time, 0)
        sum.add(
          weight: weight(hour) / whole * share, own: loads[hour.place] * min(time, coverage),
          before: load(before: hour.place, hours: before), hoursBefore: before)
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

/// A sum of the probabilities above over hours and points in them.
private struct ColdSum {
  private let shape: Double
  private let isUser: Bool
  private let isSteady: Bool
  private var terms: [(weight: Double, own: Double, before: Double, hoursBefore: Double)] = []

  init(variance: Double, isUser: Bool) {
    isSteady = variance == 0
    shape = isSteady ? 0 : 1 / variance
    self.isUser = isUser
  }

  mutating func add(weight: Double, own: Double, before: Double, hoursBefore: Double) {
    terms.append((weight, own, before, max(hoursBefore, 1)))
  }

  func value(_ rate: Double) -> Double {
    var sum = 0.0
    if isSteady {
      for term in terms { sum += term.weight * exp(-rate * (term.own + term.before)) }
      return sum
    }
    let own = isUser ? shape + 1 : shape
    for term in terms {
      var exponent = own * log1p(rate * term.own / shape)
      if term.before > 0 {
        let many = shape * term.hoursBefore
        exponent += many * log1p(rate * term.before / many)
      }
      sum += term.weight * exp(-exponent)
    }
    return sum
  }
}
