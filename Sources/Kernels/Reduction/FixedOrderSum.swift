/// The sum of the values, always added in the same order: by halves down to runs of 64, which go
/// through four lanes.
///
/// The error grows with the logarithm of the count instead of the count, and the result depends on
/// the values and their order alone. An empty sum is 0.
///
/// - Source: Higham, "The Accuracy of Floating Point Summation", SIAM J. Sci. Comput. 14 (1993).
package func fixedOrderSum(_ values: Span<Double>) -> Double {
  let run = 64
  guard values.count > run else { return sumOfRun(values) }
  // Whole runs to the left, so that the tree does not depend on the length of the last one.
  let runs = (values.count + run - 1) / run
  let half = (runs + 1) / 2 * run
  return fixedOrderSum(values.extracting(0..<half))
    + fixedOrderSum(values.extracting(half..<values.count))
}

/// The sum of the values of an array, in the order of ``fixedOrderSum(_:)-(Span<Double>)``.
package func fixedOrderSum(_ values: [Double]) -> Double {
  fixedOrderSum(values.span)
}

private func sumOfRun(_ values: Span<Double>) -> Double {
  var lanes = SIMD4<Double>()
  var i = 0
  while i + 4 <= values.count {
    lanes += SIMD4(values[i], values[i + 1], values[i + 2], values[i + 3])
    i += 4
  }
  var rest = 0.0
  while i < values.count {
    rest += values[i]
    i += 1
  }
  return ((lanes.x + lanes.z) + (lanes.y + lanes.w)) + rest
}
