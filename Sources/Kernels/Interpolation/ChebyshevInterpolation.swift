import Glibc

/// The polynomial through a function's values at Chebyshev points of -bound...bound.
///
/// - Source: Trefethen, "Approximation Theory and Approximation Practice", ch. 4; points of the first
///   kind.
package struct ChebyshevInterpolation: Sendable {
  package let bound: Double
  /// Ascending.
  package let nodes: [Double]
  /// `powers[j][k]`: what the value at node k adds to the coefficient of t^j, t = x / bound.
  private let powers: [[Double]]

  package var count: Int { nodes.count }

  /// - Precondition: `count` in 2...8, beyond which powers lose digits; a positive `bound`.
  package init(count: Int, bound: Double) {
    precondition((2...8).contains(count) && bound > 0, "\(count) nodes to \(bound)")
    self.bound = bound
    let angles = (0..<count).map { Double.pi * (Double($0) + 0.5) / Double(count) }
    nodes = angles.map { -bound * cos($0) }
    // Chebyshev coefficients are cosine sums; each polynomial's powers follow from the two before.
    var chebyshev = [[1.0] + [Double](repeating: 0, count: count - 1)]
    chebyshev.append((0..<count).map { $0 == 1 ? 1 : 0 })
    for degree in 2..<max(count, 2) {
      chebyshev.append(
        (0..<count).map { (power: Int) -> Double in
          let raised = power > 0 ? 2 * chebyshev[degree - 1][power - 1] : 0
          return raised - chebyshev[degree - 2][power]
        })
    }
    powers = (0..<count).map { power in
      (0..<count).map { node in
        (0..<count).reduce(0.0) { sum, degree in
          // cos(π - a) stands for the ascending order of the nodes.
          let cosine: Double = cos(Double(degree) * (Double.pi - angles[node]))
          let weight: Double = (degree == 0 ? 1 : 2) / Double(count)
          return sum + weight * cosine * chebyshev[degree][power]
        }
      }
    }
  }

  /// Coefficients of the polynomial in t = x / bound, of ascending powers.
  ///
  /// - Parameter values: One at each node.
  package func coefficients(_ values: [Double]) -> [Double] {
    precondition(values.count == count, "\(values.count) values at \(count) nodes")
    return powers.map { row in
      var sum = 0.0
      for node in row.indices { sum += row[node] * values[node] }
      return sum
    }
  }
}
