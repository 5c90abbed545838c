import COpenBLAS

/// A Markov chain that leaves its transient states for good: visits, steps, and their variance.
///
/// With Q the transitions between transient states, N = (I - Q)⁻¹ holds the expected visits, t = N 1
/// the expected steps until the chain is absorbed, and (2N - I) t - t² their variances.
///
/// - Source: Kemeny & Snell, "Finite Markov Chains" (1960), theorems 3.2.4 and 3.3.5.
package struct AbsorbingChain: Sendable {
  /// `visits[i][j]`: expected visits of state j from state i, the start included.
  package let visits: [[Double]]
  /// By the state it starts in.
  package let expectedSteps: [Double]
  package let stepVariances: [Double]

  /// - Parameter transitions: `transitions[i][j]`: probability of going from transient state i to j;
  ///   a row sums to at most 1, and what is missing is absorbed.
  /// - Returns: `nil` where some state is never left for good, so that I - Q has no inverse.
  /// - Complexity: O(n³) by LU factorisation (LAPACK `dgesv`).
  package init?(transitions: [[Double]]) {
    let n = transitions.count
    for row in transitions {
      precondition(
        row.count == n && row.allSatisfy { $0 >= 0 } && row.reduce(0, +) <= 1 + 1e-12,
        "\(row) is no row of \(n) transient states")
    }
    // Row-major Q is column-major Qᵀ, so this solves for the rows of N.
    var system = [Double](repeating: 0, count: n * n)
    var inverse = system
    for i in 0..<n {
      for j in 0..<n { system[i * n + j] = (i == j ? 1 : 0) - transitions[i][j] }
      inverse[i * n + i] = 1
    }
    guard LinearAlgebra.solve(&system, size: n, &inverse) else { return nil }
    let visits = (0..<n).map { i in (0..<n).map { inverse[i * n + $0] } }
    let steps = visits.map { $0.reduce(0, +) }
    guard steps.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    self.visits = visits
    expectedSteps = steps
    stepVariances = (0..<n).map { i in
      let twice = zip(visits[i], steps).reduce(0) { $0 + 2 * $1.0 * $1.1 }
      return twice - steps[i] - steps[i] * steps[i]
    }
  }
}
