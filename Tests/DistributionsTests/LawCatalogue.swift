import Distributions
import Testing

/// A law under the law suite, with where its density bends.
struct LawCase: Sendable, CustomTestStringConvertible {
  let law: any Law

  /// Where the density is not smooth, beside the ends of the support.
  let kinks: [Double]

  /// False where a bound carries probability of its own between continuous parts.
  let isContinuous: Bool

  init(_ law: any Law, kinks: [Double] = [], isContinuous: Bool? = nil) {
    self.law = law
    self.kinks = kinks
    self.isContinuous = isContinuous ?? !law.isDiscrete
  }

  var testDescription: String { law.description }
}

/// Every law, each with several sets of parameters.
enum LawCatalogue {
  static func all() throws -> [LawCase] {
    try parametric.map { LawCase(try $0.0.law($0.1)) } + shaped() + percentile() + compound()
      + counts()
  }

  static func continuous() throws -> [LawCase] { try all().filter(\.isContinuous) }

  static func discrete() throws -> [LawCase] { try all().filter(\.law.isDiscrete) }

  /// Laws with jumps between continuous parts.
  static func mixed() throws -> [LawCase] {
    try all().filter { !$0.isContinuous && !$0.law.isDiscrete }
  }

  static let parametric: [(LawFamily, [String: Double])] = [
    (.lognormal, ["p50": 45, "p95": 320]), (.lognormal, ["mean": 900, "cv": 0.7]),
    (.lognormal, ["mean": 3, "sigma": 0.05]), (.lognormal, ["p50": 0.02, "cv": 3]),
    (.lognormal, ["p5": 2, "p90": 3]),
    (.normal, ["mean": 3, "sd": 2]), (.normal, ["p5": -2, "p95": 9]),
    (.normal, ["mean": -1000, "sd": 0.1]),
    (.uniform, ["min": -2, "max": 5]), (.uniform, ["min": 100, "max": 101]),
    (.pert, ["min": 1, "mode": 2, "max": 7]), (.pert, ["min": 0, "mode": 10, "max": 10]),
    (.pert, ["min": -4, "mode": 0, "max": 8, "lambda": 40]),
    (.beta, ["alpha": 0.4, "beta": 0.7]), (.beta, ["alpha": 1, "beta": 1]),
    (.beta, ["mean": 0.3, "p95": 0.5]), (.beta, ["mean": 0.02, "concentration": 300]),
    (.beta, ["mean": 0.6, "concentration": 20_000]),
    (.gamma, ["mean": 5, "cv": 0.8]), (.gamma, ["mean": 5, "cv": 2.5]),
    (.gamma, ["shape": 30, "scale": 2]), (.gamma, ["shape": 50_000, "scale": 0.1]),
    (.weibull, ["shape": 1.5, "scale": 10]), (.weibull, ["shape": 0.7, "scale": 3]),
    (.weibull, ["p10": 4, "p90": 6]),
    (.exponential, ["mean": 40]), (.exponential, ["mean": 0.001]),
    (.pareto, ["scale": 2, "shape": 0.8, "max": 100]),
    (.pareto, ["scale": 2, "shape": 1, "max": 5000]),
    (.pareto, ["scale": 2, "shape": 2.5]), (.pareto, ["scale": 2, "shape": 9]),
    (.pareto, ["scale": 2, "shape": 1.5]), (.pareto, ["scale": 2, "shape": 2]),
    (.poisson, ["mean": 0.05]), (.poisson, ["mean": 3.3]), (.poisson, ["mean": 25_000]),
    (.negativeBinomial, ["mean": 4, "dispersion": 0.5]),
    (.negativeBinomial, ["mean": 300, "dispersion": 8]),
    (.binomial, ["n": 1, "p": 0.4]), (.binomial, ["n": 40, "p": 0.07]),
    (.binomial, ["n": 30_000, "p": 0.6]),
    (.geometric, ["mean": 2.4]), (.geometric, ["mean": 0.01]), (.geometric, ["mean": 900]),
    (.bernoulli, ["p": 0.3]), (.bernoulli, ["p": 0.999]),
  ]

  private static func shaped() throws -> [LawCase] {
    [
      LawCase(try Triangular(lower: 1, mode: 2, upper: 7), kinks: [2]),
      LawCase(try Triangular(lower: 1, mode: 1, upper: 7)),
      LawCase(try Triangular(lower: -3, mode: 7, upper: 7)),
      LawCase(try LogitNormal(location: -1, scale: 0.5)),
      LawCase(try LogitNormal(location: 0.5, scale: 3)),
      LawCase(try ShiftedLogNormal(shift: 1, base: LogNormal(median: 1.5, sigma: 0.8))),
      LawCase(
        try Empirical(quantiles: [1, 2, 4, 8, 9, 11, 20]), kinks: [2, 4, 8, 9, 11]),
      LawCase(
        try Empirical(quantiles: [1, 2, 4, 8, 8, 8, 20]), kinks: [2, 4, 8], isContinuous: false),
    ]
  }

  private static func percentile() throws -> [LawCase] {
    func law(
      _ domain: PercentileDomain, _ points: KeyValuePairs<Double, Double>, lower: Double? = nil,
      upper: Double? = nil
    ) throws -> LawCase {
      LawCase(
        try Percentiles.law(
          percentiles: points.map { (p: $0.key, x: $0.value) }, domain: domain, lower: lower,
          upper: upper))
    }
    return [
      try law(.positive, [0.05: 0.4, 0.95: 2]), try law(.unit, [0.05: 0.2, 0.95: 0.45]),
      try law(.atLeastOne, [0.05: 2, 0.95: 4.5]), try law(.signed, [0.05: -0.05, 0.95: 0.01]),
      try law(.unit, [0.05: 0.45, 0.95: 0.65], upper: 0.7),
      try law(.positive, [0.05: 900, 0.95: 3200], lower: 500, upper: 5000),
      try law(.signed, [0.05: -1, 0.5: 1.2, 0.95: 3]),
      try law(.signed, [0.1: 2, 0.25: 3, 0.5: 5, 0.75: 8, 0.9: 12]),
      try law(.signed, [0.1: 1, 0.25: 2.5, 0.75: 7.5, 0.9: 9]),
      try law(.positive, [0.05: 10, 0.5: 30, 0.95: 100]),
      try law(.positive, [0.05: 10, 0.5: 30, 0.95: 115]),
      try law(.signed, [0.05: -115, 0.5: -30, 0.95: -10], upper: 0),
      try law(.positive, [0.05: 10, 0.5: 30, 0.95: 100], lower: 5, upper: 200),
      try law(.unit, [0.05: 0.2, 0.5: 0.3, 0.95: 0.45]),
      try law(.atLeastOne, [0.05: 2, 0.5: 2.9, 0.9: 4, 0.95: 4.6]),
    ]
  }

  private static func compound() throws -> [LawCase] {
    let counts = try Poisson(mean: 3)
    let lengths = try LogNormal(median: 120, sigma: 0.6)
    let steps = try Normal(mean: 5, standardDeviation: 4)
    return [
      LawCase(try Truncated(lengths, lower: 40, upper: 352)),
      LawCase(try Truncated(lengths, lower: nil, upper: 100)),
      LawCase(try Truncated(try Normal(mean: 0, standardDeviation: 1), lower: 2.5, upper: nil)),
      LawCase(try Truncated(try Gamma(shape: 2, scale: 5), lower: 4, upper: 9)),
      LawCase(try Truncated(counts, lower: 0.5, upper: 6.2)),
      LawCase(try Truncated(try Discrete(values: [1, 5, 9, 40]), lower: 2, upper: 20)),
      LawCase(
        try Censored(lengths, lower: 60, upper: 352), kinks: [60, 352], isContinuous: false),
      LawCase(try Censored(steps, lower: 0, upper: nil), kinks: [0], isContinuous: false),
      LawCase(try Censored(counts, lower: 1, upper: 5)),
      LawCase(try Censored(lengths, lower: nil, upper: 1e-9), isContinuous: false),
      LawCase(try Truncated(try Pareto(scale: 2, shape: 1.5), lower: 3, upper: nil)),
      LawCase(
        try Truncated(try Empirical(quantiles: [1, 2, 4, 8, 8, 8, 20]), lower: 3, upper: 9),
        kinks: [4, 8], isContinuous: false),
      LawCase(
        try Truncated(Mixture(components: [(1, PointMass(4)), (2, steps)]), lower: 4, upper: 9),
        kinks: [4], isContinuous: false),
      LawCase(
        try Mixture(components: [(1, try Censored(lengths, lower: 60, upper: 352)), (2, steps)]),
        kinks: [60, 352], isContinuous: false),
      LawCase(try Censored(try Geometric(mean: 3, startingAt: 1), lower: nil, upper: 12)),
      LawCase(
        try Mixture(components: [
          (1, try Normal(mean: 0, standardDeviation: 1)), (3, try Gamma(shape: 3, scale: 4)),
        ]), kinks: [0]),
      LawCase(
        try Mixture(components: [
          (0.6, lengths), (0.3, try LogNormal(median: 4000, sigma: 0.2)),
          (0.1, try Uniform(lower: 1, upper: 2)),
        ]), kinks: [1, 2]),
      LawCase(try Mixture(components: [(1, PointMass(4)), (2, counts)])),
      LawCase(
        try Mixture(components: [(0.3, PointMass(4)), (0.7, steps)]), kinks: [4],
        isContinuous: false),
    ]
  }

  private static func counts() throws -> [LawCase] {
    [
      LawCase(PointMass(7)),
      LawCase(try Geometric(mean: 3.5, startingAt: 1)),
      LawCase(try Geometric(mean: 1, startingAt: 1)),
      LawCase(try Poisson(mean: 0)),
      LawCase(try Discrete(values: [20, 1, 5, 1, 2], weights: [1, 2, 1, 2, 0])),
      LawCase(try Discrete(values: [1, 10, 100, 1000])),
    ]
  }
}
