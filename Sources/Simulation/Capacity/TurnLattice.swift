import Foundation

/// The load of one hour given how many turns its sessions have together: a mixture of one law for each
/// number M.
///
/// Sessions of class n, of which the hour expects q(n), put n on M. Their number is Poisson given the hour's
/// burst G, gamma with mean one and variance b², so that M is compound Poisson or compound negative
/// binomial. With p_j(M) = E[G^j; M] and D(z) = 1 + b² Σ q(n) (1 - zⁿ), the generating function of p_0 is
/// D^-(1/b²), and
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
enum TurnLattice {
  /// Probability of more turns that is left out.
  private static let leftOut = 1e-12
  /// Beyond what rounding lets the probability left fall to.
  private static let mostTurns = 2000
  /// Probability of a number of turns below which it counts as none.
  private static let leastProbability = 1e-15
  /// Variance below which a load counts as constant, relative to its squared mean.
  private static let leastVariance = 1e-8

  /// A number of turns, and the law of the load given it.
  struct Part {
    let probability: Double
    let law: ShiftedGamma
  }

  /// What is known of a number of turns; lane j has the factor G^j in its mean.
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

    /// Lane j + 1 in lane j.
    static func next(_ lanes: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lanes[1], lanes[2], lanes[3], 0)
    }
  }

  /// The numbers of turns of an hour that are not zero, each with its law.
  ///
  /// - Parameters:
  ///   - classes: Class n at place n - 1.
  ///   - burst: b².
  static func parts(_ classes: [LoadClass], burst: Double) -> [Part] {
    let sessions = classes.reduce(0) { $0 + $1.sessions }
    let spread = 1 + burst * sessions
    let none = burst > 0 ? exp(-log1p(burst * sessions) / burst) : exp(-sessions)
    var states = [State()]
    states[0].probability[0] = none
    for j in 0..<3 {
      states[0].probability[j + 1] = (1 + Double(j) * burst) / spread * states[0].probability[j]
    }
    let expected = classes.enumerated().reduce(0) {
      $0 + Double($1.offset + 1) * $1.element.sessions
    }
    var left = 1 - none
    var parts: [Part] = []
    while states.count < mostTurns, left > leftOut || Double(states.count) <= expected {
      let state = state(of: states.count, after: states, classes, burst: burst, spread: spread)
      left -= state.probability[0]
      var whole = state
      if states.count <= classes.count {
        whole.setAlone(classes[states.count - 1], probability: states[0].probability[1])
      }
      if let part = part(whole) { parts.append(part) }
      states.append(state)
    }
    return parts
  }

  private static func state(
    of turns: Int, after states: [State], _ classes: [LoadClass], burst: Double, spread: Double
  ) -> State {
    var state = State()
    var (probability, recursion) = (0.0, SIMD4<Double>.zero)
    for n in 1...min(classes.count, turns) {
      let (sessions, powers) = (classes[n - 1].sessions, classes[n - 1].powers)
      let before = states[turns - n]
      probability += sessions * (Double(n) + burst * Double(turns - n)) * before.probability[0]
      recursion += burst * sessions * before.probability
      let others = State.next(before.probability)
      let load = State.next(before.first)
      state.first += powers.first * others
      state.second += powers.second * others + powers.first * load
      state.third +=
        powers.third * others[0] + 2 * powers.second * load[0] + powers.first * before.second[1]
    }
    state.probability[0] = probability / (Double(turns) * spread)
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
