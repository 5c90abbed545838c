/// One item of the readiness checklist.
///
/// - Source: FinOps-for-AI guide, "AI cost readiness assessment": thirteen items in four areas.
package enum ReadinessItem: String, Sendable, CaseIterable {
  case tokensByFeature, costAttribution, costWithinMinutes
  case unitCost, weeklyTrend, valueMetric
  case modelReview, maxTokens, caching
  case estimateBeforeLaunch, featureBudgets, zombieProcess, shadowAudit

  package enum Area: String, Sendable, CaseIterable {
    case visibility, unitEconomics, optimization, governance
  }

  package var area: Area {
    switch self {
    case .tokensByFeature, .costAttribution, .costWithinMinutes: .visibility
    case .unitCost, .weeklyTrend, .valueMetric: .unitEconomics
    case .modelReview, .maxTokens, .caching: .optimization
    case .estimateBeforeLaunch, .featureBudgets, .zombieProcess, .shadowAudit: .governance
    }
  }

  /// The item as a question that yes or no answers.
  package var question: String {
    switch self {
    case .tokensByFeature: "Are tokens counted by feature, and not by account or model alone?"
    case .costAttribution: "Does every request say whom it is for when it is made?"
    case .costWithinMinutes: "Is the cost known within minutes, not after a day or two?"
    case .unitCost: "Is there a cost per unit (conversation, task, document), and is it tracked?"
    case .weeklyTrend: "Is the unit cost looked at every week?"
    case .valueMetric: "Is the value of a unit defined, and measured beside its cost?"
    case .modelReview: "Was the model chosen for each use, and not the largest for all?"
    case .maxTokens: "Does every model call limit its output?"
    case .caching: "Are instructions and repeated context cached where the provider can?"
    case .estimateBeforeLaunch: "Is the cost of a feature estimated before it ships?"
    case .featureBudgets: "Do features have budgets with alerts of their own?"
    case .zombieProcess: "Is there a way to find features that nobody uses, and to switch them off?"
    case .shadowAudit: "Was the use outside of procurement audited in the last twelve months?"
    }
  }

  /// What to do where the answer is not yes.
  package var nextStep: String {
    switch self {
    case .tokensByFeature:
      "Name the feature on every request; `cogcast metadata snippet` prints how, and `cogcast metadata"
        + " check LOG --require feature` checks it."
    case .costAttribution:
      "Send user or session, model version, prompt template and environment as well; `cogcast metadata"
        + " check LOG --at-least 95%`."
    case .costWithinMinutes:
      "Count tokens as responses come back, at a gateway or by traces, instead of waiting for the bill;"
        + " `cogcast prices charge LOG` prices them."
    case .unitCost:
      "Choose what a unit is (`unit` of a scenario) and read cost.perUnit of `cogcast estimate`."
    case .weeklyTrend: "Put the unit cost on a page that somebody reads every Monday."
    case .valueMetric:
      "Write a `value` block: what is displaced, sold or kept; then measure it like the cost."
    case .modelReview:
      "Give the scenario several strategies and run `cogcast compare` or `cogcast optimize`."
    case .maxTokens: "Set `maxTokens` on each call; `cogcast validate` names those without."
    case .caching:
      "Set `cache` on calls that repeat their beginning; the `cache` rule of a policy says where it"
        + " saves."
    case .estimateBeforeLaunch:
      "Write a scenario with `cogcast init` and make `cogcast gate` a check of every change."
    case .featureBudgets:
      "Write `budgets` into the policy and draft alerts with `cogcast policy draft`."
    case .zombieProcess:
      "Compare tokens with active users every month, and name who may switch a feature off."
    case .shadowAudit:
      "Look through marketplace subscriptions and expense claims, and ask the teams; `cogcast policy"
        + " draft` has the list."
    }
  }
}
