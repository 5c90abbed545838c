import Distributions
import Foundation

/// A law of the scenario language with plain numbers, sampled from its definition.
enum OracleLaw {
  case lognormal(mu: Double, sigma: Double)
  case normal(mean: Double, sd: Double)
  case uniform(min: Double, max: Double)
  case triangular(min: Double, mode: Double, max: Double)
  case beta(alpha: Double, beta: Double, low: Double, width: Double)
  case gamma(shape: Double, scale: Double)
  case weibull(shape: Double, scale: Double)
  case exponential(mean: Double)
  case pareto(scale: Double, shape: Double, max: Double?)
  case poisson(mean: Double, offset: Double)
  case negativeBinomial(mean: Double, dispersion: Double, offset: Double)
  case binomial(n: Int, p: Double, offset: Double)
  case geometric(mean: Double, offset: Double)
  case bernoulli(p: Double)

  func draw(_ generator: inout OracleGenerator) -> Double {
    switch self {
    case .lognormal(let mu, let sigma): exp(mu + sigma * generator.normal())
    case .normal(let mean, let sd): mean + sd * generator.normal()
    case .uniform(let low, let high): low + (high - low) * generator.uniform()
    case .triangular(let low, let mode, let high):
      generator.triangular(minimum: low, mode: mode, maximum: high)
    case .beta(let alpha, let beta, let low, let width):
      low + width * generator.beta(alpha, beta)
    case .gamma(let shape, let scale): generator.gamma(shape: shape, scale: scale)
    case .weibull(let shape, let scale): scale * pow(-log(generator.uniform()), 1 / shape)
    case .exponential(let mean): generator.exponential(mean: mean)
    case .pareto(let scale, let shape, let high):
      generator.pareto(scale: scale, shape: shape, maximum: high)
    case .poisson(let mean, let offset):
      offset + Double(generator.poisson(mean: mean - offset))
    case .negativeBinomial(let mean, let dispersion, let offset):
      offset + Double(generator.negativeBinomial(mean: mean - offset, dispersion: dispersion))
    case .binomial(let n, let p, let offset):
      offset + Double(generator.binomial(count: n, probability: p))
    case .geometric(let mean, let offset):
      offset + Double(generator.failuresBeforeSuccess(probability: 1 / (1 + mean - offset)))
    case .bernoulli(let p): generator.bernoulli(p) ? 1 : 0
    }
  }

  /// Reads any of the forms in which a scenario may give the parameters of a family.
  init(_ family: LawFamily, _ p: [String: Double], offset: Double) {
    let ends = Self.percentiles(p)
    switch family {
    case .lognormal: self = .lognormal(p, ends)
    case .normal:
      let sd = p["sd"] ?? (ends[1].x - ends[0].x) / (ends[1].z - ends[0].z)
      self = .normal(mean: p["mean"] ?? ends[0].x - sd * ends[0].z, sd: sd)
    case .uniform: self = .uniform(min: p["min"]!, max: p["max"]!)
    case .triangular: self = .triangular(min: p["min"]!, mode: p["mode"]!, max: p["max"]!)
    case .pert: self = .pert(p)
    case .beta:
      let alpha = p["alpha"] ?? p["mean"]! * p["concentration"]!
      let beta = p["beta"] ?? (1 - p["mean"]!) * p["concentration"]!
      self = .beta(alpha: alpha, beta: beta, low: 0, width: 1)
    case .gamma:
      let shape = p["shape"] ?? 1 / (p["cv"]! * p["cv"]!)
      self = .gamma(shape: shape, scale: p["scale"] ?? p["mean"]! / shape)
    case .weibull: self = .weibull(p, ends)
    case .exponential: self = .exponential(mean: p["mean"]!)
    case .pareto: self = .pareto(scale: p["scale"]!, shape: p["shape"]!, max: p["max"])
    case .poisson: self = .poisson(mean: p["mean"]!, offset: offset)
    case .negativeBinomial:
      self = .negativeBinomial(mean: p["mean"]!, dispersion: p["dispersion"]!, offset: offset)
    case .binomial: self = .binomial(n: Int(p["n"]!), p: p["p"]!, offset: offset)
    case .geometric: self = .geometric(mean: p["mean"]!, offset: offset)
    case .bernoulli: self = .bernoulli(p: p["p"]!)
    }
  }

  private typealias Percentile = (p: Double, z: Double, x: Double)

  private static func lognormal(_ p: [String: Double], _ ends: [Percentile]) -> OracleLaw {
    if ends.count == 2 {
      let sigma = (log(ends[1].x) - log(ends[0].x)) / (ends[1].z - ends[0].z)
      return .lognormal(mu: log(ends[0].x) - sigma * ends[0].z, sigma: sigma)
    }
    let sigma = p["sigma"] ?? log(1 + p["cv"]! * p["cv"]!).squareRoot()
    let mu = p["p50"].map { log($0) } ?? (log(p["mean"]!) - sigma * sigma / 2)
    return .lognormal(mu: mu, sigma: sigma)
  }

  private static func weibull(_ p: [String: Double], _ ends: [Percentile]) -> OracleLaw {
    if let shape = p["shape"], let scale = p["scale"] {
      return .weibull(shape: shape, scale: scale)
    }
    let hazards = ends.map { -log(1 - $0.p) }
    let shape = log(hazards[1] / hazards[0]) / log(ends[1].x / ends[0].x)
    return .weibull(shape: shape, scale: ends[0].x * pow(hazards[0], -1 / shape))
  }

  private static func pert(_ p: [String: Double]) -> OracleLaw {
    let (low, mode, high, lambda) = (p["min"]!, p["mode"]!, p["max"]!, p["lambda"] ?? 4)
    return .beta(
      alpha: 1 + lambda * (mode - low) / (high - low),
      beta: 1 + lambda * (high - mode) / (high - low), low: low, width: high - low)
  }

  /// The percentiles `pNN` among the parameters, in rising order.
  private static func percentiles(_ parameters: [String: Double]) -> [Percentile] {
    parameters.compactMap { name, x -> Percentile? in
      guard name.hasPrefix("p"), let percent = Double(name.dropFirst()) else { return nil }
      return (percent / 100, OracleNormal.quantile(percent / 100), x)
    }.sorted { $0.p < $1.p }
  }
}
