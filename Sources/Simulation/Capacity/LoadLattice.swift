import Foundation

/// The load of one hour given about how large it is: a mixture of one law for each number M of units, or for some
/// neighbouring ones.
///
/// A session of class n puts n units on M, its expected load to the next one. Of class n the hour expects
/// q(n) sessions. Their number is Poisson given the hour's burst G, gamma with mean one and variance b², so
/// that M is compound Poisson or compound negative binomial. With p_j(M) = E[G^j; M] and
/// D(z) = 1 + b² Σ q(n) (1 - zⁿ), the generating function of p_0 is D^-(1/b²), and
///
///     M (1 + b² Λ) p_0(M)      = Σ q(n) (n + b² (M - n)) p_0(M - n)
///     (1 + b² Λ) p_(j+1)(M)    = (1 + j b²) p_j(M) + b² Σ q(n) p_(j+1)(M - n)
///
/// with Λ = Σ q(n). Moments of the load given M follow from Mecke's formula: a session of class n, its raw
/// moments m, s and t, is found in an hour whose other sessions are as they would be without it,
///
///     E[G^j L; M]  = Σ q(n) m p_(j+1)(M - n)
///     E[G^j L²; M] = Σ q(n) (s p_(j+1)(M - n) + m E[G^(j+1) L; M - n])
///     E[L³; M]     = Σ q(n) (t p_1(M - n) + 2 s E[G L; M - n] + m E[G L²; M - n])
///
/// A session that is alone in its hour, which happens for M = n with p_1(0) q(n), has moments of its own
/// there: no other of the hour has warmed a cache for it.
///
/// - Source: Klugman, Panjer & Willmot, "Loss Models", §9.6 (recursion of compound laws); Last & Penrose,
///   "Lectures on the Poisson Process" (2017), §4.1 (Mecke equation).
enum LoadLattice {
  /// Units of the mean load of a session, about: those of the most frequent class are a whole number, so that
  /// equal turns are as well. Sessions of one to six turns then differ by three units a turn.
  private static let unitsPerSession = 8.0
  /// A rare session of more has so many: what they weigh stays, and an hour of at most
  /// ``HourLoad/manySessions`` sessions keeps far under `mostUnits`.
  private static let mostUnitsOfSession = 256.0
  /// Probability of more units that is left out.
  private static let leftOut = 1e-10
  /// Beyond what rounding lets the probability left fall to.
  private static let mostUnits = 4000
  /// Probability of a number of units below which it counts as none.
  private static let leastProbability = 1e-12
  /// Parts in a standard deviation of the units, with and without lumps (``LoadLumps``). With the former, replicas
  /// of five sessions of one to six turns are 6e-4 off the exact sum, with the latter those of twelve 1e-5; weeks
  /// of sessions with bursts cost within 2.3e-4 of what eight parts say.
  private static let partsOfLumps = 8.0
  private static let partsWithoutLumps = 2.0
  /// Parts in a standard deviation that the load of a number of units has itself: sessions of up to twelve turns
  /// whose answers vary cost within 4e-5 of what all parts say, and with one part within 6e-4.
  private static let partsOfUnits = 2.0
  /// Variance below which a load counts as constant, relative to its squared mean.
  private static let leastVariance = 1e-8

  /// Some neighbouring numbers of units, and the law of the load given them.
  struct Part {
    let probability: Double
    let law: ShiftedGamma
  }

  /// What is known of a number of units; lane j has the factor G^j in its mean.
  private struct State {
    var probability = SIMD4<Double>.zero
    /// E[G^j L; M] to E[G^j L³; M].
    var first = SIMD4<Double>.zero
    var second = SIMD4<Double>.zero
    var third = 0.0

    /// Puts right the moments of a session that has no company.
    mutating func setAlone(_ session: LoadClass, probability: Double) {
      first[0] += (session.alone.first - session.powers.first) * probability
      second[0] += (session.alone.second - session.powers.second) * probability
      third += (session.alone.third - session.powers.third) * probability
    }

    /// Adds what a part needs of it.
    mutating func add(_ other: State) {
      probability[0] += other.probability[0]
      first[0] += other.first[0]
      second[0] += other.second[0]
      third += other.third
    }

    /// Standard deviation of the load, relative to its mean.
    var deviation: Double {
      let square = first[0] * first[0]
      return square > 0 ? max(second[0] * probability[0] / square - 1, 0).squareRoot() : 0
    }

    /// Lane j + 1 in lane j.
    static func next(_ lanes: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lanes[1], lanes[2], lanes[3], 0)
    }
  }

  /// Sessions of about the same load.
  private struct Step {
    let units: Int
    var sessions: LoadClass
  }

  /// The numbers of units of an hour that are not zero, by neighbouring ones, each with its law.
  ///
  /// - Parameters:
  ///   - burst: b².
  ///   - hasLumps: Whether loads far closer than their standard deviation are unlike in their probability.
  static func parts(_ classes: [LoadClass], burst: Double, hasLumps: Bool) -> [Part] {
    let steps = steps(classes)
    let sessions = steps.reduce(0) { $0 + $1.sessions.sessions }
    let spread = 1 + burst * sessions
    let none = burst > 0 ? exp(-log1p(burst * sessions) / burst) : exp(-sessions)
    var states = [State()]
    states[0].probability[0] = none
    for j in 0..<3 {
      states[0].probability[j + 1] = (1 + Double(j) * burst) / spread * states[0].probability[j]
    }
    let expected = steps.reduce(0) { $0 + Double($1.units) * $1.sessions.sessions }
    let unitsPerPart = unitsPerPart(
      steps, burst: burst, perDeviation: hasLumps ? partsOfLumps : partsWithoutLumps)
    var left = 1 - none
    var parts: [Part] = []
    var (group, members) = (State(), 0.0)
    var lone = steps[...]
    while states.count < mostUnits, left > leftOut || Double(states.count) <= expected {
      let state = state(of: states.count, after: states, steps, burst: burst, spread: spread)
      left -= state.probability[0]
      var whole = state
      if let step = lone.first, step.units == states.count {
        whole.setAlone(step.sessions, probability: states[0].probability[1])
        lone.removeFirst()
      }
      group.add(whole)
      members += 1
      let own = (Double(states.count) * whole.deviation / partsOfUnits).rounded(.down)
      if members >= max(unitsPerPart, own) {
        if let part = part(group) { parts.append(part) }
        (group, members) = (State(), 0)
      }
      states.append(state)
    }
    if let part = part(group) { parts.append(part) }
    return parts
  }

  /// Units that one part stands for.
  private static func unitsPerPart(
    _ steps: [Step], burst: Double, perDeviation: Double
  ) -> Double {
    var (mean, variance) = (0.0, 0.0)
    for step in steps {
      let units = Double(step.units)
      mean += units * step.sessions.sessions
      variance += units * units * step.sessions.sessions
    }
    variance += burst * mean * mean
    return (variance.squareRoot() / perDeviation).rounded(.down)
  }

  /// Classes that put load on the capacity, by their units.
  private static func steps(_ classes: [LoadClass]) -> [Step] {
    let loading = classes.filter { $0.powers.first > 0 }
    guard let usual = loading.max(by: { $0.sessions < $1.sessions }) else { return [] }
    let sessions = loading.reduce(0) { $0 + $1.sessions }
    let mean = loading.reduce(0) { $0 + $1.powers.first } / sessions
    let usualMean = usual.powers.first / usual.sessions
    let usualUnits = (usualMean / mean * unitsPerSession).rounded()
    let unit = usualUnits > 0 ? usualMean / usualUnits : mean / unitsPerSession
    let ordered = loading.map {
      let units = ($0.powers.first / $0.sessions / unit).rounded()
      return Step(units: Int(min(max(units, 1), mostUnitsOfSession)), sessions: $0)
    }.sorted { $0.units < $1.units }
    var steps: [Step] = []
    for step in ordered {
      if let last = steps.indices.last, steps[last].units == step.units {
        steps[last].sessions.add(step.sessions)
      } else {
        steps.append(step)
      }
    }
    // Sessions of one class need one number each.
    let common = steps.reduce(0) { commonDivisor($0, $1.units) }
    return steps.map { Step(units: $0.units / common, sessions: $0.sessions) }
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    a == 0 ? b : commonDivisor(b % a, a)
  }

  private static func state(
    of units: Int, after states: [State], _ steps: [Step], burst: Double, spread: Double
  ) -> State {
    var state = State()
    var (probability, recursion) = (0.0, SIMD4<Double>.zero)
    for step in steps {
      guard step.units <= units else { break }
      let n = step.units
      let (sessions, powers) = (step.sessions.sessions, step.sessions.powers)
      let before = states[units - n]
      probability += sessions * (Double(n) + burst * Double(units - n)) * before.probability[0]
      recursion += burst * sessions * before.probability
      let others = State.next(before.probability)
      let load = State.next(before.first)
      state.first += powers.first * others
      state.second += powers.second * others + powers.first * load
      state.third +=
        powers.third * others[0] + 2 * powers.second * load[0] + powers.first * before.second[1]
    }
    state.probability[0] = probability / (Double(units) * spread)
    for j in 0..<3 {
      state.probability[j + 1] =
        ((1 + Double(j) * burst) * state.probability[j] + recursion[j + 1]) / spread
    }
    return state
  }

  private static func part(_ state: State) -> Part? {
    let probability = state.probability[0]
    guard probability > leastProbability, state.first[0] > 0 else { return nil }
    let mean = state.first[0] / probability
    let second = state.second[0] / probability
    let third = state.third / probability - 3 * mean * second + 2 * mean * mean * mean
    return Part(
      probability: probability,
      law: ShiftedGamma(
        mean: mean, variance: max(second - mean * mean, mean * mean * leastVariance),
        thirdCumulant: third))
  }
}
