import Scenarios
import Simulation

/// The independent factors of a scenario: assumptions that correlations tie together are one.
struct SensitivityFactors {
  /// Indices of assumptions; none for the demand process, which comes last.
  let groups: [[Int]]

  init(_ scenario: Scenario) {
    var groups = scenario.assumptions.indices.map { [$0] }
    for pair in scenario.correlations {
      guard let first = groups.firstIndex(where: { $0.contains(pair.first) }),
        let second = groups.firstIndex(where: { $0.contains(pair.second) }), first != second
      else { continue }
      let (low, high) = (min(first, second), max(first, second))
      groups[low] = (groups[low] + groups[high]).sorted()
      groups.remove(at: high)
    }
    self.groups = groups + (scenario.hasDemandProcess ? [[]] : [])
  }

  /// The blocks A and B, then A and B with each factor exchanged.
  func pickFreeze(points: Int) -> OuterDesign {
    let exchanges = groups.indices.flatMap { factor in
      [block(second: [factor]), block(second: groups.indices.filter { $0 != factor })]
    }
    return OuterDesign(
      points: points,
      blocks: [block(second: []), block(second: Array(groups.indices))] + exchanges)
  }

  /// - Parameter second: Factors that are as in B.
  private func block(second: [Int]) -> OuterDesign.Block {
    OuterDesign.Block(
      second: Set(second.flatMap { groups[$0] }),
      secondDemand: second.contains { groups[$0].isEmpty })
  }

  /// Every assumption at its median, then each at its P5 and at its P95.
  static func tornado(assumptions: Int, points: Int) -> OuterDesign {
    let medians = Dictionary(uniqueKeysWithValues: (0..<assumptions).map { ($0, 0.5) })
    let ends = (0..<assumptions).flatMap { assumption in
      [lowProbability, highProbability].map { probability in
        OuterDesign.Block(fixed: medians.merging([assumption: probability]) { $1 })
      }
    }
    return OuterDesign(points: points, blocks: [OuterDesign.Block(fixed: medians)] + ends)
  }

  static let lowProbability = 0.05
  static let highProbability = 0.95
}
