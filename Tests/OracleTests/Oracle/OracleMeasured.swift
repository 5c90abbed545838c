import Distributions

/// A law that a scenario gives in figures or in parts, ready to be drawn from.
indirect enum OracleMeasured {
  /// One of them, by weight; the weights sum to 1.
  case parts([(weight: Double, law: OracleMeasured)])
  /// Values beyond count as the bound.
  case within(ClosedRange<Double>, OracleMeasured)
  case law(OracleLaw)
  /// By its quantile function.
  case figures(any Law)

  init(_ law: any Law) {
    switch law {
    case let law as Mixture:
      self = .parts(law.components.map { ($0.weight, OracleMeasured($0.law)) })
    case let law as Censored: self = .within(law.support, OracleMeasured(law.base))
    case let law as LogNormal:
      self = .law(.lognormal(mu: law.logMean, sigma: law.logStandardDeviation))
    case let law as Gamma: self = .law(.gamma(shape: law.shape, scale: law.scale))
    default: self = .figures(law)
    }
  }

  func draw(_ generator: inout OracleGenerator) -> Double {
    switch self {
    case .parts(let parts):
      var left = generator.uniform()
      for part in parts.dropLast() {
        if left < part.weight { return part.law.draw(&generator) }
        left -= part.weight
      }
      return parts[parts.count - 1].law.draw(&generator)
    case .within(let range, let base):
      return min(max(base.draw(&generator), range.lowerBound), range.upperBound)
    case .law(let law): return law.draw(&generator)
    case .figures(let law): return law.quantile(generator.uniform())
    }
  }
}
