/// One of several laws, chosen by weight.
package struct Mixture: Law {
  package struct Component: Sendable {
    /// Probability of the component; all sum to 1.
    package let weight: Double
    package let law: any Law
  }

  package let components: [Component]
  package let mean: Double
  package let variance: Double

  /// - Parameter components: At least one; weights are relative, 0 or more. Those of weight 0 are
  ///   left out.
  package init(components: [(weight: Double, law: any Law)]) throws(LawError) {
    guard !components.isEmpty else {
      throw LawError(parameter: "components", message: "components is empty; give at least one.")
    }
    let shares = try LawError.normalized(components.map(\.weight), name: "weight")
    let parts = zip(shares, components).filter { $0.0 > 0 }
      .map { Component(weight: $0.0, law: $0.1.law) }
    let mean = parts.reduce(0) { $0 + $1.weight * $1.law.mean }
    self.components = parts
    self.mean = mean
    variance = parts.reduce(0) { sum, part in
      let offset = part.law.mean - mean
      return sum + part.weight * (part.law.variance + offset * offset)
    }
  }

  package var description: String {
    let parts = components.map { "\(roundedFigure($0.weight)) \($0.law)" }
    return "mixture(\(parts.joined(separator: ", ")))"
  }

  private func sum(_ term: (any Law) -> Double) -> Double {
    components.reduce(0) { $0 + $1.weight * term($1.law) }
  }

  // MARK: Moments

  package var support: ClosedRange<Double> {
    let ends = components.map(\.law.support)
    return ends.reduce(.infinity) {
      min($0, $1.lowerBound)
    }...ends.reduce(-.infinity) { max($0, $1.upperBound) }
  }

  package var isDiscrete: Bool { components.allSatisfy(\.law.isDiscrete) }
  package var isSmooth: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x < support.upperBound else { return PartialMoments(first: 0, second: variance) }
    var (first, second) = (0.0, 0.0)
    for part in components {
      let inner = part.law.partialMoments(x)
      let offset = part.law.mean - mean
      let below = part.law.cdf(x)
      first += part.weight * (inner.first + offset * below)
      second += part.weight * (inner.second + offset * (2 * inner.first + offset * below))
    }
    return PartialMoments(first: first, second: second)
  }

  package func limitedMean(_ limit: Double) -> Double {
    if limit >= support.upperBound { return mean }
    return limit <= support.lowerBound ? limit : sum { $0.limitedMean(limit) }
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double { sum { $0.density(x) } }

  package func cdf(_ x: Double) -> Double { min(sum { $0.cdf(x) }, 1) }

  package func quantile(_ p: Double) -> Double {
    if p <= 0 { return support.lowerBound }
    if p >= 1 { return support.upperBound }
    let ends = components.map { $0.law.quantile(p) }
    let low = ends.reduce(.infinity, min)
    let high = ends.reduce(-.infinity, max)
    // A mass is no slope: between the values of a discrete law only halving leads on.
    let slope = isDiscrete ? { _ in 0 } : density
    return QuantileSearch.smallest(reaching: p, from: low, to: high, cdf: cdf, density: slope)
  }
}
