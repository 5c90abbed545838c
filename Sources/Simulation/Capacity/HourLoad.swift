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

  /// What lies above a capacity.
  func spill(above c: Double) -> Spill {
    guard c > 0 else { return Spill(load: mean - c, share: 1) }
    guard let parts else { return sum.spill(above: c) }
    var spill = Spill()
    for part in parts { spill += part.law.spill(above: c) * part.probability }
    return spill
  }

  /// E[clamp(⌈L / u⌉, low, high)].
  func expectedSteps(of u: Double, from low: Int, to high: Int?) -> Double {
    let (low, high) = (Double(low), high.map(Double.init) ?? .infinity)
    guard mean > 0 else { return low }
    guard let parts else { return low + sum.steps(of: u, from: low, to: high) }
    return parts.reduce(low) { $0 + $1.probability * $1.law.steps(of: u, from: low, to: high) }
  }
}
