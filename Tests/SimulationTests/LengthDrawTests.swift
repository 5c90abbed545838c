import Distributions
import Kernels
import Simulation
import Testing

/// Lengths drawn by the column, against the distribution functions of their laws.
struct LengthDrawTests {
  private static let count = 40_000

  /// One of each way of drawing, and bounds that cut off a part.
  private static func laws() throws -> [any Law] {
    [
      try LogNormal(median: 230, sigma: 0.7), try Normal(mean: 120, standardDeviation: 80),
      try Exponential(mean: 80), try Gamma(shape: 2.5, scale: 40), try Gamma(shape: 1, scale: 3),
      try Gamma(shape: 0.3, scale: 500), try Gamma(shape: 0.02, scale: 500),
      try Weibull(shape: 0.8, scale: 100), try Pareto(scale: 50, shape: 3, upper: 4000),
      try Uniform(lower: 10, upper: 90), try Triangular(lower: 10, mode: 20, upper: 90),
      try Pert(lower: 0, mode: 100, upper: 600, weight: 4), try Poisson(mean: 6),
      try Empirical(quantiles: [0, 10, 40, 200, 1000]),
      try Self.mixture(), try Censored(Self.mixture(), lower: 20, upper: 300),
      try Censored(LogNormal(median: 230, sigma: 0.7), lower: nil, upper: 500),
      try Censored(Exponential(mean: 80), lower: 20, upper: 200),
      try Censored(Normal(mean: 120, standardDeviation: 80), lower: -50, upper: 150),
      try Censored(Gamma(shape: 0.3, scale: 500), lower: 5, upper: nil),
    ]
  }

  private static func mixture() throws -> any Law {
    try Mixture(components: [
      (weight: 3, law: try Gamma(shape: 2, scale: 30)),
      (weight: 1, law: try Normal(mean: 200, standardDeviation: 150)),
      (weight: 0, law: try Exponential(mean: 5)),
      (weight: 2, law: try Empirical(quantiles: [10, 40, 400])),
    ])
  }

  private func draw(_ law: any Law, seed: UInt64) -> [Double] {
    var values = [Double](repeating: .nan, count: Self.count)
    var stream = RandomStream(seed: seed, 1)
    let draw = LengthDraw(law)
    for first in stride(from: 0, to: Self.count, by: 500) {
      var column = [Double](repeating: .nan, count: 500)
      var span = column.mutableSpan
      draw.fill(&span, &stream)
      for place in column.indices { values[first + place] = column[place] }
    }
    return values
  }

  /// By Dvoretzky, Kiefer, Wolfowitz and Massart a distance of more happens once in 10⁸ times.
  @Test func theyHaveTheirLawsWithNoneBelowNothing() throws {
    let bound = (19.12 / (2 * Double(Self.count))).squareRoot()
    for (index, law) in try Self.laws().enumerated() {
      let values = draw(law, seed: UInt64(index)).sorted()
      #expect(values[0] >= 0, "\(law)")
      var place = 0
      while place < values.count {
        var next = place
        while next < values.count, values[next] == values[place] { next += 1 }
        let x = values[place]
        let upTo = law.cdf(x)
        let below = x > 0 ? law.cdf(x.nextDown) : 0
        #expect(abs(Double(next) / Double(Self.count) - upTo) < bound, "\(law) at \(x)")
        #expect(abs(Double(place) / Double(Self.count) - below) < bound, "\(law) below \(x)")
        place = next
      }
    }
  }
}
