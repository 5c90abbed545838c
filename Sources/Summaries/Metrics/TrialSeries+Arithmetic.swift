import Simulation

extension TrialSeries {
  package init(repeating value: Double, count: Int) {
    self.init([Double](repeating: value, count: count))
  }

  package static func + (first: TrialSeries, second: TrialSeries) -> TrialSeries {
    combine(first, second) { $0 + $1 }
  }

  package static func - (first: TrialSeries, second: TrialSeries) -> TrialSeries {
    combine(first, second) { $0 - $1 }
  }

  package static func * (first: TrialSeries, second: TrialSeries) -> TrialSeries {
    combine(first, second) { $0 * $1 }
  }

  package func scaled(by factor: Double) -> TrialSeries {
    mapped { $0 * factor }
  }

  /// Trial by trial; NaN, which summaries leave out and count, where the denominator is not
  /// positive.
  package static func ratio(_ numerator: TrialSeries, _ denominator: TrialSeries) -> TrialSeries {
    combine(numerator, denominator) { $1 > 0 ? $0 / $1 : .nan }
  }

  /// Trial by trial.
  @inline(__always)
  package func mapped(_ operation: (Double) -> Double) -> TrialSeries {
    hasNoise
      ? TrialSeries(expected: expected.map(operation), sampled: sampled.map(operation))
      : TrialSeries(expected.map(operation))
  }

  /// - Precondition: Both have as many trials.
  @inline(__always)
  package static func combine(
    _ first: TrialSeries, _ second: TrialSeries, _ operation: (Double, Double) -> Double
  ) -> TrialSeries {
    func combined(_ a: [Double], _ b: [Double]) -> [Double] {
      precondition(a.count == b.count, "\(a.count) and \(b.count) trials")
      return a.indices.map { operation(a[$0], b[$0]) }
    }
    let expected = combined(first.expected, second.expected)
    return first.hasNoise || second.hasNoise
      ? TrialSeries(expected: expected, sampled: combined(first.sampled, second.sampled))
      : TrialSeries(expected)
  }
}
