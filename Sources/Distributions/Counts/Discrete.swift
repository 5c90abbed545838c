/// A finite list of values with probabilities.
package struct Discrete: Law {
  /// The different values, rising.
  package let values: [Double]

  /// Their probabilities, each above 0, with sum 1.
  package let probabilities: [Double]

  package let mean: Double
  package let variance: Double

  /// Probability up to and including each value; the last is exactly 1.
  private let cumulative: [Double]

  /// - Parameters:
  ///   - values: In any order; equal ones are joined.
  ///   - weights: Relative probabilities, 0 or more, one a value; `nil` makes them equal.
  package init(values: [Double], weights: [Double]? = nil) throws(LawError) {
    guard !values.isEmpty else {
      throw LawError(parameter: "values", message: "values is empty; give at least one.")
    }
    let weights = weights ?? Array(repeating: 1, count: values.count)
    guard weights.count == values.count else {
      throw LawError(
        parameter: "weights",
        message: "there are \(values.count) values and \(weights.count) weights; give one weight"
          + " a value.")
    }
    for value in values { try LawError.requireFinite("values", value) }
    let shares = try LawError.normalized(weights, name: "weights")
    var (points, masses): ([Double], [Double]) = ([], [])
    for (value, share) in zip(values, shares).sorted(by: { $0.0 < $1.0 }) where share > 0 {
      if points.last == value {
        masses[masses.count - 1] += share
      } else {
        points.append(value)
        masses.append(share)
      }
    }
    var total = 0.0
    var cumulative = masses.map { mass in
      total += mass
      return min(total, 1)
    }
    cumulative[cumulative.count - 1] = 1
    let mean = zip(points, masses).reduce(0) { $0 + $1.0 * $1.1 }
    self.values = points
    probabilities = masses
    self.cumulative = cumulative
    self.mean = mean
    variance = zip(points, masses).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    try LawError.requireRepresentable(mean, variance)
  }

  package var description: String {
    values.count == 1
      ? figure(values[0])
      : "discrete(\(values.count) values, \(roundedFigure(values[0])) to"
        + " \(roundedFigure(values[values.count - 1])))"
  }

  // MARK: Moments

  package var support: ClosedRange<Double> { values[0]...values[values.count - 1] }
  package var isDiscrete: Bool { true }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x < support.upperBound else { return PartialMoments(first: 0, second: variance) }
    var (first, second) = (0.0, 0.0)
    for index in 0..<count(upTo: x) {
      let offset = values[index] - mean
      first += offset * probabilities[index]
      second += offset * offset * probabilities[index]
    }
    return PartialMoments(first: first, second: second)
  }

  // MARK: Density, distribution, quantile

  /// How many values are x or less.
  private func count(upTo x: Double) -> Int { values.partitionIndex { $0 <= x } }

  package func density(_ x: Double) -> Double {
    let index = values.partitionIndex { $0 < x }
    return index < values.count && values[index] == x ? probabilities[index] : 0
  }

  package func cdf(_ x: Double) -> Double {
    let count = count(upTo: x)
    return count > 0 ? cumulative[count - 1] : 0
  }

  package func quantile(_ p: Double) -> Double {
    values[min(cumulative.partitionIndex { $0 < p }, values.count - 1)]
  }
}

extension LawError {
  /// Weights divided by their sum.
  static func normalized(_ weights: [Double], name: String) throws(LawError) -> [Double] {
    for weight in weights { try requireNonNegative(name, weight) }
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite else {
      throw LawError(
        parameter: name, message: "the sum of \(name) is \(figure(total)); allowed is above 0.")
    }
    return weights.map { $0 / total }
  }
}
