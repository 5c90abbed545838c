/// The examples of the design, as people would write them.
enum Examples {
  static let supportAssistant = """
    { "$schema": "./scenario.schema.json", "cogcast": 1, "name": "Support assistant", "unit": "conversation",
      "attribution": { "feature": "support-assistant", "team": "cx", "environment": "prod", "promptTemplate": "support-v7" },
      "horizon": { "start": "2027-01-04", "weeks": 52 },
      "prices": { "book": "builtin", "asOf": "2026-11-01" },
      "segments": { "all": { "users": 40000, "workflow": "chat",
        "adoption": { "logistic": { "ceiling": { "p5": 0.20, "p95": 0.45 }, "weeksToHalf": { "p5": 6, "p95": 16 } } },
        "sessionsPerUserPerWeek": { "p5": 0.4, "p95": 2.0, "note": "helpdesk tickets 2026" } } },
      "workflows": { "chat": {
        "turns": { "geometric": { "mean": { "p5": 2.0, "p95": 4.5 } } }, "memory": "full",
        "calls": [ { "name": "answer",
          "prompt": { "system": 1400, "tools": 650, "retrieved": { "p5": 900, "p95": 3200 }, "user": { "lognormal": { "p50": 45, "p95": 320 } } },
          "output": { "profile": "chat-output" }, "maxTokens": 1024, "cache": { "ttl": "5m" },
          "retry": { "failureRate": { "p5": 0.01, "p95": 0.08 }, "maxAttempts": 3 } } ] } },
      "routing": { "use": "tiered", "strategies": {
        "all-large": { "single": "claude-opus-5-5" },
        "tiered": { "classifier": { "model": "claude-haiku-5-5", "prompt": 300, "output": 8 },
          "tiers": [ { "model": "claude-haiku-5-5", "share": { "p5": 0.45, "p95": 0.65, "max": 0.7 }, "success": 0.86 },
                     { "model": "claude-sonnet-5-5", "share": 0.25, "success": 0.93 },
                     { "model": "claude-opus-5-5", "success": 0.96 } ] } } },
      "harness": { "perUnit": 0.0012 },
      "fixed": { "oneOff": 120000, "monthly": 1500 },
      "value": { "costDisplacement": { "humanCost": 13.50, "deflection": { "p5": 0.22, "p95": 0.41 } } },
      "gates": [ "p95(cost.month) <= 5000", "probability(payback.months <= 12) >= 0.8" ] }
    """

  /// The other strategies of the design, for the example above.
  static let cascade = """
    "cascade": { "stages": ["claude-haiku-5-5", "claude-opus-5-5"], "judge": { "model": "claude-haiku-5-5" },
                 "escalation": { "truePositive": 0.9, "falsePositive": 0.1 } },
    """

  /// Every other block of the language that is supported, in one scenario.
  static let otherBlocks = """
    { "name": "Everything else", "attribution": { "feature": "everything" },
      "segments": { "free": { "users": 1000, "sessionsPerUserPerWeek": { "p5": 0.5, "p95": 2 },
                              "adoption": { "bass": { "innovation": 0.03, "imitation": 0.38, "ceiling": 0.4 } },
                              "userHeterogeneity": 0.8, "churnPerMonth": 0.02, "unitsPerSession": 1 } },
      "demand": { "weeklyNoise": 0.12, "autocorrelation": 0.6, "hourProfile": "office", "peakToMean": 3.2 },
      "background": { "reindex": { "workflow": "chat", "runsPerWeek": 40 } }, "shadowShare": { "p5": 0.02, "p95": 0.1 },
      "workflows": { "chat": { "secondsBetweenTurns": { "lognormal": { "p50": 35, "p95": 600 } }, "bypass": 0.08,
          "turns": { "geometric": { "mean": { "p5": 2, "p95": 4 } } },
          "memory": { "window": { "tokens": 8000 } },
          "calls": [ { "name": "answer", "prompt": { "system": 500 }, "output": 200, "maxTokens": 400,
              "temperature": 0.3, "batch": false,
              "cache": { "ttl": "5m", "prefix": ["tools", "system", "history"] },
              "retry": { "failureRate": 0.03, "maxAttempts": 3, "billedFraction": 0.3 },
              "validate": { "failureRate": 0.15, "maxRounds": 2, "with": "claude-haiku-5-5" },
              "loop": { "steps": { "geometric": { "mean": 1.6 } }, "maxSteps": 12, "toolResult": { "lognormal": { "p50": 300, "p95": 2500 } } } } ] } },
      "routing": { "strategies": { "tiered": { "misroute": { "hardSentSmall": 0.05, "easySentLarge": 0.08 },
          "tiers": [ { "model": "our-model", "share": 0.6 }, { "model": "claude-opus-5-5" } ] } } },
      "models": { "our-model": { "like": "gpt-5", "input": 1.1 } },
      "harness": { "perUnit": 0.0012, "vectorQueries": { "perCall": 1.2, "price": 0.0004 }, "egress": { "MBPerCall": 0.4, "pricePerGB": 0.09 } },
      "learning": { "promptTokensPerMonth": -0.03, "successPerMonth": 0.01, "untilMonth": 6 },
      "correlations": [ { "between": ["segments.free.sessionsPerUserPerWeek", "workflows.chat.turns.mean"], "rank": 0.4 } ],
      "planned": { "workflows.chat.turns": 2 } }
    """
}
