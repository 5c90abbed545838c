/// The load of one hour.
///
/// Its sessions are Poisson in number, and negative binomial where hours have bursts: Poisson with a gamma
/// factor of mean one. Turns leave lumps in the load of the few sessions of a small feature, at which
/// replicas begin and capacity ends; so the law of the hour is a mixture over about what its sessions put on
/// it (``LoadLattice``).
/// Where the number of sessions varies much, or what they load themselves does (``LoadLumps``), one shifted gamma
/// law stands for the sum, matched by its cumulants. With λ sessions, raw moments m, q and r of a load and the
/// variance b² of the burst these are
///
///     λm,  λq + (bλm)²,  λr + 3 (bλ)² m q + 2 b⁴ (λm)³
///
/// Held against sums of sessions of one turn where it takes over, the excess over up to twice the mean load
/// is within 0.4 % from b = 0.5, and within 3.2 % at b = 0.2.
///
/// - Source: Klugman, Panjer & Willmot, "Loss Models", ch. 6 (mixed Poisson numbers) and ch. 9
///   (stop-loss insurance, compound models); Bowers et al., "Actuarial Mathematics", §12.4 (translated
///   gamma approximation).
struct HourLoad {
  /// Variance of the number of sessions from which one law stands for their sum.
  static let manySessions = 64.0
  /// Probability of a load, and part of the mean load, that the cruder law may state: most hours of a
  /// week are far below what serves the busy ones.
  private static let negligible = 1e-9
  /// Standard deviations beyond which a load does not lie, in the sums over replicas.
  private static let reach = 12.0
  /// Replicas beyond which the sum over them is an integral.
  private static let mostSteps = 2000.0

  let mean: Double
  let variance: Double
  private let sum: ShiftedGamma
  /// `nil` where one law stands for the sum.
  private let parts: [LoadLattice.Part]?

  /// - Parameters:
  ///   - powers: Sums over its sessions.
  ///   - least: The lowest load that will be asked for.
  ///   - classes: Sessions of the hour by workflow, tier and turns; asked for where their lumps count.
  init(
    _ powers: LoadPowers, _ arrivals: HourArrivals, least: Double, classes: () -> [LoadClass]
  ) {
    let sessions = arrivals.sessions
    let burstVariance = arrivals.commonVariance
    mean = powers.first
    guard mean > 0 else {
      variance = 0
      sum = ShiftedGamma(mean: 1, variance: 1, thirdCumulant: 0)
      parts = []
      return
    }
    let burst = burstVariance * mean * mean
    variance = powers.second + burst
    sum = ShiftedGamma(
      mean: mean, variance: variance,
      thirdCumulant: powers.third + 3 * burst * powers.second / mean
        + 2 * burst * burstVariance * mean,
      leastLocation: -.infinity)
    let isSum =
      sessions * (1 + sessions * burstVariance) >= Self.manySessions
      || least > mean && sum.exceedance(least) <= Self.negligible
        && sum.excess(least) <= Self.negligible * mean
    guard !isSum else {
      parts = nil
      return
    }
    let classes = classes()
    let lumps = LoadLumps(classes, burst: burstVariance)
    parts =
      lumps.leaveOneLaw
      ? nil : LoadLattice.parts(classes, burst: burstVariance, hasLumps: !lumps.areHidden)
  }

  /// P(L > c).
  func exceedance(_ c: Double) -> Double {
    guard let parts else { return sum.exceedance(c) }
    return parts.reduce(0) { $0 + $1.probability * $1.law.exceedance(c) }
  }

  /// What lies above a capacity.
  func spill(above c: Double) -> Spill {
    guard c > 0 else { return Spill(load: mean - c, share: 1) }
    guard let parts else { return sum.spill(above: c) }
    var spill = Spill()
    for part in parts { spill += part.law.spill(above: c) * part.probability }
    return spill
  }

  /// E[clamp(⌈L / u⌉, low, high)] = low + Σ P(L > j u), j = low … high - 1.
  ///
  /// The sum over many steps is its integral, by the trapezoidal rule: what that leaves out is of the order
  /// of u times the density at the ends.
  func expectedSteps(of u: Double, from low: Int, to high: Int?) -> Double {
    guard mean > 0 else { return Double(low) }
    let spread = Self.reach * variance.squareRoot()
    let first = max(Double(low), ((mean - spread) / u).rounded(.down))
    guard first < Double(high ?? .max) else { return Double(high ?? low) }
    let last = min((mean + spread) / u, Double(high ?? .max))
    if last - first > Self.mostSteps {
      func beyond(_ step: Double) -> Double {
        spill(above: step * u).load / u + exceedance(step * u) / 2
      }
      return first + beyond(first) - (high.map { beyond(Double($0)) } ?? 0)
    }
    var (step, sum) = (first, first)
    while step < Double(high ?? .max) {
      let further = exceedance(step * u)
      sum += further
      if further < 1e-12, step * u > mean { break }
      step += 1
    }
    return sum
  }
}
