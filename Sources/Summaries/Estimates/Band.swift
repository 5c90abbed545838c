import Simulation

/// The distribution of one metric over trials, each number with its error.
package struct Band: Sendable, Equatable {
  package static let standardProbabilities = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// `nil` where the metric has no finite mean (`payback.months`), or no trial defines it.
  package let mean: Estimate?
  /// Empty when no trial defines the metric.
  package let quantiles: [Quantile]
  /// Trials in which the metric is undefined (a ratio to no units); they count nowhere else.
  package let omitted: Int

  package struct Quantile: Sendable, Equatable {
    package let probability: Double
    /// Infinite where the quantile lies beyond the horizon.
    package let estimate: Estimate

    package init(probability: Double, estimate: Estimate) {
      self.probability = probability
      self.estimate = estimate
    }
  }

  package init(mean: Estimate?, quantiles: [Quantile], omitted: Int = 0) {
    self.mean = mean
    self.quantiles = quantiles
    self.omitted = omitted
  }

  /// Summarises a series whose quantiles come from lines.
  package init(
    _ series: TrialSeries, randomisations: Int, probabilities: [Double], hasMean: Bool,
    lines: LineQuantiles
  ) {
    mean = hasMean ? Estimate(meanOf: series.expected, randomisations: randomisations) : nil
    quantiles = probabilities.map {
      Quantile(probability: $0, estimate: lines.quantile($0).estimate)
    }
    omitted = 0
  }

  /// Summarises a series: the mean is taken of its expectations, the quantiles of its samples.
  ///
  /// Each number is the estimate from the pooled trials; its error is the standard deviation of
  /// what every randomisation makes of it, over the square root of their number: its own mean, and the
  /// pooled quantile moved by its share of trials up to it.
  ///
  /// - Parameter hasMean: False for a metric whose mean says nothing, being infinite in some trials.
  /// - Complexity: O(trials · log trials).
  package init(
    _ series: TrialSeries, randomisations: Int,
    probabilities: [Double] = Band.standardProbabilities, hasMean: Bool = true
  ) {
    self.init(
      mean: hasMean ? Estimate(meanOf: series.expected, randomisations: randomisations) : nil,
      RankedSample<SortedValues>(series.sampled, randomisations: randomisations),
      of: series.count, probabilities: probabilities)
  }

  /// - Parameter count: Trials, those that do not define the metric among them.
  init(
    mean: Estimate?, _ sample: RankedSample<SortedValues>, of count: Int,
    probabilities: [Double] = Band.standardProbabilities
  ) {
    self.mean = mean
    quantiles =
      sample.isEmpty
      ? []
      : probabilities.map {
        Quantile(probability: $0, estimate: sample.quantile($0))
      }
    omitted = count - sample.count
  }

  /// The estimate at one of the band's own probabilities.
  package subscript(probability: Double) -> Estimate? {
    quantiles.first { $0.probability == probability }?.estimate
  }
}
