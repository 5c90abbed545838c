import Foundation
import Kernels

/// How probable it is that the sessions of a window of time cost more than an amount.
///
/// Sessions arrive as a Poisson process whose rate is multiplied by a gamma factor of mean one
/// (bursts), so their number is negative binomial, and each costs a ``SessionSpend``. The law of the sum
/// is computed on a grid through its transform, P(S = s) ⟵ (1 + b²λ(1 - φ))^(-1/b²), with the cost of a
/// session spread over neighbouring grid points so that its mean is exact. Sums of very many sessions
/// have the gamma law of the same mean and variance.
///
/// - Source: Klugman, Panjer & Willmot, "Loss Models", ch. 9 (aggregate losses by the fast Fourier
///   transform); Gerber (1982) for the spreading ("local moment matching").
package struct WindowTails {
  private static let count = 16_384

  /// A kind of window that comes again: how often a month, and what it costs on average.
  package struct Window {
    package let timesAMonth: Double
    /// US dollars.
    package let mean: Double
    /// Squared coefficient of variation of the bursts over this window.
    package let burst: Double

    package init(timesAMonth: Double, mean: Double, burst: Double) {
      self.timesAMonth = timesAMonth
      self.mean = mean
      self.burst = burst
    }
  }

  private let session: SessionSpend
  private let windows: [Window]

  /// - Precondition: Some window costs something.
  package init(session: SessionSpend, windows: [Window]) {
    self.session = session
    self.windows = windows.filter { $0.mean > 0 }
    precondition(!self.windows.isEmpty, "windows without cost")
  }

  /// The smallest amount, on a grid of a thousandth or finer, that is exceeded at most so often a month.
  package func line(exceededAMonth rate: Double) -> Double {
    var top = start
    while true {
      let exceedances = exceedances(upTo: top)
      if exceedances[exceedances.count - 2] <= rate / 2 || top > 1e6 * start,
        let place = exceedances.firstIndex(where: { $0 <= rate })
      {
        return top * Double(place) / Double(Self.count)
      }
      top *= 2
    }
  }

  /// Where the tail of the largest window is sure to be thin.
  private var start: Double {
    windows.map { window in
      window.mean + 8 * variance(window).squareRoot() + 20 * session.noiseSize
    }.max()!
  }

  private func variance(_ window: Window) -> Double {
    window.mean * session.noiseSize + window.burst * window.mean * window.mean
  }

  /// Expected exceedances a month of each grid point k · top / count.
  private func exceedances(upTo top: Double) -> [Double] {
    let step = top / Double(Self.count)
    let transform = FourierTransform(count: Self.count)
    var (phiReal, phiImaginary) = (masses(step), [Double](repeating: 0, count: Self.count))
    transform.transform(&phiReal, &phiImaginary)
    var sums = [Double](repeating: 0, count: Self.count)
    for window in windows {
      let tail =
        isLarge(window)
        ? gammaTail(window, step)
        : tail(window, phiReal, phiImaginary, transform)
      for index in sums.indices { sums[index] += window.timesAMonth * tail[index] }
    }
    return sums
  }

  /// Whether the gamma law serves down to probabilities of 1e-5: the skewness of the sum, by which it
  /// errs, is small.
  private func isLarge(_ window: Window) -> Bool {
    let sessions = window.mean / session.mean
    return sessions >= 1000 * (1 + session.squaredVariation) * (1 + session.squaredVariation)
  }

  private func gammaTail(_ window: Window, _ step: Double) -> [Double] {
    let variance = variance(window)
    let shape = window.mean * window.mean / variance
    let scale = variance / window.mean
    return (0..<Self.count).map { index in
      index == 0 ? 1 : SpecialFunctions.regularizedGammaQ(shape, Double(index) * step / scale)
    }
  }

  private func tail(
    _ window: Window, _ phiReal: [Double], _ phiImaginary: [Double], _ transform: FourierTransform
  ) -> [Double] {
    let sessions = window.mean / session.mean
    var real = [Double](repeating: 0, count: Self.count)
    var imaginary = real
    for index in real.indices {
      // w = λ (1 - φ)
      let (re, im) = (sessions * (1 - phiReal[index]), -sessions * phiImaginary[index])
      var (logarithm, angle) = (-re, -im)
      if window.burst > 1e-9 {
        let (x, y) = (1 + window.burst * re, window.burst * im)
        logarithm = -log(x * x + y * y) / 2 / window.burst
        angle = -atan2(y, x) / window.burst
      }
      real[index] = exp(logarithm) * cos(angle)
      imaginary[index] = exp(logarithm) * sin(angle)
    }
    transform.transform(&real, &imaginary, inverse: true)
    // From the far end, so that small probabilities are not the difference of large ones.
    var tail = [Double](repeating: 0, count: Self.count)
    var sum = 0.0
    for index in real.indices.reversed() {
      tail[index] = sum
      sum += max(real[index], 0)
    }
    return tail
  }

  /// The cost of a session on the grid: each amount shared between its neighbours in the proportion
  /// that keeps its mean, what lies beyond the grid at its end.
  private func masses(_ step: Double) -> [Double] {
    let limited = (0...Self.count).map { session.limitedMean(Double($0) * step) }
    var masses = [Double](repeating: 0, count: Self.count)
    masses[0] = 1 - limited[1] / step
    for index in 1..<Self.count {
      masses[index] = (2 * limited[index] - limited[index - 1] - limited[index + 1]) / step
    }
    masses[Self.count - 1] += max(1 - masses.reduce(0, +), 0)
    return masses.map { max($0, 0) }
  }
}
