import Kernels
import Scenarios
import Summaries

/// Which of many policies, measured with few trials, are worth all of them.
package struct PolicyShortlist {
  /// Policies near the best.
  private static let contenders = 6
  /// Policies in all.
  package static let most = 24

  /// Indices of the policies on it, in the order in which they were given.
  package let policies: [Int]
  /// Policies that measure exactly as an earlier one does, in everything that the goal names.
  package let repeated: Int
  /// Policies of the front for which there is no room.
  package let omitted: Int

  /// - Parameters:
  ///   - measured: In the order in which equally good ones are preferred.
  ///   - areNear: Whether two of them are as good as the same; of those near the best one is enough.
  package init(
    _ measured: [PolicyMeasurement], areNear: (Int, Int) -> Bool = { _, _ in false }
  ) {
    let distinct = measured.indices.filter { index in
      !measured[..<index].contains { $0.isSame(as: measured[index]) }
    }
    var chosen: [Int] = []
    func add(_ indices: some Sequence<Int>) {
      for index in indices where !chosen.contains(index) && chosen.count < Self.most {
        chosen.append(index)
      }
    }
    func best(_ indices: [Int]) -> [Int] {
      indices.sorted { (measured[$0].cost, $0) < (measured[$1].cost, $1) }
    }
    // Those that are not decided yet are looked at apart: more trials may let the best of them pass.
    func contenders(_ indices: [Int]) -> [Int] {
      var found: [Int] = []
      for index in best(indices) where !found.contains(where: { areNear($0, index) }) {
        found.append(index)
        if found.count == Self.contenders { break }
      }
      return found
    }
    add(contenders(distinct.filter { measured[$0].verdict == .pass }))
    add(contenders(distinct.filter { measured[$0].verdict != .fail }))
    for constraint in measured.first?.constraints.indices ?? 0..<0 {
      let others = distinct.filter { index in
        measured[index].constraints.indices.allSatisfy {
          $0 == constraint || measured[index].constraints[$0].outcome == .pass
        }
      }
      add(best(others).prefix(1))
    }
    if chosen.isEmpty || !distinct.contains(where: { measured[$0].verdict != .fail }) {
      let near = distinct.sorted {
        (measured[$0].violation, measured[$0].cost, $0)
          < (measured[$1].violation, measured[$1].cost, $1)
      }
      add(near.prefix(Self.contenders))
    }
    let scores = distinct.map { DesignScore(objectives: measured[$0].costs) }
    let fronts = scores.fronts
    let front = fronts.first ?? []
    let crowding = scores.crowding(of: front)
    let spread = front.indices.sorted { (crowding[$1], $0) < (crowding[$0], $1) }
      .map { distinct[front[$0]] }
    // Behind these what only chance may keep off it.
    let hidden = fronts.dropFirst().joined().filter { one in
      !scores.indices.contains { other in
        scores[other].isBelow(scores[one])
          && measured[distinct[other]].isSurelyAsGood(as: measured[distinct[one]])
      }
    }.map { distinct[$0] }
    add(spread + hidden)
    omitted = spread.filter { !chosen.contains($0) }.count
    repeated = measured.count - distinct.count
    policies = chosen.sorted()
  }
}
