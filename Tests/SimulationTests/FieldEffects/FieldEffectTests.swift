import Testing

/// Nothing decodes and is then ignored: whatever a scenario says can be seen in its forecast.
struct FieldEffectTests {
  /// Members that no forecast shows, and why.
  private static let silent: [String: String] = [
    "scenario.$schema": "tells editors where the schema is",
    "gate.level": "turns a failure into a warning, as the tests of gates show",
    "decisionRange.from": "declares what `optimize` may choose, as the tests of it show",
    "decisionRange.to": "declares what `optimize` may choose",
    "decisionRange.step": "declares what `optimize` may choose",
    "decisionValues.oneOf": "declares what `optimize` may choose",
    "scenario.cogcast": "has one value, and is there to refuse others",
  ]

  /// Texts that the report repeats and nothing computes with.
  private static let labels: Set<String> = [
    "scenario.name", "scenario.unit", "scenario.attribution.feature", "scenario.attribution.*",
    "segment.attribution.*", "call.attribution.*",
    "horizon.start", "prices.asOf", "strategy.latencyClass",
  ]

  /// A memory that cannot be another: the summary at its limit needs a full history.
  private static let bound = "/workflows/long/memory"

  /// People's remarks stand on any object. A source is shown beside an unknown input only, where
  /// its absence is a remark on the forecast.
  private static func isRemark(_ member: String) -> Bool {
    member.hasSuffix(".note") || member.hasSuffix(".source")
  }

  @Test(arguments: EffectScenario.all.flatMap(\.slices))
  func everyLeafChangesTheForecast(slice: EffectScenario.Slice) async throws {
    let scenario = slice.scenario
    let document = JSONTree(scenario.text)
    var forecasts: [ForecastNumbers.Kind: ForecastNumbers] = [:]
    for kind in ForecastNumbers.Kind.allCases {
      forecasts[kind] = try await ForecastNumbers(kind, scenario.text, files: scenario.files)
    }
    try #require(forecasts[.estimate] != nil, "refused: \(scenario.text)")
    for leaf in scenario.leaves[slice.leaves] {
      let way = SchemaMembers.published.way(to: leaf.steps, in: document)
      let member = try #require(way.members.last, "\(leaf.path)")
      guard Self.silent[member] == nil, !member.hasSuffix(".note"), leaf.path != Self.bound
      else { continue }
      let isLabel = Self.labels.contains(member) || member.hasSuffix(".source")
      var isSeen = false
      for kind in ForecastNumbers.Kind.allCases {
        guard !isSeen, let before = forecasts[kind] else { continue }
        for value in leaf.otherValues(choices: way.choices) where !isSeen {
          let text = leaf.replaced(by: value, in: scenario.text)
          let after = try await ForecastNumbers(kind, text, files: scenario.files)
          isSeen =
            after.map { isLabel ? $0.shows(value, unlike: before) : $0.differs(from: before) }
            ?? false
        }
      }
      #expect(isSeen, "\(leaf.path): nothing but \(leaf.literal) makes a difference")
    }
  }

  @Test func theLeavesAreThoseOfEveryMemberOfTheSchema() {
    let schema = SchemaMembers.published
    var covered: Set<String> = []
    for scenario in EffectScenario.all {
      let document = JSONTree(scenario.text)
      for leaf in scenario.leaves {
        covered.formUnion(schema.way(to: leaf.steps, in: document).members)
      }
    }
    let expected = schema.all.filter { !Self.isRemark($0) }
    #expect(expected.count > 400)
    #expect(expected.subtracting(covered).sorted() == [])
    #expect(covered.filter { !Self.isRemark($0) }.subtracting(expected).sorted() == [])
    for member in Array(Self.silent.keys) + Self.labels { #expect(expected.contains(member)) }
  }
}

extension JSONLeaf {
  /// What else a leaf may say; not every value need be valid in its place.
  fileprivate func otherValues(choices: [String]) -> [String] {
    if let number = Double(literal) {
      let others = [1.1 * number, 0.9 * number, number + 1, number - 1, 2 * number, number / 2]
      return others.filter { $0 != number }
        .map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
    }
    if literal == "true" { return ["false"] }
    if literal == "false" { return ["true"] }
    let text = String(literal.dropFirst().dropLast())
    let others = choices.isEmpty ? Self.names[key] ?? [text + "-2"] : choices
    return others.filter { $0 != text }.map { "\"\($0)\"" }
  }

  /// What the scenarios declare, by the field that refers to it.
  private static let names: [String: [String]] = {
    let models = ["own", "near", "gpt-5", "gpt-5-mini", "k"]
    return [
      "model": models, "with": models, "single": models, "stages": models, "fallback": models,
      "like": ["gpt-5", "gpt-5-mini"],
      "workflow": ["chat", "plain", "brief"], "use": ["tiered", "large", "patient"],
      "assumption": ["loss", "other", "share"],
      "profile": ["chat-input", "reasoning-output", "tables/two.json"],
      "between": ["workflows.chat.calls.answer.prompt.retrieved", "assumptions.other"],
      "gates": ["p50(cost.month) <= 5000"], "gate": ["p50(cost.month) <= 5000"],
      "start": ["2027-02-01"], "asOf": ["2026-12-01"],
      "capacity": ["bought", "racks"], "provider": ["openai", "private"], "from": ["2027-03-01"],
      "until": ["2027-02-01"], "serves": ["unknown"],
      "data": ["eu", "us"], "embedding": ["eu", "us"], "inference": ["eu", "us"],
      "book": ["other.json"], "tokensOf": ["n"],
    ]
  }()
}
