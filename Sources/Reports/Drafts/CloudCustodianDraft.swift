/// Policies of Cloud Custodian for features that call Bedrock through an inference profile of their own:
/// filters and `notify`, no other action.
///
/// - Source: c7n 0.9.53, `c7n/resources/bedrock.py`: the metric `c7n:TotalTokenCount` of
///   `aws.bedrock-inference-profile`.
package enum CloudCustodianDraft {
  package static func text(_ draft: PolicyDraft) -> String {
    func notify(_ subject: String) -> JSONValue {
      [
        "type": "notify", "template": "default", "subject": .string(subject),
        "to": ["REPLACE-with-the-address-of-the-owner@example.com"],
        "transport": [
          "type": "sqs",
          "queue": "https://sqs.us-east-1.amazonaws.com/000000000000/REPLACE-c7n-mailer",
        ],
      ]
    }
    let document: JSONValue = [
      "policies": [
        [
          "name": .string("draft-\(draft.slug)-tokens-a-day"),
          "resource": "aws.bedrock-inference-profile",
          "description": .string(
            "Draft: the tokens of a day are worth more than \(draft.dollars(draft.lines.day)), the "
              + "line that \(draft.feature) exceeds less than once a month."),
          "filters": [
            ["tag:feature": .string(draft.feature)],
            [
              "type": "metrics", "name": "c7n:TotalTokenCount", "days": 1, "period": 86_400,
              "period-start": "start-of-day", "op": "greater-than",
              "value": .number(draft.tokensADay),
            ],
          ],
          "actions": [notify("\(draft.feature): more tokens in a day than forecast")],
        ],
        [
          "name": .string("draft-\(draft.slug)-untagged-profiles"),
          "resource": "aws.bedrock-inference-profile",
          "description": "Draft: an inference profile without an owner.",
          "filters": [
            [
              "or": [
                ["tag:feature": "absent"], ["tag:team": "absent"], ["tag:environment": "absent"],
              ]
            ]
          ],
          "actions": [notify("Inference profiles without feature, team or environment")],
        ],
      ]
    ]
    let note =
      "\(Numerals.fixed(draft.tokensADay, decimals: 0)) tokens a day: the line of a day times the "
      + "tokens that the forecast has for a dollar of models, rounded up to two digits. The metric "
      + "counts a completed day, so this is a net for the day after; minutes and hours are for the "
      + "gateway."
    return draft.comments(closing: note) + YAMLText.text(document)
  }
}
