import Foundation
import Scenarios
import Testing

/// Every field that the schema offers is read by the decoder.
@Suite struct FieldCoverageTests {
  /// Fields that the examples of the design leave out.
  private static let rest = """
    { "name": "Rest", "attribution": { "feature": "rest" }, "note": "n", "source": "s",
      "prices": { "book": "round.json", "region": "eu", "discounts": { "p": 0.1 },
        "tokensOf": "m", "changes": [ { "model": "m", "fromWeek": 3, "factor": 0.8 },
          { "provider": "p", "from": "2027-02-01", "factor": 0.9 }, { "perYear": -0.3 } ] },
      "learning": { "misroutePerMonth": -0.1, "shareToFirstPerMonth": 0.02 },
      "capacity": {
        "bought": { "model": "m",
          "provisioned": { "units": 2.5, "tokensPerMinute": 50, "outputWeight": 5, "minimum": 3,
            "step": 2, "pricePerUnitHour": 0.01 } },
        "racks": { "model": "m",
          "selfHosted": { "inputTokensPerSecond": 2, "outputTokensPerSecond": 0.4,
            "gpusPerReplica": 2, "pricePerGPUHour": 0.01, "minimumReplicas": 1,
            "maximumReplicas": 2, "targetUtilisation": 0.7 } } },
      "models": { "own": { "input": 1, "maximumInputTokens": 9000, "cacheRead": 0.1, "cacheWrite5m": 1.25,
        "cacheWrite1h": 2, "output": 5 } },
      "assumptions": { "loss": { "p5": 0.1, "p95": 0.2 } },
      "segments": { "all": { "users": 10, "workflow": "chat", "sessionsPerUserPerWeek": 1,
        "churnPerMonth": { "assumption": "loss" }, "attribution": { "team": "a" },
        "shadowShare": { "p5": 0.1, "p95": 0.2 },
        "events": [ { "week": 3, "factor": 1.5, "weeks": 2 }, { "week": 4, "users": 50 } ],
        "adoption": { "logistic": { "ceiling": 0.4, "weeksToHalf": 9, "launchShare": 0.1 } } } },
      "horizon": { "start": "2027-01-04" }, "shadowShare": 0.1,
      "background": { "sync": { "workflow": "chat", "runsPerWeek": 4, "from": 2, "until": 9 } },
      "demand": { "growthPerYear": 0.2, "hourProfile": "office", "peakToMean": 3, "burstiness": 0.4,
        "seasonality": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
      "workflows": { "recap": { "memory": { "summary": { "tokens": 9, "prompt": 8, "model": "m",
            "keepTurns": 1, "everyTurns": 2 } }, "calls": [ { "name": "a", "prompt": { "user": 5 },
            "output": 9 } ] },
        "faq": { "responseCache": { "hitRate": 0.2 }, "calls": [ { "name": "a",
            "prompt": { "user": 5, "opening": 9 }, "output": 9 } ] },
        "long": { "memory": "full", "responseCache": { "falseHits": 0.1, "popularity": {
              "questions": 90, "exponent": 0.9, "capacity": 5, "ttlSeconds": 900 },
            "lookup": { "price": 0.003, "embeddingPrice": 0.001, "embeddingHitRate": 0.3 } }, "longTermMemory": { "tokens": 9, "write": { "model": "m",
              "prompt": 8, "output": 7 } },
          "atContextLimit": { "summarise": { "tokens": 9, "prompt": 8, "model": "m" } },
          "calls": [ { "name": "a", "prompt": { "user": 5 }, "output": 9 } ] },
        "chat": { "turns": 4, "tokenBudget": { "p5": 900, "p95": 2000 },
          "memory": { "window": { "turns": 3 } }, "calls": [
        { "name": "a", "model": "own", "prompt": { "user": 5 }, "output": 9, "maxTokens": 50,
          "retry": { "failureRate": 0.1, "kinds": { "timeout": { "share": 0.4,
              "billedFraction": 0.5 } }, "outage": { "share": 0.01, "failureRate": 0.8 } },
          "loop": { "steps": 1, "maxSteps": 3 },
          "delegate": { "children": 0.5, "maxDepth": 2, "maxAgents": 9 },
          "validate": { "failureRate": 0.1, "prompt": 200, "output": 4 } },
        { "name": "b", "prompt": { "user": 5 }, "output": 9, "maxTokens": 50, "topP": 0.9, "topK": 40,
          "cache": { "servers": 4 }, "samplingEffect": { "length": { "p5": 0.9, "p95": 1.3 },
            "quality": 0.95 } },
        { "name": "c", "model": "m", "serviceTier": "flex", "toolChoice": "required",
          "webSearches": 0.2, "output": 9, "maxTokens": 50, "prompt": { "tools": 70, "images": {
            "count": 2, "width": 800, "height": 600 } } } ] } },
      "routing": { "use": "one", "strategies": { "five": { "single": "m", "batchShare": 0.2 }, "six": { "single": "m", "capacity": ["bought"] }, "seven": { "single": "m", "capacity": ["racks"] }, "one": { "single": "own", "success": 0.9, "fallback": "m", "latencyClass": "batch" },
        "two": { "stages": ["own", "m"], "judge": { "model": "m", "prompt": 200, "output": 4 },
          "escalation": { "truePositive": 0.9, "falsePositive": 0.1 },
          "quality": { "both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1 } },
        "three": { "router": { "small": { "model": "own", "success": 0.8 }, "large": { "model": "m" },
          "curve": [[0.3, 0.6]], "shareToLarge": 0.3 } },
        "four": { "router": { "small": { "model": "own" }, "large": { "model": "m" },
          "gapRecovered": 0.5 } } } },
      "harness": { "services": { "screen": { "kind": "guardrails", "per": "turn", "quantity": 60,
          "price": 0.01, "priceFor": 1000 } },
        "regions": { "data": "eu", "embedding": "us", "inference": "us" },
        "flows": [ { "from": "data", "to": "embedding", "per": "turn", "MB": 2,
          "pricePerGB": 0.02 } ] },
      "commitments": {
        "earlier": { "provider": "p", "perMonth": 90, "from": "2026-12-01", "until": "2027-02-01",
          "production": false },
        "reserve": { "provider": "p", "perWeek": { "p5": 3, "p95": 5 }, "fromWeek": 2,
          "untilWeek": 8, "utilisation": { "p5": 0.5, "p95": 0.8 }, "serves": [ "m" ] } },
      "value": { "premium": { "subscriptionPrice": 5 } },
      "decisions": { "routing.use": { "oneOf": ["one", "three"] },
        "workflows.chat.calls.a.maxTokens": { "from": 50, "to": 70, "step": 10 } },
      "gates": [ { "gate": "p95(cost.total) <= 1", "level": "warn" } ] }
    """

  private static let revenue = Fixture.minimal(
    top: #", "value": { "revenue": { "uplift": 0.02, "averageTransactionValue": 40 } }"#)
  private static let retention = Fixture.minimal(
    top: #", "value": { "retention": { "retainedPerUnit": 0.01, "lifetimeValueDelta": 40 } }"#)

  private static let examples = [
    Examples.supportAssistant, Examples.otherBlocks, rest, revenue, retention,
  ]

  @Test func examplesAreValid() {
    for example in Self.examples { #expect(Fixture.errors(example) == []) }
  }

  /// Names of the fields of every object that is no law.
  @Test func examplesHoldEveryFieldOfTheSchema() throws {
    let schema = try #require(Self.object(ScenarioSchema.json) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    var given: Set<String> = []
    for example in Self.examples {
      try Self.walk(#require(Self.object(example)), "") { pointer, _ in
        given.insert(String(pointer.split(separator: "/").last ?? ""))
      }
    }
    let laws = try #require(definitions["law"]?["properties"] as? [String: Any]).keys
    var count = 0
    for (name, definition) in definitions
    where !laws.contains(name) && !Self.isInput(name) {
      guard let properties = definition["properties"] as? [String: Any] else { continue }
      count += 1
      for field in properties.keys { #expect(given.contains(field), "\(name).\(field)") }
    }
    #expect(count == 60)
  }

  /// Definitions of inputs and of the parts of laws.
  private static func isInput(_ name: String) -> Bool {
    name == "law" || name == "mixtureComponent" || name.contains("_")
      || ["Law", "Percentiles", "Reference"].contains { name.hasSuffix($0) }
  }

  @Test(arguments: examples)
  func nonsenseInAnyFieldIsAnError(_ example: String) throws {
    var pointers: [String] = []
    let root = try #require(Self.object(example))
    Self.walk(root, "") { pointer, _ in pointers.append(pointer) }
    #expect(pointers.count > 10)
    for pointer in pointers {
      let tokens = pointer.split(separator: "/").map(String.init)
      let damaged = Self.replacing(root, tokens[...])
      let data = try JSONSerialization.data(withJSONObject: damaged)
      let errors = Fixture.errors(String(decoding: data, as: UTF8.self))
      #expect(errors.contains { $0.location.pointer.hasPrefix(pointer) }, "\(pointer)")
    }
  }

  private static func object(_ text: String) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// Visits every value below the root with its pointer.
  private static func walk(_ value: Any, _ pointer: String, _ visit: (String, Any) -> Void) {
    if let object = value as? [String: Any] {
      for (key, inner) in object {
        visit(pointer + "/" + key, inner)
        walk(inner, pointer + "/" + key, visit)
      }
    } else if let list = value as? [Any] {
      for (index, inner) in list.enumerated() {
        visit("\(pointer)/\(index)", inner)
        walk(inner, "\(pointer)/\(index)", visit)
      }
    }
  }

  /// The value with nonsense in one place.
  private static func replacing(_ value: Any, _ tokens: ArraySlice<String>) -> Any {
    guard let token = tokens.first else { return [[String]()] }
    let rest = tokens.dropFirst()
    if var object = value as? [String: Any] {
      object[token] = replacing(object[token] ?? 0, rest)
      return object
    }
    guard var list = value as? [Any], let index = Int(token) else { return value }
    list[index] = replacing(list[index], rest)
    return list
  }
}
