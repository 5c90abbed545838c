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

  /// By randomisation.
  private let curves: [[LineCurve]]
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
    var curves: [[LineCurve]] = []
    for randomisation in 0..<randomisations {
      var own: [LineCurve] = []
      for line in 0..<lines.lines {
        let along = (0..<nodes.count).map {
          heights[(randomisation * nodes.count + $0) * lines.lines + line]
        }
        guard let curve = LineCurve(isFalling ? along.reversed() : along, nodes: nodes)
        else { throw .notMonotone }
        let trial = trials[randomisation * size + line]
        let position = sign * lines.positions[randomisation * lines.lines + line]
        guard trial.isFinite, !isLogarithmic || trial > 0 else { throw .notSmooth }
        let found = curve.place(of: isLogarithmic ? log(trial) : trial).place
        if position.magnitude < nodes.bound, abs(found - position) > Self.tolerance {
          throw .notSmooth
        }
        own.append(curve)
      }
      curves.append(own)
    }
    self.curves = curves
  }

  /// The root of the distribution function of all lines, and of those of every randomisation.
  ///
  /// - Parameter probability: Inside (0, 1).
  package func quantile(_ probability: Double) -> Replicated {
    let whole = root(probability, curves.flatMap { $0 }, from: nil)
    func value(_ height: Double) -> Double { isLogarithmic ? exp(height) : height }
    return Replicated(
      value: value(whole),
      replicates: curves.map { value(root(probability, $0, from: whole)) })
  }

  /// Newton's method, halving where a step leaves the bracket.
  private func root(
    _ probability: Double, _ curves: [LineCurve], from start: Double?
  ) -> Double {
    // Beyond both ends of every curve, on their straight parts, by as much as it takes.
    var low = curves.reduce(.infinity) { min($0, $1.range.lowerBound) }
    var high = curves.reduce(-.infinity) { max($0, $1.range.upperBound) }
    let width = high - low
    while Self.distribution(low, curves).probability > probability { low -= width }
    while Self.distribution(high, curves).probability < probability { high += width }
    var height = start.map { min(max($0, low), high) } ?? (low + high) / 2
    for _ in 0..<100 {
      let here = Self.distribution(height, curves)
      if here.probability < probability { low = height } else { high = height }
      var next = height - (here.probability - probability) / here.density
      if !(next > low && next < high) { next = (low + high) / 2 }
      let step = next - height
      height = next
      if step.magnitude <= 1e-12 * width { break }
    }
    return height
  }

  private static func distribution(
    _ height: Double, _ curves: [LineCurve]
  ) -> (probability: Double, density: Double) {
    var probabilities: [Double] = []
    var densities: [Double] = []
    probabilities.reserveCapacity(curves.count)
    densities.reserveCapacity(curves.count)
    for curve in curves {
      let (place, slope) = curve.place(of: height)
      probabilities.append(StandardNormal.cdf(place))
      densities.append(StandardNormal.density(place) / slope)
    }
    let count = Double(curves.count)
    return (fixedOrderSum(probabilities) / count, fixedOrderSum(densities) / count)
  }
}
