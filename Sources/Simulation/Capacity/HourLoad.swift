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
  private let law: Law

  private enum Law {
    /// One law stands for the sum.
    case sum(ShiftedGamma)
    case parts([LoadPart])
    case byCount(LoadsByCount, sessions: Double, burst: Double)
  }

  /// - Parameters:
  ///   - powers: Sums over its sessions.
  ///   - least: The lowest load that will be asked for.
  ///   - table: What hours need by the number of their sessions, where these are of one mix.
  ///   - classes: Sessions of the hour by workflow, tier and turns; asked for where their lumps count.
  init(
    _ powers: LoadPowers, _ arrivals: HourArrivals, least: Double, table: () -> LoadsByCount?,
    classes: () -> [LoadClass]
  ) {
    let sessions = arrivals.sessions
    let burstVariance = arrivals.commonVariance
    mean = powers.first
    guard mean > 0 else {
      variance = 0
      law = .parts([])
      return
    }
    let burst = burstVariance * mean * mean
    variance = powers.second + burst
    let sum = ShiftedGamma(
      mean: mean, variance: variance,
      thirdCumulant: powers.third + 3 * burst * powers.second / mean
        + 2 * burst * burstVariance * mean,
      leastLocation: -.infinity)
    let isSum =
      sessions * (1 + sessions * burstVariance) >= Self.manySessions
      || least > mean && sum.exceedance(least) <= Self.negligible
        && sum.excess(least) <= Self.negligible * mean
    guard !isSum else {
      law = .sum(sum)
      return
    }
    if let table = table() {
      law = .byCount(table, sessions: sessions, burst: burstVariance)
      return
    }
    let classes = classes()
    let lumps = LoadLumps(classes, burst: burstVariance)
    law =
      lumps.leaveOneLaw
      ? .sum(sum)
      : .parts(LoadLattice.parts(classes, burst: burstVariance, hasLumps: !lumps.areHidden))
  }

  /// What it needs of a capacity.
  func need(_ capacity: CapacityTrial) -> HourNeed {
    var need =
      switch law {
      case .sum(let sum): capacity.need(sum)
      case .parts(let parts):
        parts.reduce(HourNeed()) { $0 + capacity.need($1.law) * $1.probability }
      case .byCount(let table, let sessions, let burst):
        table.need(sessions: sessions, burst: burst)
      }
    if let most = capacity.most, most <= 0 { need.spill = Spill(load: mean - most, share: 1) }
    return need
  }
}

/// What a load needs of a capacity; of a mixture of loads, the mean of what they need.
struct HourNeed {
  /// Replicas above the fewest.
  var replicas = 0.0
  var spill = Spill()

  static func + (first: HourNeed, second: HourNeed) -> HourNeed {
    var sum = first
    sum += second
    return sum
  }

  static func += (sum: inout HourNeed, other: HourNeed) {
    sum.replicas += other.replicas
    sum.spill += other.spill
  }

  static func * (need: HourNeed, probability: Double) -> HourNeed {
    HourNeed(replicas: need.replicas * probability, spill: need.spill * probability)
  }
}
