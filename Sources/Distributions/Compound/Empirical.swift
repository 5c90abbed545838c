/// A law given by equally spaced quantiles, straight lines between them.
///
/// Equal neighbours are a value with probability of its own.
package struct Empirical: Law {
  /// Quantiles at probabilities 0, 1/n, …, 1, never falling.
  package let quantiles: [Double]

  package let mean: Double
  package let variance: Double

  /// - Parameter quantiles: At least two, from probability 0 to 1.
  package init(quantiles: [Double]) throws(LawError) {
    guard quantiles.count >= 2 else {
      throw LawError(
        parameter: "quantiles",
        message: "found \(quantiles.count) quantiles; at least 2 are needed, from probability 0"
          + " to 1.")
    }
    for value in quantiles { try LawError.requireFinite("quantiles", value) }
    for (index, (low, high)) in zip(quantiles, quantiles.dropFirst()).enumerated()
    where high < low {
      throw LawError(
        parameter: "quantiles",
        message: "quantiles fall from \(figure(low)) to \(figure(high)) at position \(index + 1);"
          + " sort them.")
    }
    self.quantiles = quantiles
    let segments = zip(quantiles, quantiles.dropFirst())
    let count = Double(quantiles.count - 1)
    let mean = segments.reduce(0) { $0 + ($1.0 + $1.1) / 2 } / count
    self.mean = mean
    variance = segments.reduce(0) { $0 + Self.square($1.0 - mean, $1.1 - mean) } / count
    try LawError.requireRepresentable(mean, variance)
  }

  package var description: String {
    "empirical(p50 \(roundedFigure(quantile(0.5))), p95 \(roundedFigure(quantile(0.95))))"
  }

  private var segmentCount: Int { quantiles.count - 1 }

  /// Mean of u² over a...b.
  private static func square(_ a: Double, _ b: Double) -> Double { (a * a + a * b + b * b) / 3 }

  // MARK: Moments

  package var support: ClosedRange<Double> { quantiles[0]...quantiles[segmentCount] }
  package var isDiscrete: Bool { quantiles[0] == quantiles[segmentCount] }
  package var isSmooth: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x < quantiles[segmentCount] else { return PartialMoments(first: 0, second: variance) }
    let whole = wholeSegments(upTo: x)
    var (first, second) = (0.0, 0.0)
    for index in 0..<whole {
      let (a, b) = (quantiles[index] - mean, quantiles[index + 1] - mean)
      first += (a + b) / 2
      second += Self.square(a, b)
    }
    if x > quantiles[whole] {
      let (a, b) = (quantiles[whole] - mean, x - mean)
      let part = (x - quantiles[whole]) / (quantiles[whole + 1] - quantiles[whole])
      first += part * (a + b) / 2
      second += part * Self.square(a, b)
    }
    let count = Double(segmentCount)
    return PartialMoments(first: first / count, second: second / count)
  }

  // MARK: Density, distribution, quantile

  /// How many segments from the left end at x or before.
  private func wholeSegments(upTo x: Double) -> Int {
    max(quantiles.partitionIndex { $0 <= x } - 1, 0)
  }

  /// Density of the straight parts; values with probability of their own have none.
  package func density(_ x: Double) -> Double {
    guard support.contains(x) else { return 0 }
    if isDiscrete { return 1 }
    let index = min(wholeSegments(upTo: x), segmentCount - 1)
    let width = quantiles[index + 1] - quantiles[index]
    return width > 0 ? 1 / (width * Double(segmentCount)) : 0
  }

  package func cdf(_ x: Double) -> Double {
    if x < quantiles[0] { return 0 }
    let index = wholeSegments(upTo: x)
    guard index < segmentCount else { return 1 }
    let part = (x - quantiles[index]) / (quantiles[index + 1] - quantiles[index])
    return (Double(index) + part) / Double(segmentCount)
  }

  package func quantile(_ p: Double) -> Double {
    let position = min(max(p, 0), 1) * Double(segmentCount)
    let index = min(Int(position), segmentCount - 1)
    let (low, high) = (quantiles[index], quantiles[index + 1])
    return min(low + (high - low) * (position - Double(index)), high)
  }
}
