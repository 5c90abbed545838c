/// What it means that a gate, or a rule of a policy, does not hold.
package enum RuleLevel: String, Sendable, CaseIterable {
  /// The check fails.
  case error
  /// The check passes and says so.
  case warn
}
