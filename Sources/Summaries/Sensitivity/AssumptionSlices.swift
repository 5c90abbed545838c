import Kernels

/// The trials in the order of one assumption, cut into slices that hold nearly one value of it each.
///
/// What is regressed on the assumption is summed by slice and randomisation once, so that fits and
/// their errors cost next to nothing. Equal values are never split.
package struct AssumptionSlices: Sendable {
  /// A fit's error from the width of a slice is far below that of the trials in it.
  static let largestCount = 512

  /// By trial.
  let sliceOfTrial: [Int]
  let randomisations: Int
  /// Share of the trials in each slice; they sum to 1.
  let masses: [Double]
  /// By randomisation: the same of all others.
  let massesLeavingOneOut: [[Double]]
  /// Normal quantile of the middle of each slice: the assumption on a scale where smooth
  /// dependences stay smooth in the tails, whatever its law.
  let scores: [Double]
  /// True where some slice holds one value of several trials: the law has atoms.
  let hasAtoms: Bool

  package var count: Int { masses.count }

  /// - Parameters:
  ///   - values: The assumption's draw in every trial, randomisation by randomisation.
  ///   - randomisations: Equally large; their number divides that of the trials.
  /// - Complexity: O(n log n).
  package init(_ values: [Double], randomisations: Int) {
    precondition(
      !values.isEmpty && values.count % randomisations == 0,
      "\(values.count) trials in \(randomisations) randomisations")
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let size = max((values.count + Self.largestCount - 1) / Self.largestCount, 1)
    var slices = [Int](repeating: 0, count: values.count)
    var counts: [Int] = []
    var hasAtoms = false
    var filled = 0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let isAtom = end - start > 1
      if filled >= size || isAtom || counts.isEmpty {
        counts.append(0)
        filled = 0
      }
      for place in start..<end { slices[order[place]] = counts.count - 1 }
      counts[counts.count - 1] += end - start
      // Behind an atom a new slice begins.
      filled = isAtom ? size : filled + 1
      hasAtoms = hasAtoms || isAtom
      start = end
    }
    sliceOfTrial = slices
    self.randomisations = randomisations
    self.hasAtoms = hasAtoms
    let total = Double(values.count)
    masses = counts.map { Double($0) / total }
    let part = values.count / randomisations
    massesLeavingOneOut = (0..<randomisations).map { left in
      var rest = counts
      for trial in left * part..<(left + 1) * part { rest[slices[trial]] -= 1 }
      return rest.map { Double($0) / Double(values.count - part) }
    }
    var below = 0.0
    scores = counts.map { count in
      defer { below += Double(count) }
      return StandardNormal.quantile((below + Double(count) / 2) / total)
    }
  }

  /// The share of the assumption's values at which a margin is negative.
  ///
  /// Between the middles of neighbouring slices the margin is a straight line; of a law with atoms
  /// each slice stands for itself.
  ///
  /// - Parameters:
  ///   - margins: By slice.
  ///   - left: A randomisation whose trials are left out of the shares; none for `nil`.
  package func shareBelowZero(_ margins: [Double], leavingOut left: Int? = nil) -> Double {
    precondition(margins.count == count, "\(margins.count) margins of \(count) slices")
    let masses = left.map { massesLeavingOneOut[$0] } ?? masses
    if hasAtoms {
      return zip(masses, margins).reduce(0) { $0 + ($1.1 < 0 ? $1.0 : 0) }
    }
    var share = 0.0
    for slice in margins.indices {
      let half = masses[slice] / 2
      for other in [slice - 1, slice + 1] {
        guard margins.indices.contains(other) else {
          share += margins[slice] < 0 ? half : 0
          continue
        }
        share += half * Self.shareBelowZero(from: margins[slice], towards: margins[other])
      }
    }
    return share
  }

  /// Of the nearer half of a straight line between two margins.
  private static func shareBelowZero(from near: Double, towards far: Double) -> Double {
    guard (near < 0) != (far < 0) else { return near < 0 ? 1 : 0 }
    let crossing = min(2 * near.magnitude / (near.magnitude + far.magnitude), 1)
    return near < 0 ? crossing : 1 - crossing
  }
}
