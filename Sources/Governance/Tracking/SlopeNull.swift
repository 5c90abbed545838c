import Kernels

/// How a slope test behaves where nothing changes: noise that remembers its week before, and no trend.
///
/// Weekly noise is Gaussian with the autocorrelation 0.6, as much as demand has in the scenarios shipped
/// here; with less, the test errs on the safe side. Its law is simulated for each number of weeks: the
/// asymptotic one is far off with twelve of them.
package struct SlopeNull: Sendable {
  package static let autocorrelation = 0.6
  private static let replicates = 20_000
  private static let seed: UInt64 = 0x7eed_5107e

  package let weeks: Int
  /// The size of the statistic without its sign, in ascending order.
  private let sizes: [Double]
  private let paths: [[Double]]
  /// Mean of the squared residuals of a fitted line, for noise of variance 1.
  let meanSquares: Double

  package init(weeks: Int) {
    precondition(weeks >= 4, "\(weeks) weeks")
    self.weeks = weeks
    var stream = RandomStream(seed: Self.seed, UInt64(weeks))
    let innovation = (1 - Self.autocorrelation * Self.autocorrelation).squareRoot()
    paths = (0..<Self.replicates).map { _ in
      var level = stream.normal()
      return (0..<weeks).map { week in
        if week > 0 { level = Self.autocorrelation * level + innovation * stream.normal() }
        return level
      }
    }
    let fits = paths.map { SlopeFit($0) }
    sizes = fits.map(\.statistic.magnitude).sorted()
    meanSquares = fits.reduce(0) { $0 + $1.squares } / Double(Self.replicates)
  }

  /// Probability of a statistic at least as large, without its sign, where nothing changes.
  package func probability(beyond statistic: Double) -> Double {
    let larger = sizes.count { $0 >= statistic.magnitude }
    // As one more replicate: a probability of 0 cannot be told by a simulation.
    return Double(larger + 1) / Double(sizes.count + 1)
  }

  /// What the statistic exceeds in 5 % of the cases.
  package func critical(_ size: Double) -> Double {
    sizes[min(Int((1 - size) * Double(sizes.count)), sizes.count - 1)]
  }

  /// Probability that a slope of so many standard deviations of the noise a week is found.
  package func power(_ slope: Double, size: Double) -> Double {
    let limit = critical(size)
    let found = paths.count { path in
      SlopeFit(path.enumerated().map { $0.element + slope * Double($0.offset) }).statistic > limit
    }
    return Double(found) / Double(paths.count)
  }

  /// The slope, in standard deviations of the noise a week, that is found with some probability.
  package func slope(power: Double, size: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while self.power(high, size: size) < power { high *= 2 }
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if self.power(middle, size: size) < power { low = middle } else { high = middle }
    }
    return high
  }
}
