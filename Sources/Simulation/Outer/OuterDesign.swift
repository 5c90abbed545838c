import Scenarios

/// Outer points that belong together: every trial of a randomisation is one of its points, with some
/// coordinates taken from a second, independent set of points or held at a quantile.
///
/// Block b of a randomisation is its trials `b * points ..< (b + 1) * points`: point p of every block
/// has the coordinates of point p of the first set, but for those that the block replaces.
package struct OuterDesign: Sendable, Equatable {
  /// What a block replaces.
  package struct Block: Sendable, Equatable {
    /// Assumptions, by index, whose coordinates come from the second set; of assumptions that are
    /// correlated all or none, because the copula mixes their coordinates.
    package let second: Set<Int>
    /// Whether the demand process comes from the second set.
    package let secondDemand: Bool
    /// Assumptions, by index, that are held at the quantile of a probability, 0...1.
    package let fixed: [Int: Double]

    package init(second: Set<Int> = [], secondDemand: Bool = false, fixed: [Int: Double] = [:]) {
      self.second = second
      self.secondDemand = secondDemand
      self.fixed = fixed
    }
  }

  /// Points of a block in each randomisation.
  package let points: Int
  package let blocks: [Block]

  /// - Precondition: Points and blocks are at least one.
  package init(points: Int, blocks: [Block]) {
    precondition(points > 0 && !blocks.isEmpty, "\(points) points, \(blocks.count) blocks")
    self.points = points
    self.blocks = blocks
  }

  /// Trials of one randomisation.
  package var trials: Int { points * blocks.count }

  /// The values that a series of one value a trial has in a block: randomisation by randomisation.
  package func values(_ series: [Double], inBlock block: Int) -> [Double] {
    precondition(series.count % trials == 0, "\(series.count) trials of \(trials) a randomisation")
    return stride(from: block * points, to: series.count, by: trials).flatMap {
      series[$0..<$0 + points]
    }
  }

  /// Trials `first ..< first + count` of a randomisation as runs of consecutive points of one block.
  func runs(first: Int, count: Int) -> [(block: Block, points: Range<Int>)] {
    var runs: [(block: Block, points: Range<Int>)] = []
    var trial = first
    while trial < first + count {
      let point = trial % points
      let length = min(points - point, first + count - trial)
      runs.append((blocks[trial / points], point..<point + length))
      trial += length
    }
    return runs
  }
}
