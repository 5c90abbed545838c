import Reports
import Summaries

/// The distribution of one metric, each number with its Monte Carlo error.
public struct MetricSummary: Sendable, Equatable {
  /// A number and its standard error.
  public struct Value: Sendable, Equatable {
    /// Infinite where it lies beyond the horizon.
    public let value: Double
    /// Zero for an exact number, infinite where it is not known.
    public let error: Double

    init(_ estimate: Estimate) {
      value = estimate.value
      error = estimate.error
    }
  }

  /// The value that a share of the trials does not exceed.
  public struct Quantile: Sendable, Equatable {
    /// In 0...1.
    public let probability: Double
    /// The quantile itself.
    public let value: Value
  }

  /// As gates and JSON name it, e.g. `cost.total`.
  public let name: String
  /// `USD`, `USD/unit`, `USD/session`, `tokens`, `units`, `months`, `calls/unit`, `fraction` or `ratio`.
  public let unit: String
  /// `nil` where the metric may be infinite, or no trial defines it.
  public let mean: Value?
  /// Empty when no trial defines the metric.
  public let quantiles: [Quantile]

  init(_ metric: MetricBand) {
    name = metric.name
    unit = metric.unit.rawValue
    mean = metric.band.mean.map(Value.init)
    quantiles = metric.band.quantiles.map {
      Quantile(probability: $0.probability, value: Value($0.estimate))
    }
  }

  /// The quantile at one of 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99.
  public subscript(probability: Double) -> Value? {
    quantiles.first { $0.probability == probability }?.value
  }
}
