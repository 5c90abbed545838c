import Governance

/// Budgets for LiteLLM's gateway: bodies of its API, with soft budgets alone. A soft budget alerts; a
/// `max_budget` would refuse requests and is a decision for people.
///
/// - Source: litellm 1.106.2, `proxy/_types.py`: `NewTeamRequest`, `BudgetNewRequest`,
///   `ConfigGeneralSettings`.
package enum LiteLLMDraft {
  package static func text(_ draft: PolicyDraft) -> String {
    let team: JSONValue = .object([
      ("team_alias", .string(draft.feature)),
      ("models", .array(draft.models.map(JSONValue.string))),
      ("soft_budget", .number(draft.budget.amount)),
      ("budget_duration", "30d"),
      (
        "metadata",
        .object([
          ("draft", .bool(true)), ("feature", .string(draft.feature)),
          ("team", draft.team.map(JSONValue.string)),
          ("environment", draft.environment.map(JSONValue.string)),
          ("approver", .string(draft.approver)),
        ])
      ),
    ])
    func budget(_ window: String, _ duration: String, _ amount: Double) -> JSONValue {
      [
        "budget_id": .string("\(draft.slug)-\(window)-draft"), "soft_budget": .number(amount),
        "budget_duration": .string(duration),
      ]
    }
    let document: JSONValue = [
      "team_new": team,
      "budget_new": [
        budget("minute", "60s", draft.lines.minute), budget("hour", "1h", draft.lines.hour),
        budget("day", "1d", draft.lines.day),
        budget("month-attention", "30d", draft.attention.amount),
      ],
      "general_settings": [
        "alerting": ["slack"], "alert_types": ["budget_alerts", "spend_reports"],
      ],
    ]
    let note =
      "team_new is the body of POST /team/new. budget_new has bodies of POST /budget/new, to be given to "
      + "the keys of the feature. general_settings belongs to the gateway's config.yaml."
    return draft.comments(closing: note) + YAMLText.text(document)
  }
}
