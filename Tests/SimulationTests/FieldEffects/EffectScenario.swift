import Testing

/// A scenario built so that every leaf below some place matters to its forecast.
struct EffectScenario: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  /// Where the leaves under test lie; the rest of the text is the same in other scenarios.
  let focus: [String]
  /// Files that the text names.
  let files: [String: String]

  init(_ name: String, _ text: String, focus: [String] = [], files: [String: String] = [:]) {
    self.name = name
    self.text = text
    self.focus = focus
    self.files = files
  }

  var testDescription: String { name }

  var leaves: [JSONLeaf] { JSONTree(text).leaves().filter { $0.steps.starts(with: focus) } }

  /// So many of its leaves as a processor is through with in little time.
  struct Slice: Sendable, CustomTestStringConvertible {
    let scenario: EffectScenario
    let leaves: Range<Int>

    var testDescription: String { "\(scenario), leaves \(leaves)" }
  }

  var slices: [Slice] {
    let count = leaves.count
    return stride(from: 0, to: count, by: Self.leavesOfSlice).map {
      Slice(scenario: self, leaves: $0..<min($0 + Self.leavesOfSlice, count))
    }
  }

  private static let leavesOfSlice = 20

  static let all = blocks + laws + percentiles + references + terms
}

// MARK: - Whole scenarios

extension EffectScenario {
  /// Every block of the language.
  static let blocks =
    ["routing", "capacity"].map { EffectScenario($0, strategies, focus: [$0]) }
    + [
      EffectScenario("tiers, caches and loops", everything),
      EffectScenario("one model, a window of turns, a subscription", single),
      EffectScenario("a year of traffic", traffic),
      EffectScenario(
        "hours of a day",
        slots(
          #""demand": { "hourProfile": [\#((1...24).map(String.init).joined(separator: ", "))] }"#),
        focus: ["demand"]),
      EffectScenario(
        "revenue", valued(#"{ "revenue": { "uplift": 0.02, "averageTransactionValue": 40 } }"#),
        focus: ["value"]),
      EffectScenario(
        "retention",
        valued(#"{ "retention": { "retainedPerUnit": 0.001, "lifetimeValueDelta": 300 } }"#),
        focus: ["value"]),
    ]

  /// Tiers write to caches of both lifetimes; gaps, sessions and lengths lie where hits, caps and
  /// windows are in doubt.
  private static let everything = """
    { "$schema": "./scenario.schema.json", "cogcast": 1, "name": "Everything", "unit": "task",
      "attribution": { "feature": "everything", "team": "platform" },
      "horizon": { "start": "2027-01-04", "weeks": 10 },
      "prices": { "asOf": "2026-11-01", "changes": [
        { "model": "own", "fromWeek": 3, "factor": 0.8 },
        { "provider": "openai", "from": "2027-02-01", "factor": 0.9 }, { "perYear": -0.3 } ] },
      "models": {
        "own": { "input": 1, "cacheRead": 0.1, "cacheWrite5m": 1.25, "cacheWrite1h": 2, "output": 5 },
        "near": { "like": "gpt-5", "input": 1.1 } },
      "assumptions": { "loss": { "p5": 0.05, "p95": 0.2 }, "other": { "p5": 0.1, "p95": 0.4 },
        "share": 0.4 },
      "segments": {
        "free": { "users": 900, "workflow": "chat", "unitsPerSession": 1.5, "attribution": { "costCentre": "growth" },
          "sessionsPerUserPerWeek": { "p5": 0.5, "p95": 2, "source": "pilot" },
          "adoption": { "logistic": { "ceiling": { "assumption": "share" }, "weeksToHalf": 9,
            "launchShare": 0.1 } },
          "userHeterogeneity": 0.8, "churnPerMonth": { "assumption": "loss" } },
        "paid": { "users": 300, "workflow": "plain", "sessionsPerUserPerWeek": 1,
          "adoption": { "bass": { "innovation": 0.3, "imitation": 0.8, "ceiling": 0.7 } },
          "churnPerMonth": { "assumption": "other" } } },
      "demand": { "weeklyNoise": 0.12, "autocorrelation": 0.6 },
      "workflows": {
        "chat": { "turns": { "geometric": { "mean": { "p5": 2, "p95": 4 }, "max": 8 } },
          "secondsBetweenTurns": { "lognormal": { "p50": 60, "p95": 900 } }, "bypass": 0.08,
          "memory": { "window": { "tokens": 900 } },
          "calls": [
            { "name": "answer", "temperature": 0.3, "topP": 0.9, "topK": 40,
              "maxTokens": 600,
              "prompt": { "system": 500, "tools": 200, "opening": 40, "retrieved": { "p5": 100, "p95": 400 },
                "user": { "lognormal": { "p50": 45, "p95": 320 } } },
              "output": { "lognormal": { "p50": 200, "p95": 900 } },
              "cache": { "ttl": "5m", "prefix": [ "tools", "system", "history" ] },
              "retry": { "failureRate": 0.03, "maxAttempts": 3, "billedFraction": 0.3,
                "kinds": { "timeout": { "share": 0.3, "billedFraction": 0.8 } },
                "outage": { "share": 0.02, "failureRate": 0.5 } },
              "validate": { "failureRate": 0.15, "maxRounds": 2, "with": "gpt-5-mini",
                "prompt": 200, "output": 12 },
              "loop": { "steps": { "geometric": { "mean": 1.6 } }, "maxSteps": 3,
                "toolResult": { "lognormal": { "p50": 90, "p95": 500 } } },
              "delegate": { "children": { "poisson": { "mean": 0.9 } }, "maxDepth": 2,
                "maxAgents": 4 } },
            { "name": "title", "model": "own", "prompt": { "system": 300, "user": 40 },
              "output": 20, "maxTokens": 24, "cache": { "ttl": "1h", "servers": 2 },
              "samplingEffect": { "length": 0.9, "quality": 0.98 },
              "attribution": { "promptTemplate": "title-v3" } } ] },
        "plain": { "calls": [
          { "name": "extract", "model": "gpt-5", "batch": false, "maxTokens": 900,
            "prompt": { "user": { "profile": "chat-input" } },
            "output": { "profile": "chat-output" } } ] } },
      "routing": { "use": "tiered", "strategies": {
        "tiered": { "classifier": { "model": "gpt-5-mini", "prompt": 90, "output": 6 },
          "misroute": { "hardSentSmall": 0.05, "easySentLarge": 0.08 },
          "tiers": [ { "model": "own", "share": 0.6, "success": 0.85 },
                     { "model": "near", "success": 0.95 } ] },
        "large": { "single": "near", "success": 0.97, "fallback": "own",
          "latencyClass": "interactive" } } },
      "harness": { "perUnit": 0.0012, "vectorQueries": { "perCall": 1.2, "price": 0.0004 },
        "egress": { "MBPerCall": 0.4, "pricePerGB": 0.09 },
        "services": { "embed": { "kind": "embeddings", "per": "turn", "quantity": 300,
            "price": 0.03, "priceFor": 1000000 } },
        "regions": { "data": "eu", "embedding": "ap", "inference": "us" },
        "flows": [ { "from": "data", "to": "inference", "per": "request", "MB": 2,
            "pricePerGB": 0.03 },
          { "from": "embedding", "to": "inference", "per": "turn", "MB": 3 } ] },
      "fixed": { "oneOff": 1200, "monthly": 15 },
      "commitments": {
        "earlier": { "provider": "private", "perMonth": 30, "from": "2027-01-18",
          "until": "2027-03-10", "production": false },
        "reserve": { "provider": "openai", "perWeek": 4, "fromWeek": 2, "untilWeek": 8,
          "utilisation": { "p5": 0.5, "p95": 0.8 }, "serves": [ "own" ] } },
      "value": { "costDisplacement": { "humanCost": 13.5, "deflection": { "p5": 0.22, "p95": 0.41 } } },
      "learning": { "promptTokensPerMonth": -0.03, "successPerMonth": 0.01,
        "misroutePerMonth": -0.1, "shareToFirstPerMonth": 0.02, "untilMonth": 1 },
      "correlations": [ { "rank": 0.4, "between": [
        "segments.free.sessionsPerUserPerWeek", "workflows.chat.turns.mean" ] } ],
      "planned": { "workflows.chat.turns": 2 },
      "decisions": { "routing.use": { "oneOf": [ "tiered", "large" ] },
        "routing.strategies.tiered.tiers.0.share": { "from": 0.3, "to": 0.7, "step": 0.1 } },
      "gates": [ "p95(cost.month) <= 5000",
        { "gate": "p95(cost.month) <= 5000", "level": "warn" } ] }
    """

  /// A session that is quick to forecast, since every leaf is seen in all strategies.
  private static let strategies = """
    { "name": "Strategies", "attribution": { "feature": "strategies" }, "horizon": { "weeks": 2 },
      "models": { "own": { "input": 1, "output": 5 }, "near": { "like": "gpt-5", "input": 1.1 } },
      "segments": { "all": { "users": 900, "workflow": "chat", "sessionsPerUserPerWeek": 1 } },
      "workflows": { "chat": { "turns": 2, "calls": [
        { "name": "answer", "prompt": { "system": 500, "user": 40 }, "output": 200,
          "maxTokens": 600, "retry": { "failureRate": 0.03, "maxAttempts": 2 } } ] } },
      "routing": { "use": "tiered", "strategies": {
        "tiered": { "tiers": [ { "model": "own", "share": 0.6, "success": 0.85 },
                               { "model": "near", "success": 0.95 } ] },
        "reserved": { "tiers": [ { "model": "own", "share": 0.4 }, { "model": "near" } ],
          "fallback": "near", "capacity": [ "bought" ] },
        "servers": { "tiers": [ { "model": "own", "share": 0.4 }, { "model": "near" } ],
          "fallback": "near", "capacity": [ "racks" ] },
        "patient": { "single": "gpt-5", "batchShare": 0.3 },
        "cascade": { "stages": [ "own", "near" ],
          "judge": { "model": "gpt-5-mini", "prompt": 110, "output": 4 },
          "escalation": { "truePositive": 0.8, "falsePositive": 0.15 },
          "quality": { "both": 0.6, "onlyLarge": 0.15, "onlySmall": 0.05 } },
        "router": { "router": { "small": { "model": "own", "success": 0.6 },
            "large": { "model": "near", "success": 0.9 }, "curve": [ [ 0.2, 0.4 ], [ 0.6, 0.9 ] ],
            "shareToLarge": 0.3 } },
        "target": { "router": { "small": { "model": "own" }, "large": { "model": "near" },
            "curve": [ [ 0.2, 0.4 ], [ 0.6, 0.9 ] ], "gapRecovered": 0.7 } } } },
      "capacity": {
        "bought": { "model": "near",
          "provisioned": { "units": 2.5, "tokensPerMinute": 50, "outputWeight": 5, "minimum": 3,
            "step": 2, "pricePerUnitHour": 0.01 } },
        "racks": { "model": "near",
          "selfHosted": { "inputTokensPerSecond": 2, "outputTokensPerSecond": 0.4,
            "gpusPerReplica": 2, "pricePerGPUHour": 0.01, "minimumReplicas": 1,
            "maximumReplicas": 2, "targetUtilisation": { "p5": 0.6, "p95": 0.8, "min": 0.5,
              "max": 0.9 } } } } }
    """

  private static let single = """
    { "name": "One model", "attribution": { "feature": "single" }, "horizon": { "weeks": 9 },
      "models": { "narrow": { "input": 1, "output": 3, "maximumInputTokens": 700 } },
      "segments": {
        "all": { "users": 500, "workflow": "chat", "sessionsPerUserPerWeek": 1, "adoption": 0.5 },
        "some": { "users": 50, "workflow": "long", "sessionsPerUserPerWeek": 1 },
        "few": { "users": 50, "workflow": "brief", "sessionsPerUserPerWeek": 1 } },
      "workflows": { "chat": { "turns": 6, "memory": { "window": { "turns": 2 } }, "calls": [
        { "name": "answer", "prompt": { "user": 50 }, "output": 90, "maxTokens": 100 } ] },
        "long": { "turns": 9, "memory": "full", "responseCache": { "falseHits": 0.1,
            "popularity": { "questions": 900, "exponent": 0.9, "capacity": 50, "ttlSeconds": 90000 },
            "lookup": { "price": 0.003, "embeddingPrice": 0.001, "embeddingHitRate": 0.3 } }, "longTermMemory": { "tokens": 30,
            "write": { "model": "gpt-5-mini", "prompt": 20, "output": 7 } },
          "atContextLimit": { "summarise": { "tokens": 60, "prompt": 25, "model": "gpt-5-mini" } },
          "calls": [ { "name": "answer", "model": "narrow", "prompt": { "user": 50 },
            "output": 90, "maxTokens": 100 } ] },
        "brief": { "turns": 9, "tokenBudget": 2500, "responseCache": { "hitRate": 0.2 }, "memory": { "summary": { "tokens": 60, "prompt": 25,
            "model": "gpt-5-mini", "keepTurns": 1, "everyTurns": 2 } },
          "calls": [ { "name": "answer", "model": "narrow", "prompt": { "user": 50 },
            "output": 90, "maxTokens": 100 } ] } },
      "routing": { "strategies": { "one": { "single": "gpt-5", "success": 0.9 } } },
      "value": { "premium": { "subscriptionPrice": 5 } } }
    """

  private static let traffic = """
    { "name": "Traffic", "attribution": { "feature": "traffic" },
      "horizon": { "start": "2027-01-06", "weeks": 53 }, "shadowShare": 0.1,
      "models": { "own": { "input": 3, "cacheRead": 0.3, "cacheWrite5m": 4, "output": 15 } },
      "segments": {
        "all": { "users": 400, "workflow": "chat", "sessionsPerUserPerWeek": 2, "events": [
          { "week": 5, "factor": 1.5, "weeks": 3 }, { "week": 7, "users": 90 } ] },
        "some": { "users": 40, "workflow": "plain", "sessionsPerUserPerWeek": 2, "shadowShare": 0.3 } },
      "background": { "sync": { "workflow": "chat", "runsPerWeek": 300, "from": 4, "until": 30 } },
      "demand": { "growthPerYear": 0.2, "hourProfile": "office", "peakToMean": 3, "burstiness": 0.4,
        "seasonality": [ 1, 1.1, 1, 0.9, 1, 1, 0.8, 0.8, 1, 1, 1.1, 1.3 ] },
      "workflows": { "chat": { "calls": [ { "name": "c", "model": "own", "maxTokens": 400,
          "prompt": { "system": 800 }, "output": { "gamma": { "mean": 90, "cv": 1 } }, "cache": { "ttl": "5m" } } ] },
        "plain": { "calls": [ { "name": "d", "model": "own", "maxTokens": 90,
          "prompt": { "system": 80 }, "output": { "gamma": { "mean": 90, "cv": 1 } } } ] } } }
    """

  private static func valued(_ value: String) -> String { slots("\"value\": \(value)") }
}

// MARK: - Prices

extension EffectScenario {
  /// What a book and a contract may say about a price.
  static let terms = [["prices"], ["workflows", "w", "calls", "0"]].map {
    EffectScenario(
      "terms of \($0[0])",
      """
      { "name": "Terms", "attribution": { "feature": "terms" },
        "prices": { "book": "round.json", "asOf": "2026-11-01", "region": "eu",
          "discounts": { "p": 0.2 }, "tokensOf": "m" },
        "segments": { "all": { "users": 400, "sessionsPerUserPerWeek": 2 } },
        "workflows": { "w": { "calls": [
          { "name": "a", "model": "m", "serviceTier": "flex", "toolChoice": "auto",
            "webSearches": 0.5, "output": { "gamma": { "mean": 90, "cv": 0.5 } },
            "maxTokens": 120, "prompt": { "system": 100, "tools": 40,
              "images": { "count": 2, "width": 280, "height": 560 } } },
          { "name": "b", "model": "n", "prompt": { "user": 50 }, "output": 20,
            "maxTokens": 100 } ] } } }
      """, focus: $0, files: ["round.json": book(input: 10), "other.json": book(input: 11)])
  }

  private static func book(input: Double) -> String {
    func model(_ name: String, input: Double) -> String {
      """
      { "name": "\(name)", "provider": "p", "rates": { "input": \(input), "output": 50 },
        "tiers": { "flex": { "factor": 0.5 }, "priority": { "factor": 2 } },
        "regions": { "byRegion": { "eu": 1.1 } },
        "fees": { "webSearch": { "price": 0.01, "per": "query" } },
        "toolPrompt": { "auto": 300, "required": 400 }, "images": { "patch": 28 },
        "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-10-20",
        "source": "round" }
      """
    }
    return """
      { "name": "round", "released": "2026-11-01", "models": [
        \(model("m", input: input)), \(model("k", input: 2 * input)),
        { "name": "n", "provider": "q", "rates": { "input": 10, "output": 50 },
          "tokenizer": { "base": "m", "ratio": 1.3 }, "minimumCacheTokens": 0,
          "cacheBlockTokens": 1, "checked": "2026-10-20", "source": "round" } ] }
      """
  }
}

// MARK: - Inputs

extension EffectScenario {
  /// The smallest scenario in which every kind of input matters, with members put into its parts.
  private static func slots(
    _ top: String = #""gates": []"#, weeks: Int = 3, sessions: String = "2",
    segment: String = #""note": "n""#,
    turns: String = "3", seconds: String = "200", workflow: String = #""note": "n""#,
    user: String = "150", steps: String = "2", call: String = #""note": "n""#
  ) -> String {
    """
    { "name": "Slots", "attribution": { "feature": "slots" }, "horizon": { "weeks": \(weeks) },
      "models": { "m": { "input": 3, "cacheRead": 0.3, "cacheWrite5m": 4, "output": 15 } },
      "segments": { "all": { "users": 400, "sessionsPerUserPerWeek": \(sessions), \(segment) } },
      "workflows": { "w": { "turns": \(turns), "secondsBetweenTurns": \(seconds),
        "memory": "full", "calls": [ { "name": "c", "model": "m", "maxTokens": 400,
          "prompt": { "system": 800, "user": \(user) }, "output": 90, "cache": { "ttl": "5m" },
          "loop": { "steps": \(steps), "maxSteps": 30 }, \(call) } ], \(workflow) } },
      \(top) }
    """
  }

  private static let segment = ["segments", "all"]
  private static let workflow = ["workflows", "w"]
  private static let call = workflow + ["calls", "0"]

  /// Every law in every place that tells laws apart: unknown, lengths, turns, steps and gaps.
  static let laws =
    (unknownShares + notations(around: 2) + counts(around: 3, from: 2)).map {
      EffectScenario(
        "unknown \($0)", slots(sessions: $0), focus: segment + ["sessionsPerUserPerWeek"])
    }
    + (varyingShares + notations(around: 150) + counts(around: 40, from: 20)).map {
      EffectScenario("tokens \($0)", slots(user: $0), focus: call + ["prompt", "user"])
    }
    + (notations(around: 4) + counts(around: 4, from: 3)).map {
      EffectScenario("turns \($0)", slots(turns: $0), focus: workflow + ["turns"])
    }
    + (roundedShares + notations(around: 3) + counts(around: 3, from: 2)).map {
      EffectScenario("steps \($0)", slots(steps: $0), focus: call + ["loop", "steps"])
    }
    + (roundedShares + notations(around: 140) + counts(around: 140, from: 90)).map {
      EffectScenario(
        "seconds \($0)", slots(seconds: $0), focus: workflow + ["secondsBetweenTurns"])
    }

  /// Laws on 0...1, whose bounds leave out what lies beyond.
  private static let unknownShares = [
    #"{ "beta": { "alpha": 2, "beta": 3, "min": 0.1, "max": 0.9 } }"#,
    #"{ "beta": { "mean": 0.4, "concentration": 5 } }"#,
    #"{ "beta": { "mean": 0.4, "p90": 0.7 } }"#,
    #"{ "bernoulli": { "p": 0.6, "min": 0 } }"#, #"{ "bernoulli": { "p": 0.6, "max": 1 } }"#,
  ]

  /// The same where bounds cap.
  private static let varyingShares = [
    #"{ "beta": { "alpha": 2, "beta": 3, "min": 0.1, "max": 0.9 } }"#,
    #"{ "bernoulli": { "p": 0.6, "min": 0.2, "max": 0.9 } }"#,
  ]

  /// The same where only the mean, or the nearest whole number, matters.
  private static let roundedShares = [
    #"{ "beta": { "alpha": 2, "beta": 3 } }"#, #"{ "bernoulli": { "p": 0.6 } }"#,
  ]

  /// Laws of a typical value c, with bounds that cut something off.
  private static func notations(around c: Double) -> [String] {
    let bounds = #""min": \#(0.6 * c), "max": \#(1.6 * c)"#
    return [
      #"{ "lognormal": { "mean": \#(c), "cv": 0.5, \#(bounds) } }"#,
      #"{ "lognormal": { "mean": \#(c), "sigma": 0.5 } }"#,
      #"{ "lognormal": { "p50": \#(c), "sigma": 0.5 } }"#,
      #"{ "lognormal": { "p50": \#(c), "cv": 0.5 } }"#,
      #"{ "lognormal": { "p20": \#(0.7 * c), "p80": \#(1.3 * c) } }"#,
      #"{ "normal": { "mean": \#(c), "sd": \#(0.3 * c), \#(bounds) } }"#,
      #"{ "normal": { "p20": \#(0.7 * c), "p80": \#(1.3 * c) } }"#,
      #"{ "uniform": { "min": \#(0.6 * c), "max": \#(1.5 * c) } }"#,
      #"{ "triangular": { "min": \#(0.6 * c), "mode": \#(c), "max": \#(1.5 * c) } }"#,
      #"{ "pert": { "min": \#(0.6 * c), "mode": \#(c), "max": \#(1.5 * c), "lambda": 3 } }"#,
      #"{ "gamma": { "mean": \#(c), "cv": 0.5, \#(bounds) } }"#,
      #"{ "gamma": { "shape": 4, "scale": \#(0.25 * c) } }"#,
      #"{ "weibull": { "shape": 2, "scale": \#(c), \#(bounds) } }"#,
      #"{ "weibull": { "p20": \#(0.7 * c), "p80": \#(1.3 * c) } }"#,
      #"{ "exponential": { "mean": \#(c), \#(bounds) } }"#,
      #"{ "pareto": { "scale": \#(0.6 * c), "shape": 2.5, "max": \#(2 * c) } }"#,
      #"{ "discrete": { "values": [\#(0.5 * c), \#(c), \#(2 * c)], "weights": [1, 3, 2] } }"#,
      #"{ "discrete": { "values": [\#(0.5 * c), \#(c), \#(2 * c)], "min": \#(0.75 * c) } }"#,
      #"{ "discrete": { "values": [\#(0.5 * c), \#(c), \#(2 * c)], "max": \#(1.75 * c) } }"#,
      #"{ "empirical": { "quantiles": [\#(0.5 * c), \#(c), \#(1.2 * c), \#(2 * c)], \#(bounds) } }"#,
      #"{ "empirical": { "values": [\#(0.5 * c), \#(c), \#(1.5 * c)] } }"#,
      #"{ "mixture": { "components": [ { "weight": 1, "law": \#(c) }, { "weight": 2, "law": { "gamma": { "mean": \#(c), "cv": 0.4 } } } ], \#(bounds) } }"#,
      #"{ "metalog": { "p20": \#(0.7 * c), "p50": \#(c), "p80": \#(1.4 * c), "min": \#(0.3 * c), "max": \#(1.8 * c) } }"#,
    ]
  }

  /// Laws on whole numbers, with bounds that cut something off.
  private static func counts(around c: Double, from low: Int) -> [String] {
    let bounds = #""min": \#(low), "max": \#(Int(1.5 * c))"#
    return [
      #"{ "poisson": { "mean": \#(c), \#(bounds) } }"#,
      #"{ "negativeBinomial": { "mean": \#(c), "dispersion": 3, \#(bounds) } }"#,
      #"{ "geometric": { "mean": \#(c), \#(bounds) } }"#,
      #"{ "binomial": { "n": \#(Int(2 * c)), "p": 0.5, \#(bounds) } }"#,
    ]
  }

  /// Bare percentiles of every range: each input that has one, and each parameter of a law that
  /// may itself be unknown.
  static let percentiles =
    [
      inSegment("churnPerMonth", spread(0.1, 0.3)),
      inSegment("sessionsPerUserPerWeek", spread(1, 3)),
      inSegment("unitsPerSession", spread(1, 3)),
      inSegment("shadowShare", spread(0.1, 0.3)),
      EffectScenario(
        "growth", slots(#""demand": { "growthPerYear": \#(spread(0.2, 0.6)) }"#),
        focus: ["demand"]),
      EffectScenario(
        "throughput",
        slots(
          """
          "routing": { "strategies": { "own": { "single": "m", "capacity": [ "racks" ] } } },
          "capacity": { "racks": { "model": "m", "selfHosted": {
            "inputTokensPerSecond": \(spread(5, 8)), "outputTokensPerSecond": 1,
            "pricePerGPUHour": 0.01 } } }
          """), focus: ["capacity", "racks", "selfHosted"]),
      EffectScenario(
        "burstiness", slots(#""demand": { "burstiness": \#(spread(0.2, 0.6)) }"#),
        focus: ["demand"]),
      inSegment(
        "adoption",
        #"{ "logistic": { "ceiling": 0.4, "weeksToHalf": 4, "launchShare": \#(spread(0.1, 0.3)) } }"#
      ),
      EffectScenario(
        "autocorrelation",
        slots(#""demand": { "weeklyNoise": 0.3, "autocorrelation": \#(spread(0.2, 0.6)) }"#),
        focus: ["demand", "autocorrelation"]),
      EffectScenario(
        "learning",
        slots(
          #""learning": { "promptTokensPerMonth": \#(spread(-0.2, -0.1, within: -0.3, -0.05)), "#
            + #""successPerMonth": \#(spread(-0.2, -0.1, within: -0.3, -0.05)) }"#, weeks: 6),
        focus: ["learning"]),
      EffectScenario(
        "assumption",
        slots(
          #""assumptions": { "a": \#(spread(1, 3)) }"#,
          segment: #""unitsPerSession": { "assumption": "a" }"#),
        focus: ["assumptions"]),
    ]
    + [
      spread(2, 4), varying("geometric", "mean", spread(2, 4)),
      varying("lognormal", "mean", spread(2, 4), #""cv": 0.5"#),
    ]
    .map { EffectScenario("turns \($0)", slots(turns: $0), focus: workflow + ["turns"]) }
    + [spread(2, 4), varying("geometric", "mean", spread(2, 4))]
    .map { EffectScenario("steps \($0)", slots(steps: $0), focus: call + ["loop", "steps"]) }
    + [
      spread(90, 200), varying("lognormal", "cv", spread(0.5, 0.9), #""mean": 150"#),
      varying("lognormal", "sigma", spread(0.5, 0.9), #""mean": 150"#),
      varying("weibull", "shape", spread(1.5, 2.5), #""scale": 150"#),
      varying("normal", "mean", spread(90, 200), #""sd": 20"#),
      varying("poisson", "mean", spread(90, 200)), varying("bernoulli", "p", spread(0.3, 0.6)),
    ]
    .map { EffectScenario("tokens \($0)", slots(user: $0), focus: call + ["prompt", "user"]) }

  private static func spread(
    _ low: Double, _ high: Double, within bounds: Double...
  ) -> String {
    let ends = bounds.isEmpty ? [0.8 * low, 1.2 * high] : bounds
    return #"{ "p5": \#(low), "p95": \#(high), "min": \#(ends[0]), "max": \#(ends[1]) }"#
  }

  private static func varying(
    _ law: String, _ parameter: String, _ value: String, _ others: String...
  ) -> String {
    let members = [#""\#(parameter)": \#(value)"#] + others
    return #"{ "\#(law)": { \#(members.joined(separator: ", ")) } }"#
  }

  private static func inSegment(_ field: String, _ value: String) -> EffectScenario {
    let text =
      field == "sessionsPerUserPerWeek"
      ? slots(sessions: value) : slots(segment: #""\#(field)": \#(value)"#)
    return EffectScenario("\(field) \(value)", text, focus: segment + [field])
  }

  /// Tables of one's own, in every place that takes one.
  static let references = [
    EffectScenario(
      "turns of a table", slots(turns: #"{ "profile": "tables/one.json" }"#),
      focus: workflow + ["turns"], files: tables),
    EffectScenario(
      "tokens of a table", slots(user: #"{ "profile": "tables/one.json" }"#),
      focus: call + ["prompt", "user"], files: tables),
  ]

  private static let tables = [
    "tables/one.json": #"{ "quantiles": [2, 4, 9] }"#,
    "tables/two.json": #"{ "values": [3, 5, 5, 8] }"#,
  ]
}
