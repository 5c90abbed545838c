import Scenarios
import Summaries

/// What a scenario may be held against, by the names that reports use.
package enum RuleName: String, Sendable, CaseIterable {
  case gate
  case policyGate = "policy.gate"
  case attribution = "policy.attribution"
  case models = "policy.models"
  case maxTokens = "policy.maxTokens"
  case cache = "policy.cache"
  case prices = "policy.prices"
  case review = "policy.review"
  case budget = "policy.budget"

  /// The rule in one sentence.
  package var summary: String {
    switch self {
    case .gate: "A gate of the scenario must hold."
    case .policyGate: "A gate of the organisation's policy must hold."
    case .attribution: "A scenario must have the attribution fields of the policy."
    case .models: "Requests must go to models that the policy approves."
    case .maxTokens: "Every call must cap its output."
    case .cache: "A call must have a prompt cache where one saves."
    case .prices: "Prices must have been checked lately."
    case .review: "An amount beyond a threshold needs a review."
    case .budget: "A feature must stay within its budget."
    }
  }
}

/// One rule held against a scenario.
package struct RuleReport: Sendable, Equatable {
  package enum Origin: String, Sendable {
    case scenario, policy
  }

  package let rule: RuleName
  /// The gate as it is written, or what the rule asks for.
  package let title: String
  package let level: RuleLevel
  /// What was found, whatever the level makes of it.
  package let outcome: Verdict
  /// Which file `location` is in.
  package let origin: Origin
  package let location: SourceLocation?
  /// What was measured; `nil` for a rule that measures nothing.
  package let measurement: GateReport?
  /// What the rule looked at, in words.
  package let selection: String
  /// The verdict as a person would say it.
  package let sentence: String
  /// True where the base did not keep the rule either: this change is not what breaks it.
  package let wasBroken: Bool
  /// A finding that only asks somebody to look, whatever the level: a change from nothing.
  package let isOpen: Bool

  package init(
    rule: RuleName, title: String, level: RuleLevel, outcome: Verdict, origin: Origin,
    location: SourceLocation?, measurement: GateReport? = nil, selection: String, sentence: String,
    wasBroken: Bool = false, isOpen: Bool = false
  ) {
    self.rule = rule
    self.title = title
    self.level = level
    self.outcome = outcome
    self.origin = origin
    self.location = location
    self.measurement = measurement
    self.selection = selection
    self.sentence = sentence
    self.wasBroken = wasBroken
    self.isOpen = isOpen
  }

  /// A rule that only warns, or that was broken before, neither fails nor holds anything up.
  package var verdict: Verdict {
    let warns = level == .warn || wasBroken || isOpen
    return warns && outcome != .pass ? .warn : outcome
  }
}

extension RuleReport {
  /// A gate of the scenario, or one that the policy asks for.
  package init(
    _ report: GateReport, rule: RuleName = .gate, remark: String = "", wasBroken: Bool = false,
    isOpen: Bool = false
  ) {
    self.init(
      rule: rule, title: report.gate.expression, level: report.level, outcome: report.outcome,
      origin: rule == .gate ? .scenario : .policy, location: report.location, measurement: report,
      selection: report.selection, sentence: report.sentence + remark, wasBroken: wasBroken,
      isOpen: isOpen)
  }
}
