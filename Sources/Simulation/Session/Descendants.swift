import Scenarios

/// The number of agent runs of a turn besides the one that the turn starts.
///
/// A Galton–Watson process with two caps: generations start one after another, no run of the last one
/// starts another, and once there are `maxAgents` runs none is started any more. Without the caps the
/// mean is Σ m^g over the generations g, for m children a run.
///
/// - Source: Harris, "The Theory of Branching Processes" (1963), ch. I.
struct Descendants {
  /// P(N = n).
  let probabilities: [Double]
  let moments: CountMoments

  static let none = Descendants([1])

  private init(_ probabilities: [Double]) {
    self.probabilities = probabilities
    moments = CountMoments(probabilities)
  }

  init(_ delegation: Delegation, _ inputs: Inputs) {
    let children = CountLaw(
      delegation.children, minimum: 0, cap: delegation.maxAgents - 1, inputs: inputs)
    self.init(
      children: children.probabilities, maxDepth: delegation.maxDepth,
      maxAgents: delegation.maxAgents)
  }

  /// - Parameters:
  ///   - children: P(a run starts k others), k from 0.
  ///   - maxDepth: Generations below the first run.
  ///   - maxAgents: Runs in all, the first included; at least 1.
  /// - Complexity: O(maxDepth · maxAgents³).
  init(children: [Double], maxDepth: Int, maxAgents: Int) {
    let most = maxAgents - 1
    let generations = Self.powers(children, count: most, length: most)
    var ended = [Double](repeating: 0, count: most + 1)
    // By the size of the youngest generation and the descendants so far.
    var growing = [[Double]](
      repeating: [Double](repeating: 0, count: most + 1), count: most + 1)
    if most > 0 { growing[1][0] = 1 } else { ended[0] = 1 }
    for _ in 0..<maxDepth {
      var next = growing.map { _ in [Double](repeating: 0, count: most + 1) }
      for size in growing.indices {
        for (started, mass) in growing[size].enumerated() where mass > 0 {
          ended[started] += mass * generations[size][0]
          var left = 1 - generations[size][0]
          for born in 1..<max(most - started, 1) {
            let probability = generations[size][born]
            next[born][started + born] += mass * probability
            left -= probability
          }
          // What the budget leaves of a larger generation starts, and starts no others.
          ended[most] += mass * max(left, 0)
        }
      }
      growing = next
    }
    for sizes in growing {
      for (started, mass) in sizes.enumerated() { ended[started] += mass }
    }
    self.init(ended)
  }

  /// The laws of the sums of 0, 1, …, `count` independent counts, up to `length`.
  private static func powers(_ law: [Double], count: Int, length: Int) -> [[Double]] {
    var powers = [[Double](repeating: 0, count: length + 1)]
    powers[0][0] = 1
    for _ in 0..<count {
      let last = powers[powers.count - 1]
      var next = [Double](repeating: 0, count: length + 1)
      for (n, mass) in last.enumerated() where mass > 0 {
        for (k, probability) in law.enumerated().prefix(length + 1 - n) {
          next[n + k] += mass * probability
        }
      }
      powers.append(next)
    }
    return powers
  }
}
