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
  private static let lastStep = 1e-9

  /// Of all lines, and by randomisation.
  private let whole: LineCurves
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
    isLogarithmic = values.allSatisfy { $0 > 0 }
    let isFalling = values[(nodes.count - 1) * lines.lines] < values[0]
    let sign = isFalling ? -1.0 : 1.0
    let heights = isLogarithmic ? values.map { log($0) } : values
    var coefficients: [[Double]] = []
    var heightsOfTrials: [Double] = []
    for randomisation in 0..<randomisations {
      for line in 0..<lines.lines {
        let along = (0..<nodes.count).map {
          heights[(randomisation * nodes.count + $0) * lines.lines + line]
        }
        coefficients.append(nodes.coefficients(isFalling ? along.reversed() : along))
        let trial = trials[randomisation * size + line]
        heightsOfTrials.append(isLogarithmic ? log(trial) : trial)
      }
    }
    whole = LineCurves(coefficients, bound: nodes.bound)
    guard whole.areRising else { throw .notMonotone }
    guard heightsOfTrials.allSatisfy(\.isFinite) else { throw .notSmooth }
    for (position, found) in zip(lines.positions, whole.places(of: heightsOfTrials))
    where position.magnitude < nodes.bound {
      guard abs(found - sign * position) <= Self.tolerance else { throw .notSmooth }
    }
    curves = (0..<randomisations).map {
      LineCurves(
        Array(coefficients[($0 * lines.lines)..<(($0 + 1) * lines.lines)]), bound: nodes.bound)
    }
  }

  /// The root of the distribution function of all lines, and of those of every randomisation.
  ///
  /// - Parameter probability: Inside (0, 1).
  package func quantile(_ probability: Double) -> Replicated {
    let pooled = Self.root(probability, whole, from: nil)
    func value(_ height: Double) -> Double { isLogarithmic ? exp(height) : height }
    return Replicated(
      value: value(pooled),
      replicates: curves.map { value(Self.root(probability, $0, from: pooled)) })
  }

  /// Newton's method, halving where a step leaves the bracket.
  private static func root(
    _ probability: Double, _ curves: LineCurves, from start: Double?
  ) -> Double {
    var curves = curves
    // Beyond both ends of every curve, on their straight parts, by as much as it takes.
    var (low, high) = (curves.range.lowerBound, curves.range.upperBound)
    let width = high - low
    while curves.distribution(low).probability > probability { low -= width }
    while curves.distribution(high).probability < probability { high += width }
    var height = start.map { min(max($0, low), high) } ?? (low + high) / 2
    for _ in 0..<100 {
      let here = curves.distribution(height)
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
