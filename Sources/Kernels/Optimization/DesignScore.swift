/// What a point is worth: objectives to be made small, and by how much it breaks its constraints.
package struct DesignScore: Sendable, Equatable {
  /// Infinite where a point has none; never NaN.
  package let objectives: [Double]
  /// 0 for a feasible point, else positive, in units that all points share.
  package let violation: Double

  package init(objectives: [Double], violation: Double = 0) {
    precondition(
      violation >= 0 && !objectives.contains(where: \.isNaN), "\(objectives), \(violation)")
    self.objectives = objectives
    self.violation = violation
  }

  /// As good in every objective and better in one.
  package func isBelow(_ other: DesignScore) -> Bool {
    var isBetter = false
    for (mine, its) in zip(objectives, other.objectives) {
      if mine > its { return false }
      if mine < its { isBetter = true }
    }
    return isBetter
  }

  /// Constrained domination: of two points of which one is feasible it is that one, of two that are
  /// not the one that breaks less, else the one below the other.
  ///
  /// - Source: Deb, Pratap, Agarwal & Meyarivan, "A fast and elitist multiobjective genetic algorithm:
  ///   NSGA-II", IEEE Transactions on Evolutionary Computation 6 (2002), definition 1.
  package func dominates(_ other: DesignScore) -> Bool {
    if violation != other.violation { return violation < other.violation }
    return violation > 0 ? false : isBelow(other)
  }
}

extension [DesignScore] {
  /// Indices by front: those that nothing dominates, then those that only the first dominate, and so
  /// on.
  ///
  /// - Complexity: O(objectives · count²).
  /// - Source: Deb et al. (2002), section III-A.
  package var fronts: [[Int]] {
    var dominated = [[Int]](repeating: [], count: count)
    var dominators = [Int](repeating: 0, count: count)
    for (first, score) in enumerated() {
      for (second, other) in enumerated() where score.dominates(other) {
        dominated[first].append(second)
        dominators[second] += 1
      }
    }
    var fronts: [[Int]] = []
    var front = indices.filter { dominators[$0] == 0 }
    while !front.isEmpty {
      fronts.append(front)
      var next: [Int] = []
      for index in front {
        for other in dominated[index] {
          dominators[other] -= 1
          if dominators[other] == 0 { next.append(other) }
        }
      }
      front = next.sorted()
    }
    return fronts
  }

  /// Half the circumference of the empty box around each member of a front, infinite at its ends, in
  /// the order of `front`.
  ///
  /// - Source: Deb et al. (2002), section III-B.
  package func crowding(of front: [Int]) -> [Double] {
    var distances = [Double](repeating: 0, count: front.count)
    guard let first = front.first else { return [] }
    for objective in self[first].objectives.indices {
      func value(_ position: Int) -> Double { self[front[position]].objectives[objective] }
      let order = front.indices.sorted { (value($0), $0) < (value($1), $1) }
      let (low, high) = (value(order[0]), value(order[order.count - 1]))
      distances[order[0]] = .infinity
      distances[order[order.count - 1]] = .infinity
      guard high > low, low.isFinite, high.isFinite else { continue }
      for position in order.indices.dropFirst().dropLast() {
        distances[order[position]] +=
          (value(order[position + 1]) - value(order[position - 1])) / (high - low)
      }
    }
    return distances
  }
}
