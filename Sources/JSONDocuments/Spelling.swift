/// Finds what somebody meant to type.
package enum Spelling {
  /// The candidate nearest to `word`, or `nil` when none is near: at most one edit in three
  /// characters, two at least, and case does not count.
  ///
  /// - Complexity: O(candidates × length²); words of more than 64 characters find nothing.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let target = Array(word.lowercased().unicodeScalars)
    guard !target.isEmpty, target.count <= 64 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let allowed = max(2, max(target.count, letters.count) / 3)
      guard abs(letters.count - target.count) <= allowed else { continue }
      let found = distance(target, letters)
      // Two edits turn any two-letter word into any other: some of it must remain.
      guard found <= allowed, found < min(target.count, letters.count) else { continue }
      if found < best?.distance ?? Int.max { best = (candidate, found) }
    }
    return best?.candidate
  }

  /// ` Did you mean X?`, or nothing.
  package static func suggestion(for word: String, among candidates: some Sequence<String>)
    -> String
  {
    nearest(to: word, among: candidates).map { " Did you mean \(Wording.code($0))?" } ?? ""
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into another.
  ///
  /// - Source: Damerau (1964), in the restricted form (optimal string alignment).
  static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for i in first.indices {
      var current = [i + 1]
      current.reserveCapacity(second.count + 1)
      for j in second.indices {
        let substitution = previous[j] + (first[i] == second[j] ? 0 : 1)
        var cost = min(substitution, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }
}
