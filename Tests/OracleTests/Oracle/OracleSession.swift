import Scenarios

/// A conversation: where it belongs, when its model turns happen, what its calls remember.
struct OracleSession {
  let segment: Int
  let workflow: Int
  /// The week of its start, whose prices, lengths and success rates it keeps.
  let week: Int
  let route: OracleRouting.Route
  /// Seconds since launch of each turn that reaches a model.
  let turnTimes: [Double]
  /// Untracked use has accounts of its own, and keeps nothing warm for the others.
  let isShadow: Bool
  /// Uniform on 0...1: its place among the machines that cache.
  let server: Double
  /// Whether the last turn succeeds without a model; `nil` where it reaches one.
  let successWithoutModel: Bool?
  /// The hour of the week in which it begins, which bears its load.
  let hour: Int
  var turnsDone = 0
  /// Billed so far, of every request.
  var tokens = 0.0
  /// Whether a turn was not sent because the budget was used up.
  var isAtBudget = false
  /// By call of the workflow and by model that may answer it, the fallback last.
  var pasts: [[OraclePast]]
}

/// When the prefix that all conversations share was last read or written, in seconds since launch.
struct OracleSharedCache {
  private var lastAccess: [Key: Double] = [:]

  struct Key: Hashable {
    let label: Int
    let model: Int
    let server: Int
  }

  /// Touches the prefix, or only looks at it, and says whether it was still there.
  mutating func touch(_ key: Key, at time: Double, ttl: Double, onlyLooking: Bool) -> Bool {
    let isAlive = lastAccess[key].map { time - $0 <= ttl } ?? false
    if !onlyLooking { lastAccess[key] = time }
    return isAlive
  }
}
