/// Raw moments of what a session costs.
struct SessionCost {
  private(set) var first = 0.0
  private(set) var second = 0.0
  private(set) var third = 0.0

  /// Adds those of sessions of one tier, by cubic interpolation in the hit rate.
  ///
  /// - Parameter columns: Of ``CostMoments``.
  mutating func add(_ columns: Span<Double>, hit: Double, share: Double) {
    let weights = share * CostMoments.weights(at: hit)
    func value(_ moment: Int) -> Double {
      columns[moment] * weights[0] + columns[3 + moment] * weights[1]
        + columns[6 + moment] * weights[2] + columns[9 + moment] * weights[3]
    }
    first += value(0)
    second += value(1)
    third += value(2)
  }

  /// Those where every session costs so much more.
  func shifted(by a: Double) -> SessionCost {
    SessionCost(
      first: first + a, second: second + 2 * a * first + a * a,
      third: third + 3 * a * second + 3 * a * a * first + a * a * a)
  }
}
