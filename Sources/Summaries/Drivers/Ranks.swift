/// The places of a column's values in their order.
struct Ranks {
  /// Positions from the smallest value to the largest; equal values in their own order.
  let order: [Int]
  /// Rank of each value, equal ones sharing theirs, with mean 0 and variance 1; `nil` where all
  /// values are equal.
  let standardised: [Double]?

  /// - Complexity: O(n log n).
  init(_ values: [Double]) {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    self.order = order
    let count = Double(values.count)
    let middle = (count - 1) / 2
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let shared = Double(start + end - 1) / 2 - middle
      for position in start..<end { ranks[order[position]] = shared }
      start = end
    }
    let variance = ranks.reduce(0) { $0 + $1 * $1 } / count
    standardised = variance > 0 ? ranks.map { $0 / variance.squareRoot() } : nil
  }
}
