import Simulation

/// A number and its Monte Carlo standard error.
package struct Estimate: Sendable, Equatable {
  package let value: Double
  package let error: Double

  package init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }
}

/// The distribution of one metric over trials, each number with its error.
package struct Band: Sendable, Equatable {
  package static let standardProbabilities = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// `nil` where the metric has no finite mean (`payback.months`).
  package let mean: Estimate?
  package let quantiles: [Quantile]

  package struct Quantile: Sendable, Equatable {
    package let probability: Double
    /// Infinite where the quantile lies beyond the horizon.
    package let estimate: Estimate

    package init(probability: Double, estimate: Estimate) {
      self.probability = probability
      self.estimate = estimate
    }
  }

  package init(mean: Estimate?, quantiles: [Quantile]) {
    self.mean = mean
    self.quantiles = quantiles
  }
}
