/// The part of an organisation's policy that is about one feature, in the language of `gate --policy`.
package enum PolicyFileDraft {
  package static func text(_ draft: PolicyDraft) -> String {
    func limit(_ amount: Double) -> String { JSONValue.decimal(amount) }
    let note = (draft.preface + draft.warnings).joined(separator: " ")
    return JSONValue.object([
      ("$schema", "policy.schema.json"),
      ("policy", 1),
      ("name", .string("Draft for \(draft.feature)")),
      ("note", .string(note)),
      (
        "models",
        [
          "note": .string(draft.approvals.joined(separator: " ")),
          "approved": .object(draft.models.map { JSONValue.Member($0, [:]) }),
        ]
      ),
      (
        "review",
        [
          [
            "unless": .string("p95(cost.month) <= \(limit(draft.budget.amount))"),
            "approver": .string(draft.approver),
            "note": .string(draft.escalation.joined(separator: " ")),
          ]
        ]
      ),
      (
        "budgets",
        [
          "note": .string(draft.figures.joined(separator: " ")),
          "features": .object([
            JSONValue.Member(
              draft.feature,
              [
                "month": .number(draft.budget.amount),
                "note": .string(
                  (["From: \(draft.budget.origin)."] + draft.shadow).joined(separator: " ")),
              ])
          ]),
        ]
      ),
    ]).text
  }
}
