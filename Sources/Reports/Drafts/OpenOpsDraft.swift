/// A workflow of OpenOps that tells people, as a template to import: invalid until somebody has chosen
/// a channel, so that it cannot be published unread.
///
/// - Source: openops-cloud/openops, `packages/shared/src/lib/flows/dto/flow-template-request.ts`,
///   `triggers/trigger.ts`, `actions/action.ts` (81ea099e, 3f916eb9, 12b8856c); block versions as in its
///   catalogue at 4e4f42c0 and `packages/blocks/slack/package.json` at 84844246.
package enum OpenOpsDraft {
  package static func text(_ draft: PolicyDraft) -> String {
    let name = "Draft: spend of \(draft.feature)".printable
    let about = draft.header.map { title, sentences in
      (title.map { $0 + ": " } ?? "") + sentences.joined(separator: " ")
    }.joined(separator: "\n\n")
    let message =
      "Spend of \(draft.feature) has crossed a line: {{trigger['body']}}\n"
      + draft.escalation.joined(separator: "\n")
    return JSONValue.object([
      ("name", .string(name)),
      ("description", .string(about)),
      ("tags", ["draft", "finops-for-ai"]),
      ("services", []),
      ("domains", ["Cost"]),
      (
        "template",
        [
          "displayName": .string(name),
          "valid": false,
          "trigger": [
            "id": "draft-trigger", "name": "trigger", "type": "TRIGGER", "valid": true,
            "displayName": "An alert of the gateway or of Prometheus arrives",
            "settings": settings(
              block: "webhook", version: "0.1.5", ["authType": "none", "authFields": [:]],
              ("triggerName", "catch_webhook")),
            "nextAction": [
              "id": "draft-step-1", "name": "step_1", "type": "BLOCK", "valid": false,
              "displayName": "Tell the owner",
              "settings": settings(
                block: "slack", version: "0.9.3",
                [
                  "auth": "{{connections['REPLACE-slack']}}",
                  "conversationId": "REPLACE-the-channel-of-the-owner",
                  "blockKitEnabled": false,
                  "headerText": ["headerText": .string(name)],
                  "text": ["text": .string(message)],
                ], ("actionName", "send_slack_message")),
            ],
          ],
        ]
      ),
    ]).text
  }

  private static func settings(
    block: String, version: String, _ input: JSONValue, _ name: (String, JSONValue)
  ) -> JSONValue {
    .object([
      ("blockName", .string("@openops/block-\(block)")), ("blockVersion", .string(version)),
      ("blockType", "OFFICIAL"), ("packageType", "REGISTRY"), name, ("input", input),
      ("inputUiInfo", ["customizedInputs": [:]]),
    ])
  }
}
