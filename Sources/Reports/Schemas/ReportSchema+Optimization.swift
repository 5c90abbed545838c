import Governance

extension ReportSchema {
  package static var optimize: String { document(JSONOptimization.schema, optimizeMembers) }

  private static let policyIndex = JSONValue.count

  private static let optimizeMembers = [
    SchemaMember("headline", .anyString, "one sentence that a review can quote"),
    SchemaMember(
      "objective",
      SchemaMember.object([
        SchemaMember("direction", ["enum": ["minimize", "maximize"]]),
        SchemaMember("expression", .anyString), SchemaMember("unit", .anyString),
      ])),
    SchemaMember("constraints", .list(.anyString), "as gates"),
    SchemaMember("tradeoffs", .list(.anyString), "what is given up for the objective"),
    SchemaMember(
      "decisions",
      .list(
        SchemaMember.object([
          SchemaMember("path", .anyString, "dotted"), SchemaMember("allowed", .anyString),
          SchemaMember("file", [:], "what the file has; null for nothing"),
        ]))),
    SchemaMember("search", search, "how policies were looked for"),
    SchemaMember("best", ["anyOf": [["type": "null"], best]], "null where no policy is feasible"),
    SchemaMember(
      "closest", ["type": ["integer", "null"]],
      "where none is: the policy that breaks its constraints least"),
    SchemaMember("file", policyIndex, "the policy of the file as it is"),
    SchemaMember(
      "policies", .list(policy),
      "those measured with all trials, the best objective first; others name them by index"),
    SchemaMember("warnings", .list(.reference("warning")), "findings that stop nothing"),
  ]

  private static let search = SchemaMember.object([
    SchemaMember("method", ["enum": ["exhaustive", "nsga-ii"]]),
    SchemaMember(
      "policies", ["type": ["integer", "null"]], "that there are; null beyond counting"),
    SchemaMember("evaluated", .count, "policies measured, the file's own among them"),
    SchemaMember("refused", .count, "policies that the scenario's own rules refuse"),
    SchemaMember("refusal", ["type": ["string", "null"]], "why the first of them is"),
    SchemaMember("trials", .count, "of the first measurement"),
    SchemaMember("repeated", .count, "policies that measure exactly as another"),
    SchemaMember("omitted", .count, "policies of the first front that are left out"),
  ])

  private static let best = SchemaMember.object([
    SchemaMember("policy", policyIndex),
    SchemaMember("next", ["type": ["integer", "null"]], "the second best"),
    SchemaMember("ties", .list(policyIndex), "with exactly the same objective"),
    SchemaMember(
      "probabilityBest", .share,
      "that it is the best feasible one, over the Monte Carlo error alone"),
    SchemaMember("nextWorseBy", .optionalEstimate, "on the same random numbers"),
    SchemaMember(
      "betterThanNext", .optionalEstimate, "share of the trials: what is unknown decides"),
    SchemaMember("fileWorseBy", .optionalEstimate, "on the same random numbers"),
    SchemaMember(
      "undecided", .list(policyIndex), "better ones whose constraints are inconclusive"),
    SchemaMember(
      "binding",
      .list(
        SchemaMember.object([
          SchemaMember("constraint", .count, "index"),
          SchemaMember("policy", policyIndex, "taken without it"),
          SchemaMember("gain", .reference("estimate")),
        ])), "constraints without which another policy would be taken"),
  ])

  private static let policy = SchemaMember.object([
    SchemaMember("values", ["type": "object"], "by path"),
    SchemaMember("allowed", ["type": "boolean"], "by the file's own decisions"),
    SchemaMember(
      "front", ["type": "boolean"],
      "no other is better in one of objective and tradeoffs and as good in the rest"),
    SchemaMember("verdict", .verdict, "of all constraints"),
    SchemaMember("objective", .optionalEstimate),
    SchemaMember("month", .count, "the worst, where it is about every month", optional: true),
    SchemaMember("tradeoffs", .list(.optionalEstimate)),
    SchemaMember(
      "constraints",
      .list(
        SchemaMember.object([
          SchemaMember("verdict", .verdict), SchemaMember("measured", .optionalEstimate),
          SchemaMember(
            "interval",
            [
              "anyOf": [
                ["type": "null"],
                SchemaMember.object([
                  SchemaMember("level", .share), SchemaMember("low", .numberOrNull),
                  SchemaMember("high", .numberOrNull),
                ]),
              ]
            ]),
          SchemaMember("limit", .anyNumber),
          SchemaMember("month", .count, "the one that decides", optional: true),
          SchemaMember("sentence", .anyString),
        ]))),
  ])
}
