/// Quantiles of samples.
package enum OrderStatistics {
  /// The sample quantile of type 8: the value at rank (n + 1/3) p + 1/3, interpolated between
  /// neighbours, within the smallest and the largest value.
  ///
  /// Median-unbiased whatever the law of the sample is, and within 0.15 ranks of n p + 1/2, which is
  /// right for stratified points; type 7, a common default, is short by up to half a rank there.
  ///
  /// - Parameter sorted: Ascending, without NaN, not empty; infinite values are values.
  /// - Complexity: O(1).
  /// - Source: Hyndman & Fan, "Sample Quantiles in Statistical Packages", The American Statistician
  ///   50 (1996).
  package static func quantile(_ probability: Double, ofSorted sorted: Span<Double>) -> Double {
    let rank = Rank(probability, count: sorted.count)
    return rank.interpolated(sorted[rank.lower], sorted[rank.upper])
  }

  /// Where the quantile of ``quantile(_:ofSorted:)`` stands among so many values, counted from 0.
  package static func rank(_ probability: Double, count: Int) -> Double {
    let rank = Rank(probability, count: count)
    return Double(rank.lower) + rank.fraction
  }

  /// The quantile of ``quantile(_:ofSorted:)`` of values in any order.
  ///
  /// - Parameter values: Without NaN, not empty; reordered.
  /// - Complexity: O(n) on average.
  package static func quantile(
    _ probability: Double, selectingIn values: inout MutableSpan<Double>
  ) -> Double {
    let rank = Rank(probability, count: values.count)
    let low = select(rank.lower, in: &values)
    guard rank.upper > rank.lower else { return low }
    var high = values[rank.upper]
    for i in rank.upper..<values.count { high = min(high, values[i]) }
    return rank.interpolated(low, high)
  }

  /// Puts the value of a rank in its place, nothing greater before it and nothing less behind it.
  ///
  /// - Source: Hoare, "Algorithm 65: Find", CACM 4 (1961), with the median of three as the pivot.
  private static func select(_ rank: Int, in values: inout MutableSpan<Double>) -> Double {
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = low + (high - low) / 2
      let pivot = median(values[low], values[middle], values[high])
      var i = low
      var j = high
      while i <= j {
        while values[i] < pivot { i += 1 }
        while pivot < values[j] { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j {
        high = j
      } else if rank >= i {
        low = i
      } else {
        break
      }
    }
    return values[rank]
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }

  /// Where a quantile lies between two neighbours of the sorted sample, counted from 0.
  private struct Rank {
    let lower: Int
    let upper: Int
    let fraction: Double

    init(_ probability: Double, count: Int) {
      precondition(
        (0...1).contains(probability) && count > 0, "quantile \(probability) of \(count) values")
      let rank = (Double(count) + 1.0 / 3) * probability - 2.0 / 3
      let bounded = min(max(rank, 0), Double(count - 1))
      lower = Int(bounded)
      upper = min(lower + 1, count - 1)
      fraction = bounded - Double(lower)
    }

    func interpolated(_ low: Double, _ high: Double) -> Double {
      // Equal ends, infinite ones too, need no interpolation: infinity less infinity is no number.
      fraction == 0 || low == high ? low : low + fraction * (high - low)
    }
  }
}
