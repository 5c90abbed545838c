import Kernels
import Testing

/// Pattern search on functions whose best point is known.
struct PatternSearchTests {
  /// The best point, and how many were scored.
  private func best(
    _ variables: [DesignVariable], from start: DesignPoint, _ score: (DesignPoint) -> DesignScore?
  ) throws -> (point: DesignPoint, scored: Int) {
    var search = PatternSearch(variables, from: start, score: try #require(score(start)))
    var known: Set<DesignPoint> = [start]
    while let point = search.next() {
      known.insert(point)
      search.add(point, score(point))
    }
    return (search.best, known.count)
  }

  @Test func theLeastOfABowlIsFound() throws {
    let found = try best([.ordered(10_001), .ordered(10_001)], from: [9000, 100]) { x in
      DesignScore(
        objectives: [(x[0] - 1234) * (x[0] - 1234) + 3 * (x[1] - 7777) * (x[1] - 7777)])
    }
    #expect(found.point == [1234, 7777])
    #expect(found.scored < 150, "\(found.scored)")
  }

  @Test func anEndOfTheRangeIsReached() throws {
    let found = try best([.ordered(10_001)], from: [40]) { DesignScore(objectives: [-$0[0]]) }
    #expect(found.point == [10_000])
    #expect(found.scored < 40, "\(found.scored)")
  }

  @Test func categoriesAreTried() throws {
    let found = try best([.categorical(4), .ordered(21)], from: [0, 3]) { x in
      DesignScore(objectives: [[5, 0, 7, 2][Int(x[0])] + abs(x[1] - 17)])
    }
    #expect(found.point == [1, 17])
  }

  /// The best feasible point is the last one, whether the start keeps the constraint or not.
  @Test(arguments: [0.0, 900])
  func aConstraintIsABarrier(start: Double) throws {
    let found = try best([.ordered(1001)], from: [start]) { x in
      DesignScore(objectives: [-x[0]], violation: max(x[0] - 337, 0))
    }
    #expect(found.point == [337])
  }

  @Test func aPointThatIsRefusedIsNotTaken() throws {
    let found = try best([.ordered(101)], from: [0]) { x in
      x[0] > 60 ? nil : DesignScore(objectives: [-x[0]])
    }
    #expect(found.point == [60])
  }
}
