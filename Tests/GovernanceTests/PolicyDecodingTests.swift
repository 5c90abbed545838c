import Governance
import Scenarios
import Testing

@Suite struct PolicyDecodingTests {
  static let full = """
    { "$schema": "s", "policy": 1, "name": "Ours",
      "gates": [ "p95(cost.month) <= 9000",
        { "gate": "change(p95(cost.month)) <= 15%", "level": "warn" } ],
      "attribution": { "required": ["team", "environment"], "level": "warn", "note": "n" },
      "models": { "approved": { "small": {}, "large": { "until": "2027-06-30" } } },
      "maxTokens": {}, "cache": { "saving": 0.1, "level": "error" },
      "prices": { "maximumAgeDays": 60 },
      "review": [ { "unless": "p95(cost.month) <= 5000", "approver": "the FinOps lead" } ],
      "budgets": { "features": { "Support assistant": { "month": 5000, "total": 40000 } },
        "required": true } }
    """

  @Test func everyRuleIsRead() throws {
    let decoded = PolicyDecoder.decode(text: Array(Self.full.utf8))
    #expect(decoded.diagnostics == [])
    let policy = try #require(decoded.policy)
    #expect(policy.name == "Ours")
    #expect(policy.gates.map(\.level) == [.error, .warn])
    #expect(policy.attribution?.fields == ["team", "environment"])
    #expect(policy.attribution?.level == .warn)
    #expect(policy.models?.models.map(\.name) == ["small", "large"])
    #expect(policy.models?.models.map { $0.until?.description } == [nil, "2027-06-30"])
    #expect(policy.maxTokens?.level == .error)
    #expect(policy.cache?.saving == 0.1 && policy.cache?.level == .error)
    #expect(policy.prices?.maximumAgeDays == 60)
    #expect(policy.reviews.map(\.approver) == ["the FinOps lead"])
    #expect(policy.reviews.map(\.gate.level) == [.warn])
    let budget = try #require(policy.budgets?.budgets.first)
    #expect(budget.feature == "Support assistant")
    #expect(
      budget.gates.map(\.expression) == ["p95(cost.month) <= 5000", "p95(cost.total) <= 40000"])
    #expect(policy.budgets?.isRequired == true)
  }

  @Test(arguments: [
    ("", 1, 1, "the file is empty; a policy is a JSON object"),
    ("[]", 1, 1, "found a list; allowed is a policy, an object in { }"),
    ("{}", 1, 1, "this policy has no rule, so everything would pass"),
    (#"{ "gates": [] }"#, 1, 1, "this policy has no rule"),
    (#"{ "policy": 2, "maxTokens": {} }"#, 1, 13, "found 2; allowed is a whole number from 1 to 1"),
    (
      #"{ "maxToken": {} }"#, 1, 3,
      "unknown field `maxToken` in a policy. Did you mean `maxTokens`?"
    ),
    (#"{ "maxTokens": true }"#, 1, 16, "found true; allowed is this rule, an object in { }"),
    (
      #"{ "maxTokens": { "level": "fail" } }"#, 1, 27,
      #"found "fail"; allowed is "error" or "warn"."#
    ),
    (#"{ "gates": [ 5 ] }"#, 1, 14, "found 5; allowed is a text"),
    (#"{ "gates": [ { "level": "warn" } ] }"#, 1, 14, "`gate` is missing from a gate"),
    (#"{ "attribution": {} }"#, 1, 18, "`required` is missing from this rule"),
    (#"{ "attribution": { "required": [] } }"#, 1, 32, "it needs at least 1"),
    (#"{ "models": { "approved": {} } }"#, 1, 27, "there is no model; add at least one"),
    (#"{ "models": { "approved": { "m": { "until": "2027-02-30" } } } }"#, 1, 45, "is no day"),
    (#"{ "cache": { "saving": 2 } }"#, 1, 24, "found 2; allowed is a number from 0 to 1"),
    (#"{ "prices": {} }"#, 1, 13, "`maximumAgeDays` is missing from this rule"),
    (
      #"{ "prices": { "maximumAgeDays": 0.5 } }"#, 1, 33, "allowed is a whole number from 1 to 3650"
    ),
    (
      #"{ "review": [ { "unless": "mean(npv) > 0" } ] }"#, 1, 15,
      "`approver` is missing from a review"
    ),
    (#"{ "budgets": { "features": { "a": {} } } }"#, 1, 35, "this budget has no amount"),
    (#"{ "budgets": { "features": { "a": { "month": 0 } } } }"#, 1, 46, "found 0; allowed is"),
    (#"{ "maxTokens": {}, "maxTokens": {} }"#, 1, 20, "maxTokens"),
    (#"{ "turns": 2, "maxTokens": {} }"#, 1, 3, "unknown field `turns` in a policy. Allowed are"),
  ])
  func aMistakeIsLocated(_ text: String, _ line: Int, _ column: Int, _ message: String) {
    let decoded = PolicyDecoder.decode(text: Array(text.utf8))
    #expect(decoded.policy == nil)
    let finding = decoded.diagnostics.first
    #expect(finding?.location.line == line && finding?.location.column == column, "\(decoded)")
    #expect(finding?.message.contains(message) == true, "\(decoded.diagnostics)")
  }
}
