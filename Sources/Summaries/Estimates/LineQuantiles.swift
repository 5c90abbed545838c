import Foundation
import Kernels
import Simulation

/// Quantiles of a metric by integrating along lines in closed form (pre-integration).
///
/// The distribution function is a mean of normal probabilities, one a line, instead of a share of
/// trials: it is smooth, and a quantile is its root.
///
/// Request noise stays as it is along a line, drawn by the same uniform numbers. Place on the line and
/// all the rest are independent, so that the probability given the rest is exact whatever the rest
/// contains, and its mean over lines unbiased.
package struct LineQuantiles: Sendable {
  /// Why a metric has no quantiles of this kind.
  package enum Obstacle: Error, Sendable, Equatable {
    /// On some line it does not rise or fall throughout, or it is undefined.
    case notMonotone
    /// The trial of some line is not where the curve through the nodes has its value.
    case notSmooth
  }

  /// Largest distance, in standard deviations, between the place of a line's own trial and the place at
  /// which the curve has that trial's value. At the P95 it moves a probability by 0.001.
  package static let tolerance = 0.01

  /// In units of the widest curve's range; what is left after it is of the order of its square.
  private static let lastStep = 3e-6

  /// By randomisation.
  private let curves: [LineCurves]
  /// Curves are of logarithms.
  private let isLogarithmic: Bool

  /// - Parameters:
  ///   - values: At the nodes, as ``CostLines/columns`` orders them.
  ///   - trials: Of the metric over all plain trials, request noise included.
  package init(
    _ values: [Double], trials: [Double], lines: CostLines, randomisations: Int
  ) throws(Obstacle) {
    let nodes = CostLines.nodes
    let size = trials.count / randomisations
    guard values.allSatisfy(\.isFinite) else { throw .notMonotone }
    let isLogarithmic = values.allSatisfy { $0 > 0 }
    self.isLogarithmic = isLogarithmic
    let isFalling = values[(nodes.count - 1) * lines.lines] < values[0]
    let sign = isFalling ? -1.0 : 1.0
    let heights = isLogarithmic ? values.map { log($0) } : values
    var heightsOfTrials: [Double] = []
    curves = (0..<randomisations).map { randomisation in
      LineCurves(
        (0..<lines.lines).map { line in
          let trial = trials[randomisation * size + line]
          heightsOfTrials.append(isLogarithmic ? log(trial) : trial)
          let along = (0..<nodes.count).map {
            heights[(randomisation * nodes.count + $0) * lines.lines + line]
          }
          return nodes.coefficients(isFalling ? along.reversed() : along)
        }, bound: nodes.bound)
    }
    guard curves.allSatisfy(\.areRising) else { throw .notMonotone }
    guard heightsOfTrials.allSatisfy(\.isFinite) else { throw .notSmooth }
    for (randomisation, curves) in curves.enumerated() {
      let first = randomisation * lines.lines
      let own = first..<(first + lines.lines)
      for (position, found) in zip(lines.positions[own], curves.places(of: heightsOfTrials[own]))
      where position.magnitude < nodes.bound {
        guard abs(found - sign * position) <= Self.tolerance else { throw .notSmooth }
      }
    }
  }

  /// The root of the distribution function of all lines, and of those of every randomisation.
  ///
  /// - Parameter probability: Inside (0, 1).
  package func quantile(_ probability: Double) -> Replicated {
    let start = StandardNormal.quantile(probability)
    var places = curves.map { $0.places(at: start) }
    let count = Double(curves.count)
    let low = curves.reduce(Double.infinity) { min($0, $1.range.lowerBound) }
    let high = curves.reduce(low) { max($0, $1.range.upperBound) }
    let pooled = Self.root(
      probability, low...high, from: curves.reduce(0) { $0 + $1.meanValue(at: start) } / count
    ) { height in
      var sum = (probability: 0.0, density: 0.0)
      for (index, curves) in curves.enumerated() {
        let (probability, density) = curves.distribution(height, from: &places[index])
        sum.probability += probability
        sum.density += density
      }
      return (sum.probability / count, sum.density / count)
    }
    func value(_ height: Double) -> Double { isLogarithmic ? exp(height) : height }
    return Replicated(
      value: value(pooled),
      replicates: curves.enumerated().map { index, curves in
        value(
          Self.root(probability, curves.range, from: pooled) {
            curves.distribution($0, from: &places[index])
          })
      })
  }

  /// The share of a line's law beyond each bound of the nodes: a probability inside has its root inside
  /// the range of the curves.
  private static let beyond = StandardNormal.cdf(-CostLines.nodes.bound)

  /// Newton's method, halving where a step leaves the bracket.
  ///
  /// - Parameter range: Of the curves between the bounds of the nodes.
  private static func root(
    _ probability: Double, _ range: ClosedRange<Double>, from start: Double,
    _ distribution: (Double) -> (probability: Double, density: Double)
  ) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    let width = high - low
    // On the straight parts of the curves, as far out as it takes.
    if probability < beyond {
      while distribution(low).probability > probability { low -= width }
    }
    if probability > 1 - beyond {
      while distribution(high).probability < probability { high += width }
    }
    var height = min(max(start, low), high)
    for _ in 0..<100 {
      let here = distribution(height)
      if here.probability < probability { low = height } else { high = height }
      var next = height - (here.probability - probability) / here.density
      if !(next >= low && next <= high) { next = (low + high) / 2 }
      let step = next - height
      height = next
      if step.magnitude <= lastStep * width { break }
    }
    return height
  }
}
