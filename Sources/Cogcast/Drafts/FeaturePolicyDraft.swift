import Governance
import Reports

/// Guardrails of one feature, drawn from its forecast, for people to review.
///
/// Each text notifies and does nothing else; its head says what it was drawn from.
public struct FeaturePolicyDraft: Sendable {
  let draft: PolicyDraft

  /// The draft in the terms of a system; the same bytes for the same scenario, options and version.
  public func text(for target: PolicyTarget) -> String { target.text(draft) }

  /// US dollars a month from which a review is due.
  public var monthlyBudget: Double { draft.budget.amount }

  /// US dollars in a minute, an hour and a day that a healthy feature exceeds less than once a month.
  public var alertLines: (minute: Double, hour: Double, day: Double) {
    (draft.lines.minute, draft.lines.hour, draft.lines.day)
  }

  /// Minutes until a loop that makes every session cost five times as much has crossed a line, in half of
  /// its starts and in 95 of 100; `nil` where that takes more than two days.
  public var runawayDetection: (median: Int?, slow: Int?) {
    (draft.detection.first.median, draft.detection.first.slow)
  }
}
