import Governance
import Scenarios

/// Guardrails of one feature, drawn from its forecast, for people to review: what every exporter of a
/// draft writes in the terms of its system.
package struct PolicyDraft: Sendable {
  /// An amount and where it comes from.
  package struct Figure: Sendable {
    /// US dollars.
    package let amount: Double
    package let origin: String

    package init(_ amount: Double, _ origin: String) {
      self.amount = amount
      self.origin = origin
    }
  }

  package let run: RunRecord
  package let file: String
  package let feature: String
  package let team: String?
  package let environment: String?
  /// What a month may cost before somebody must review it.
  package let budget: Figure
  /// What a month costs that is worth a look.
  package let attention: Figure
  package let traffic: HealthyTraffic
  /// Which week the traffic is of, 1-based.
  package let week: Int
  package let lines: AlertLines
  package let detection: RunawayDetection
  package let models: [String]
  /// Models of the scenario that the organisation's policy does not approve.
  package let unapproved: [String]
  package let approver: String
  /// Tokens of input and output, cached ones apart, for a dollar of inference.
  package let tokensPerDollar: Double
  /// Share of the spend that no gateway sees, as the scenario assumes; `nil` where it says nothing.
  package let shadowShare: Double?
  /// What a reviewer must know of the figures.
  package let warnings: [String]

  package init(
    run: RunRecord, file: String, feature: String, team: String?, environment: String?,
    budget: Figure, attention: Figure, traffic: HealthyTraffic, week: Int, lines: AlertLines,
    detection: RunawayDetection, models: [String], unapproved: [String], approver: String,
    tokensPerDollar: Double, shadowShare: Double?, warnings: [String]
  ) {
    self.run = run
    self.file = file
    self.feature = feature
    self.team = team
    self.environment = environment
    self.budget = budget
    self.attention = attention
    self.traffic = traffic
    self.week = week
    self.lines = lines
    self.detection = detection
    self.models = models
    self.unapproved = unapproved
    self.approver = approver
    self.tokensPerDollar = tokensPerDollar
    self.shadowShare = shadowShare
    self.warnings = warnings
  }

  /// Tokens a day at the line of a day.
  var tokensADay: Double { AlertLines.roundedUp(lines.day * tokensPerDollar) }

  var owner: String { team.map { "the team \($0)" } ?? "the owner of \(feature)" }
}
