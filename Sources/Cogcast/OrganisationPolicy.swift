import Governance
import Scenarios

/// What an organisation asks of every feature: a policy file, decoded and checked.
///
///     let policy = try OrganisationPolicy(text: text, file: "cogcast.policy.json")
///     let check = try await scenario.checkGates(policy: policy, on: CalendarDay("2026-12-01"))
public struct OrganisationPolicy: Sendable {
  let policy: Policy
  let file: String

  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - text: The file's bytes, UTF-8.
  ///   - file: Its name, for messages.
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` with every finding.
  public init(text: [UInt8], file: String = "cogcast.policy.json") throws(CogcastError) {
    let decoded = PolicyDecoder.decode(text: text)
    guard let policy = decoded.policy else {
      throw .invalidScenario(file: file, findings: decoded.diagnostics.map(Finding.init))
    }
    self.policy = policy
    self.file = file
  }

  /// Reads a policy from a string.
  public init(text: String, file: String = "cogcast.policy.json") throws(CogcastError) {
    try self.init(text: Array(text.utf8), file: file)
  }

  /// What the file calls the policy.
  public var name: String? { policy.name }
}
