import Scenarios

/// Agent runs that start others, played out generation by generation.
struct OracleDelegation {
  private let children: OracleEvent
  private let maxDepth: Int
  private let maxAgents: Int

  init(_ delegation: Delegation, in trial: OracleTrial) {
    children = OracleEvent(delegation.children, as: .steps, in: trial)
    maxDepth = delegation.maxDepth
    maxAgents = delegation.maxAgents
  }

  /// Runs that a first run brings about.
  func drawDescendants(_ generator: inout OracleGenerator) -> Int {
    var agents = 1
    var youngest = 1
    for _ in 0..<maxDepth {
      var born = 0
      for _ in 0..<youngest {
        let wanted = children.drawCount(&generator)
        let started = min(wanted, maxAgents - agents)
        agents += started
        born += started
      }
      youngest = born
    }
    return agents - 1
  }
}
