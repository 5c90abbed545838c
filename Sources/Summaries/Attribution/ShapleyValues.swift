import Kernels

/// How much each of several changes adds to a number, whatever the order in which they are made: the
/// mean of its effect over all orders.
///
/// The values sum to the effect of all changes together, ``total``.
///
/// - Source: Shapley, "A value for n-person games" (1953), eq. 12; sampled as Castro, Gómez & Tejada,
///   "Polynomial calculation of the Shapley value based on sampling" (2009), with each order paired
///   with its reverse (Mitchell et al., JMLR 23, 2022).
package struct ShapleyValues: Sendable {
  /// Most changes for which all coalitions are valued: 2^8 of them.
  package static let exactLimit = 8
  /// Orders that are sampled beyond, half of them reversed.
  package static let sampledOrders = 24

  /// One per change; errors from the replicates and, where orders are sampled, from the orders.
  package let values: [Estimate]
  package let isExact: Bool
  /// All changes against none.
  package let total: Estimate

  /// - Parameters:
  ///   - count: Number of changes.
  ///   - seed: Of the sampled orders.
  ///   - value: The number with some changes made, one replicate a randomisation; asked once for each
  ///     coalition.
  package init(
    count: Int, seed: UInt64, value: (Set<Int>) async throws -> [Double]
  ) async rethrows {
    var known: [Set<Int>: [Double]] = [:]
    func worth(_ coalition: Set<Int>) async throws -> [Double] {
      if let known = known[coalition] { return known }
      let found = try await value(coalition)
      known[coalition] = found
      return found
    }
    isExact = count <= Self.exactLimit
    var replicates = [[Double]](repeating: [], count: count)
    var orderErrors = [Double](repeating: 0, count: count)
    if isExact {
      for change in 0..<count {
        var sum: [Double] = []
        for mask in 0..<(1 << count) where mask & (1 << change) == 0 {
          let coalition = Set((0..<count).filter { mask & (1 << $0) != 0 })
          let gain = Self.difference(
            try await worth(coalition.union([change])), try await worth(coalition))
          let weight = Self.weight(of: coalition.count, among: count)
          sum = Self.sum(sum, gain.map { $0 * weight })
        }
        replicates[change] = sum
      }
    } else {
      var gains = [[[Double]]](repeating: [], count: count)
      for order in Self.orders(of: count, seed: seed) {
        var coalition: Set<Int> = []
        for change in order {
          let before = try await worth(coalition)
          coalition.insert(change)
          gains[change].append(Self.difference(try await worth(coalition), before))
        }
      }
      for change in 0..<count {
        let number = Double(gains[change].count)
        replicates[change] = gains[change].reduce([]) { Self.sum($0, $1) }.map { $0 / number }
        orderErrors[change] = Self.errorOverOrders(gains[change])
      }
    }
    total = Estimate(
      meanOfReplicates: Self.difference(
        try await worth(Set(0..<count)), try await worth([])))
    values = zip(replicates, orderErrors).map { replicates, orders in
      let estimate = Estimate(meanOfReplicates: replicates)
      return Estimate(
        value: estimate.value,
        error: (estimate.error * estimate.error + orders * orders).squareRoot())
    }
  }

  /// Probability that exactly these changes come before another one in a random order.
  private static func weight(of size: Int, among count: Int) -> Double {
    var weight = 1.0 / Double(count)
    for k in 0..<size { weight *= Double(k + 1) / Double(count - 1 - k) }
    return weight
  }

  /// Random orders, each followed by its reverse.
  private static func orders(of count: Int, seed: UInt64) -> [[Int]] {
    var stream = RandomStream(seed: seed, RandomStream.hash("orders of changes"))
    return (0..<(sampledOrders / 2)).flatMap { _ in
      var order = Array(0..<count)
      for last in stride(from: count - 1, to: 0, by: -1) {
        order.swapAt(last, Int(stream.bits() % UInt64(last + 1)))
      }
      return [order, order.reversed()]
    }
  }

  /// Standard error of the mean gain over pairs of an order and its reverse.
  private static func errorOverOrders(_ gains: [[Double]]) -> Double {
    let means = gains.map { $0.reduce(0, +) / Double($0.count) }
    let pairs = stride(from: 0, to: means.count, by: 2).map { (place: Int) -> Double in
      (means[place] + means[place + 1]) / 2
    }
    return Estimate(meanOfReplicates: pairs).error
  }

  private static func difference(_ first: [Double], _ second: [Double]) -> [Double] {
    zip(first, second).map { $0 - $1 }
  }

  private static func sum(_ first: [Double], _ second: [Double]) -> [Double] {
    first.isEmpty ? second : zip(first, second).map { $0 + $1 }
  }
}
