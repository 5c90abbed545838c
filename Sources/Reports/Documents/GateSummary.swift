import Governance
import Scenarios

/// The checks of several scenarios as one report.
package struct GateSummary: Sendable {
  package enum Entry: Sendable {
    case checked(GateCheck)
    /// A scenario that cannot be estimated fails.
    case broken(BrokenScenario)
  }

  /// Version of cogcast.
  package let version: String
  /// File of the policy; `nil` without one.
  package let policy: String?
  /// What changes were held against; `nil` without a base.
  package let base: String?
  /// Day of the check, `YYYY-MM-DD`; `nil` where none was given.
  package let day: String?
  package let entries: [Entry]

  package init(
    version: String, policy: String?, base: String?, day: String?, entries: [Entry]
  ) {
    self.version = version
    self.policy = policy
    self.base = base
    self.day = day
    self.entries = entries
  }

  package var verdict: Verdict { entries.map(\.verdict).worst }

  package var checks: [GateCheck] {
    entries.compactMap { if case .checked(let check) = $0 { check } else { nil } }
  }

  package var broken: [BrokenScenario] {
    entries.compactMap { if case .broken(let scenario) = $0 { scenario } else { nil } }
  }
}

extension GateSummary.Entry {
  package var file: String {
    switch self {
    case .checked(let check): check.file
    case .broken(let scenario): scenario.file
    }
  }

  package var verdict: Verdict {
    switch self {
    case .checked(let check): check.verdict
    case .broken: .fail
    }
  }
}

/// A scenario that was to be checked and could not be estimated.
package struct BrokenScenario: Sendable {
  package let file: String
  /// The file that the findings are in: the scenario's own, or the policy's.
  package let place: String
  /// May be empty where the file could not be read.
  package let findings: [Diagnostic]
  /// The first error in a sentence.
  package let reason: String

  package init(file: String, place: String, findings: [Diagnostic], reason: String) {
    self.file = file
    self.place = place
    self.findings = findings
    self.reason = reason
  }

  package var errors: [Diagnostic] { findings.filter { $0.severity == .error } }
}
