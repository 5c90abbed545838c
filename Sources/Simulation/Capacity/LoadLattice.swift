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
  /// Sessions of one to six turns differ by three units a turn.
  private static let unitsPerSession = 8.0
  /// Parts in a standard deviation of the units, with and without lumps (``LoadLumps``). With the former, replicas
  /// of five sessions of one to six turns are 6e-4 off the exact sum, with the latter those of twelve 1e-5; weeks
  /// of sessions with bursts cost within 2.3e-4 of what eight parts say.
  private static let partsOfLumps = 8.0
  private static let partsWithoutLumps = 2.0
  /// Probability of more units that is left out.
  private static let leftOut = 1e-10
  /// Beyond what rounding lets the probability left fall to.
  private static let mostUnits = 4000

  /// What is known of a number of units; lane j has the factor G^j in its mean.
  private struct State {
    var probability = SIMD4<Double>.zero
    /// E[G^j L; M] to E[G^j L³; M].
    var first = SIMD4<Double>.zero
    var second = SIMD4<Double>.zero
    var third = 0.0

    /// Without a burst.
    var load: PartialLoad {
      PartialLoad(probability: probability[0], first: first[0], second: second[0], third: third)
    }

    /// Lane j + 1 in lane j.
    static func next(_ lanes: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lanes[1], lanes[2], lanes[3], 0)
    }
  }

  /// The numbers of units of an hour that are not zero, by neighbouring ones, each with its law.
  ///
  /// - Parameters:
  ///   - burst: b².
  ///   - hasLumps: Whether loads far closer than their standard deviation are unlike in their probability.
  static func parts(_ classes: [LoadClass], burst: Double, hasLumps: Bool) -> [LoadPart] {
    let steps = LoadStep.all(classes, unitsPerSession: unitsPerSession)
    let sessions = steps.reduce(0) { $0 + $1.sessions.sessions }
    let spread = 1 + burst * sessions
    let none = burst > 0 ? exp(-log1p(burst * sessions) / burst) : exp(-sessions)
    var states = [State()]
    states[0].probability[0] = none
    for j in 0..<3 {
      states[0].probability[j + 1] = (1 + Double(j) * burst) / spread * states[0].probability[j]
    }
    let expected = steps.reduce(0) { $0 + Double($1.units) * $1.sessions.sessions }
    var parts = LoadParts(
      deviation: deviation(steps, burst: burst),
      parts: hasLumps ? partsOfLumps : partsWithoutLumps)
    var left = 1 - none
    var lone = steps[...]
    while states.count < mostUnits, left > leftOut || Double(states.count) <= expected {
      let state = state(of: states.count, after: states, steps, burst: burst, spread: spread)
      left -= state.probability[0]
      var load = state.load
      if let step = lone.first, step.units == states.count {
        load.setAlone(step.sessions, probability: states[0].probability[1])
        lone.removeFirst()
      }
      parts.add(load, units: states.count)
      states.append(state)
    }
    return parts.finish()
  }

  /// Standard deviation of the units.
  private static func deviation(_ steps: [LoadStep], burst: Double) -> Double {
    var (mean, variance) = (0.0, 0.0)
    for step in steps {
      let units = Double(step.units)
      mean += units * step.sessions.sessions
      variance += units * units * step.sessions.sessions
    }
    return (variance + burst * mean * mean).squareRoot()
  }

  private static func state(
    of units: Int, after states: [State], _ steps: [LoadStep], burst: Double, spread: Double
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
}
