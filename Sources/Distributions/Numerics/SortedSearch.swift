extension Array {
  /// The number of leading elements that satisfy a condition which holds for a prefix only.
  ///
  /// - Complexity: O(log count).
  func partitionIndex(_ belongsToPrefix: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsToPrefix(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
