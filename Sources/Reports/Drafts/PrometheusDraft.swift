import Governance

/// Alerting rules of Prometheus over the spend that LiteLLM's gateway counts.
///
/// - Source: Prometheus documentation, "Alerting rules"; litellm, `litellm_spend_metric_total` with the
///   label `team_alias`.
package enum PrometheusDraft {
  package static func text(_ draft: PolicyDraft) -> String {
    let rules =
      HealthyTraffic.Window.allCases.map { window in
        rule(
          draft, name: "Spend" + window.rawValue.capitalisedFirst, window: range(window),
          amount: draft.lines[window], severity: window == .day ? "ticket" : "page",
          summary: "more than a healthy feature spends in any \(window.rawValue) of most months",
          next: draft.escalation[window == .day ? 1 : 0])
      } + [
        rule(
          draft, name: "SpendMonthAttention", window: "30d", amount: draft.attention.amount,
          severity: "ticket", summary: "a month that is worth a look", next: draft.escalation[1]),
        rule(
          draft, name: "SpendMonthBudget", window: "30d", amount: draft.budget.amount,
          severity: "ticket", summary: "the month has reached what needs a review",
          next: draft.escalation[2]),
      ]
    let document: JSONValue = [
      "groups": [
        [
          "name": .string("cogcast-draft-\(draft.slug)"), "interval": "30s",
          "rules": .array(rules),
        ]
      ]
    ]
    let note =
      "The counter is LiteLLM's, of a team that is named like the feature; for another gateway replace the "
      + "metric and the label. A range of a minute needs a scrape every 15 seconds, one of 30 days that "
      + "much retention."
    return draft.comments(closing: note) + YAMLText.text(document)
  }

  private static func range(_ window: HealthyTraffic.Window) -> String {
    switch window {
    case .minute: "1m"
    case .hour: "1h"
    case .day: "1d"
    }
  }

  private static func rule(
    _ draft: PolicyDraft, name: String, window: String, amount: Double, severity: String,
    summary: String, next: String
  ) -> JSONValue {
    [
      "alert": .string(name),
      "expr": .string(
        "sum(increase(litellm_spend_metric_total{team_alias=\(label(draft.feature))}[\(window)]))"
          + " > \(JSONValue.decimal(amount))"),
      "labels": [
        "severity": .string(severity), "feature": .string(draft.feature), "draft": "true",
      ],
      "annotations": [
        "summary": .string(template(draft.feature) + ": " + summary),
        "description": .string(
          template("More than \(draft.dollars(amount)) in \(window). \(next)")),
      ],
    ]
  }

  /// A label value of PromQL, in double quotes with the escapes of Go.
  private static func label(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Annotations are templates: what comes from a file must not become one.
  private static func template(_ text: String) -> String {
    text.replacing("{{", with: "{ {").replacing("}}", with: "} }")
  }
}
