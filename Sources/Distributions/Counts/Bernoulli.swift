/// 1 with a probability, else 0.
package struct Bernoulli: Law {
  package let probability: Double

  package init(probability: Double) throws(LawError) {
    try LawError.requireShare("p", probability)
    self.probability = probability
  }

  package var description: String { "bernoulli(\(roundedFigure(probability)))" }

  // MARK: Moments

  package var mean: Double { probability }
  package var variance: Double { probability * (1 - probability) }
  package var support: ClosedRange<Double> {
    (probability < 1 ? 0 : 1)...(probability > 0 ? 1 : 0)
  }
  package var isDiscrete: Bool { true }

  package func partialMoments(_ x: Double) -> PartialMoments {
    if x < 0 { return .none }
    if x >= 1 { return PartialMoments(first: 0, second: variance) }
    return PartialMoments(first: -variance, second: probability * variance)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    x == 0 ? 1 - probability : x == 1 ? probability : 0
  }

  package func cdf(_ x: Double) -> Double { x < 0 ? 0 : x < 1 ? 1 - probability : 1 }

  package func quantile(_ p: Double) -> Double {
    let reached = p <= 1 - probability ? 0.0 : 1.0
    return min(max(reached, support.lowerBound), support.upperBound)
  }
}
