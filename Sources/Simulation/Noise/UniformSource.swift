import Kernels

/// What counts are drawn from.
protocol UniformSource {
  /// The next number of the open unit interval.
  mutating func uniform() -> Double
}

extension RandomStream: UniformSource {}
