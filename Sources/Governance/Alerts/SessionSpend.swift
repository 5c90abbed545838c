import Foundation
import Kernels

/// What one session costs, as far as alerts need it: a log-normal amount of known mean and second
/// moment.
///
/// Only two moments of a forecast's sessions are known; of the laws with them the log-normal has a
/// heavy tail, so that lines err on the high side.
package struct SessionSpend: Sendable, Equatable {
  /// US dollars.
  package let mean: Double
  /// E[X²] / E[X], US dollars: the size of a session as the noise of a sum feels it.
  package let noiseSize: Double

  /// - Precondition: Both are positive; a `noiseSize` below the mean is none that a law has, and counts
  ///   as the mean.
  package init(mean: Double, noiseSize: Double) {
    precondition(mean > 0 && noiseSize > 0, "mean \(mean), noise size \(noiseSize)")
    self.mean = mean
    self.noiseSize = max(noiseSize, mean)
  }

  /// Square of the coefficient of variation.
  var squaredVariation: Double { noiseSize / mean - 1 }

  /// Skewness of the log-normal law: (c² + 3) c.
  var skewness: Double { (squaredVariation + 3) * squaredVariation.squareRoot() }

  /// Every amount times as much.
  package func scaled(by factor: Double) -> SessionSpend {
    SessionSpend(mean: mean * factor, noiseSize: noiseSize * factor)
  }

  /// E[min(X, limit)].
  func limitedMean(_ limit: Double) -> Double {
    guard limit > 0 else { return 0 }
    guard squaredVariation > 1e-12 else { return min(mean, limit) }
    let deviation = log1p(squaredVariation).squareRoot()
    let location = log(mean) - deviation * deviation / 2
    let z = (log(limit) - location) / deviation
    return mean * StandardNormal.cdf(z - deviation)
      + limit * StandardNormal.cdf(-z)
  }

  /// One amount.
  package func draw(_ stream: inout RandomStream) -> Double {
    guard squaredVariation > 1e-12 else { return mean }
    let deviation = log1p(squaredVariation).squareRoot()
    let z = StandardNormal.quantile(stream.uniform())
    return mean * exp(deviation * z - deviation * deviation / 2)
  }
}
