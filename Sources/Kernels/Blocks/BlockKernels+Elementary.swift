import CVectorKernels

extension BlockKernels {
  /// Writes e to the power of each value, within 1 ULP: the bytes of `cogcast_exp`.
  ///
  /// - Precondition: Both spans have equal `count`.
  package func exponentials(of values: Span<Double>, into output: inout MutableSpan<Double>) {
    pass(table.exponentials, over: values, into: &output)
  }

  /// Writes the natural logarithm of each value, within 1 ULP: the bytes of `cogcast_log`.
  ///
  /// - Precondition: Both spans have equal `count`.
  package func logarithms(of values: Span<Double>, into output: inout MutableSpan<Double>) {
    pass(table.logarithms, over: values, into: &output)
  }

  /// Writes the standard normal quantile of each probability, within 8 ULPs: the bytes of
  /// ``StandardNormal/quantile(_:)``.
  ///
  /// - Precondition: Both spans have equal `count`.
  package func normalQuantiles(
    of probabilities: Span<Double>, into quantiles: inout MutableSpan<Double>
  ) {
    pass(table.normal_quantiles, over: probabilities, into: &quantiles)
  }

  /// Writes P(Z ≤ x) of each value, within 8 ULPs: the bytes of ``StandardNormal/cdf(_:)``.
  ///
  /// - Precondition: Both spans have equal `count`.
  package func normalProbabilities(
    of values: Span<Double>, into probabilities: inout MutableSpan<Double>
  ) {
    pass(table.normal_probabilities, over: values, into: &probabilities)
  }

  /// Writes the standard normal density at each value: the bytes of ``StandardNormal/density(_:)``.
  ///
  /// - Precondition: Both spans have equal `count`.
  package func normalDensities(
    of values: Span<Double>, into densities: inout MutableSpan<Double>
  ) {
    pass(table.normal_densities, over: values, into: &densities)
  }

  private func pass(
    _ kernel: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void,
    over values: Span<Double>, into output: inout MutableSpan<Double>
  ) {
    precondition(
      values.count == output.count, "\(values.count) values, \(output.count) results")
    values.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        // Safe: both hold `count` elements, checked above; an empty buffer may have no address, and
        // is not passed on.
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        kernel(from, to, source.count)
      }
    }
  }
}
