/// Latin hypercube points: of n, each coordinate has one in every n-th of the unit interval.
///
/// The strata of each coordinate are in a random order of its own, and the place within a stratum is
/// uniform, so that a single point is uniform in the cube.
///
/// - Source: McKay, Beckman & Conover, "A Comparison of Three Methods for Selecting Values of Input
///   Variables", Technometrics 21 (1979).
package struct LatinHypercube: Sendable {
  private let key: UInt64
  /// `strata[d][i]`: the stratum of point i in dimension d.
  private let strata: [[Int32]]

  package var dimensions: Int { strata.count }

  /// - Parameters:
  ///   - points: In 1...2³¹ - 1; all of them together are the hypercube.
  ///   - key: Equal keys give equal points, different keys independent ones.
  /// - Complexity: O(`dimensions` · `points`) in time and memory.
  package init(dimensions: Int, points: Int, key: UInt64) {
    precondition(
      dimensions > 0 && (1...Int(Int32.max)).contains(points),
      "\(dimensions) dimensions, \(points) points")
    self.key = key
    strata = (0..<dimensions).map { Self.shuffled(points, key: key, dimension: $0) }
  }

  /// Writes one coordinate of consecutive points, in (0, 1).
  ///
  /// - Parameters:
  ///   - dimension: In 0..<`dimensions`.
  ///   - first: Index of the first point, from 0.
  ///   - output: Overwritten.
  package func fill(
    dimension: Int, from first: Int, into output: inout MutableSpan<Double>
  ) {
    let strata = strata[dimension]
    let width = 1 / Double(strata.count)
    for i in output.indices {
      var stream = RandomStream(seed: key, UInt64(dimension), UInt64(first + i))
      // The last stratum must not round to 1.
      output[i] = min((Double(strata[first + i]) + stream.uniform()) * width, 1 - 0x1p-53)
    }
  }

  /// Fisher and Yates' shuffle of 0..<`count`.
  private static func shuffled(_ count: Int, key: UInt64, dimension: Int) -> [Int32] {
    var order = (0..<Int32(count)).map { $0 }
    var stream = RandomStream(seed: key, UInt64(dimension))
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(stream.uniform() * Double(last + 1)))
    }
    return order
  }
}
