/// A scenario built from a seed, small enough to be played request by request: at most 300
/// sessions a week for 8 weeks.
///
/// Odd seeds leave scalar inputs unknown; even seeds state them all as numbers, so that the noise
/// of requests is all there is and deviations of a few tenths of a percent show.
struct RandomScenario {
  let seed: Int
  private var inputs: RandomInputs

  init(seed: Int) {
    self.seed = seed
    inputs = RandomInputs(seed: seed, areUnknown: seed % 2 == 1)
  }

  /// The text that the decoder reads.
  var text: String { document.description }

  var document: ScenarioText {
    var copy = self
    return copy.build()
  }

  /// One option of a list by the digits of the seed, so that lists of different lengths mix.
  private func option<Option>(_ options: [Option], stride: Int = 1) -> Option {
    options[seed / stride % options.count]
  }

  private var isTiered: Bool { option([true, false, true], stride: 1) }
  private var isCascade: Bool { seed % 9 == 1 || seed % 8 == 6 }
  private var isRouter: Bool { seed % 8 == 3 || seed % 11 == 9 }
  /// Whether conversations outgrow what the model reads, and what happens then.
  private var isNarrow: Bool { !hasLongContext && (seed % 6 == 2 || seed % 10 == 7) }
  private var atLimit: String { option(["summarise", "fail", "truncate"], stride: 4) }
  private var hasLongContext: Bool { seed % 7 == 3 }
  private var segmentNames: [String] { option([["all"], ["free", "paid"], ["all"]], stride: 2) }
  private var workflowNames: [String] {
    segmentNames.count == 2 && seed % 4 < 2 ? ["chat", "search"] : ["chat"]
  }

  private mutating func build() -> ScenarioText {
    var root: ScenarioText = [
      "name": .string("Random \(seed)"), "attribution": ["feature": "random"],
      "horizon": ["weeks": .number(option([8, 8, 6, 7]))],
      "models": [
        "our-small": ["like": "claude-haiku-5-5", "input": 0.4, "output": 2],
        "our-flat": ["input": 1.5, "output": 6],
        "our-narrow": [
          "like": "claude-haiku-5-5", "input": 0.4, "output": 2, "maximumInputTokens": 3300,
        ],
      ],
    ]
    root["segments"] = segments()
    root["workflows"] = .object(
      workflowNames.enumerated().map { (name: $1, value: workflow(index: $0)) })
    root["routing"] = routing()
    if option([true, false, true]) { root["demand"] = demand() }
    if option([false, true], stride: 2) {
      root["harness"] = [
        "perUnit": inputs.positive(0.002),
        "vectorQueries": ["perCall": inputs.positive(1.2), "price": inputs.positive(0.0004)],
        "egress": ["MBPerCall": inputs.positive(0.4), "pricePerGB": inputs.positive(0.09)],
      ]
    }
    if option([false, true, true, false], stride: 3) { extendHarness(&root) }
    root["fixed"] = ["monthly": inputs.positive(0.5)]
    if option([true, false, false, true]) {
      var learning: ScenarioText = [
        "promptTokensPerMonth": .number(-0.1), "successPerMonth": .number(0.02),
        "untilMonth": .number(option([1, 6])),
      ]
      let strategies = root["routing"]!.description
      if strategies.contains("misroute") || strategies.contains("escalation") {
        learning["misroutePerMonth"] = -0.3
      }
      if strategies.contains("\"tiers\"") || strategies.contains("\"router\":") {
        learning["shareToFirstPerMonth"] = 0.05
      }
      root["learning"] = learning
    }
    if option([false, false, true, true], stride: 3) { changePrices(&root) }
    if inputs.areUnknown { correlate(&root) }
    addTraffic(to: &root)
    if seed % 5 == 2 || seed % 13 == 1 { addCapacity(&root) }
    addBudget(to: &root)
    var commitments = RandomCommitments(seed: seed)
    commitments.add(to: &root)
    return root
  }

  /// Sessions of a segment in a week, about.
  private var sessions: Double { option([280.0, 12, 120, 260, 40]) / Double(segmentNames.count) }

  private func addTraffic(to root: inout ScenarioText) {
    var traffic = RandomTraffic(seed: seed)
    traffic.add(to: &root, segments: segmentNames, sessions: sessions)
  }

  /// A budget that ends a share of the sessions, with random numbers of its own.
  private func addBudget(to root: inout ScenarioText) {
    guard seed % 3 == 1 || seed % 7 == 5, var workflows = root["workflows"],
      var chat = workflows["chat"]
    else { return }
    var own = RandomInputs(seed: seed + 2000, areUnknown: seed % 2 == 1)
    chat["tokenBudget"] = own.positive(
      hasLongContext ? 300_000 : option([9000.0, 5500, 16_000], stride: 7))
    workflows["chat"] = chat
    root["workflows"] = workflows
  }

  private mutating func segments() -> ScenarioText {
    var members: [(name: String, value: ScenarioText)] = []
    for (index, name) in segmentNames.enumerated() {
      let users = option([400.0, 90, 600])
      let (adoption, reached) = adoption(index)
      var segment: ScenarioText = [
        "users": inputs.users(users), "adoption": adoption,
        "workflow": .string(workflowNames[index % workflowNames.count]),
        "sessionsPerUserPerWeek": inputs.positive(sessions / users / reached * 0.6),
      ]
      if option([false, true, true]) { segment["userHeterogeneity"] = inputs.positive(1.5) }
      if option([true, false, false, true]) { segment["churnPerMonth"] = inputs.probability(0.08) }
      if option([true, false]) { segment["unitsPerSession"] = inputs.positive(1.5) }
      members.append((name: name, value: segment))
    }
    return .object(members)
  }

  /// An adoption, and about the share that it reaches.
  private mutating func adoption(_ index: Int) -> (ScenarioText, Double) {
    switch (seed + index) % 4 {
    case 0: return (inputs.probability(0.4), 0.4)
    case 1:
      let logistic: ScenarioText = [
        "ceiling": inputs.probability(0.4), "weeksToHalf": inputs.positive(4),
        "launchShare": inputs.probability(0.1),
      ]
      return (["logistic": logistic], 0.35)
    case 2:
      let bass: ScenarioText = [
        "innovation": inputs.positive(2), "imitation": inputs.positive(4),
        "ceiling": inputs.probability(0.45),
      ]
      return (["bass": bass], 0.2)
    default: return (1, 1)
    }
  }

  /// Adds services of every basis, and flows inside a region and between two.
  private mutating func extendHarness(_ root: inout ScenarioText) {
    var harness = root["harness"] ?? [:]
    harness["services"] = [
      "gateway": [
        "kind": "compute", "per": "request", "quantity": inputs.positive(0.8),
        "price": inputs.positive(0.00002),
      ],
      "rerank": ["kind": "retrieval", "per": "turn"],
      "embed": ["kind": "embeddings", "per": "turn", "quantity": inputs.positive(9000)],
      "screen": [
        "kind": "guardrails", "per": "thousandTokens", "price": inputs.positive(0.0003),
      ],
      "traces": [
        "kind": "observability", "per": "session", "quantity": inputs.positive(0.001),
        "price": 0.6,
      ],
      "index": [
        "kind": "vectorStore", "per": "month", "quantity": inputs.positive(3), "price": 0.33,
      ],
      "files": [
        "kind": "storage", "per": "unit", "quantity": 2, "price": inputs.positive(0.3),
        "priceFor": 1000,
      ],
    ]
    harness["regions"] = ["data": "a", "embedding": "b", "inference": "b"]
    harness["flows"] = [
      ["from": "data", "to": "embedding", "per": "turn", "MB": inputs.positive(20)],
      ["from": "embedding", "to": "inference", "per": "turn", "MB": 500],
      [
        "from": "inference", "to": "data", "per": "month", "MB": inputs.positive(4000),
        "pricePerGB": 0.09,
      ],
    ]
    root["harness"] = harness
  }

  /// Serves the model of the strategy, or all its models, by the hour.
  private mutating func addCapacity(_ root: inout ScenarioText) {
    guard case .object(var strategies)? = root["routing"]?["strategies"] else { return }
    let strategy = strategies[0].value
    var models: [ScenarioText] = []
    if let single = strategy["single"] { models = [single] }
    if case .array(let tiers)? = strategy["tiers"] { models = tiers.prefix(1).map { $0["model"]! } }
    if case .array(let stages)? = strategy["stages"] { models = Array(stages.prefix(1)) }
    if let router = strategy["router"] {
      models = [router["small"]!["model"]!, router["large"]!["model"]!]
    }
    // A call in the batch service is not served by the hour.
    guard root.description.contains("\"batch\": true") == false else { return }
    // A few busy hours have most of the week's few sessions, as hours have that capacity is for.
    var demand = root["demand"] ?? [:]
    demand["hourProfile"] = .string(option(["consumer", "office"], stride: 2))
    demand["peakToMean"] = .number(option([9, 12], stride: 3))
    root["demand"] = demand
    var capacities: [(name: String, value: ScenarioText)] = []
    for (index, model) in models.enumerated() {
      var capacity: ScenarioText = ["model": model]
      if (seed / 5 + index) % 2 == 0 {
        capacity["provisioned"] = [
          "units": .number(option([11, 20])), "tokensPerMinute": inputs.positive(30),
          "outputWeight": inputs.positive(5), "minimum": 2, "step": 2,
          "pricePerUnitHour": inputs.positive(0.002),
        ]
      } else {
        capacity["selfHosted"] = [
          "inputTokensPerSecond": inputs.positive(2), "outputTokensPerSecond": inputs.positive(0.4),
          "gpusPerReplica": 2, "pricePerGPUHour": inputs.positive(0.001),
          "minimumReplicas": .number(option([0, 1, 2])),
          "maximumReplicas": .number(option([3, 6])),
          "targetUtilisation": inputs.areUnknown ? ["uniform": ["min": 0.6, "max": 0.8]] : 0.7,
        ]
      }
      capacities.append((name: "c\(index)", value: capacity))
    }
    root["capacity"] = .object(capacities)
    var served = strategy
    served["capacity"] = .array(capacities.map { .string($0.name) })
    strategies[0].value = served
    root["routing"] = ["strategies": .object(strategies)]
  }

  /// A step of one model's prices, one of all, and a drift.
  private mutating func changePrices(_ root: inout ScenarioText) {
    root["prices"] = [
      "changes": [
        ["fromWeek": 3, "factor": inputs.positive(0.8)],
        ["fromWeek": 6, "factor": 1.3],
        ["perYear": inputs.areUnknown ? ["p5": -0.6, "p95": -0.3] : -0.5],
      ]
    ]
    if case .array(var changes)? = root["prices"]?["changes"],
      case .object(let strategies)? = root["routing"]?["strategies"],
      let single = strategies[0].value["single"]
    {
      changes[0]["model"] = single
      root["prices"] = ["changes": .array(changes)]
    }
  }

  private mutating func demand() -> ScenarioText {
    [
      "weeklyNoise": inputs.positive(0.15),
      "autocorrelation": inputs.areUnknown
        ? ["p5": 0.3, "p95": 0.8] : .number(option([0.6, -0.4])),
    ]
  }

  private mutating func workflow(index: Int) -> ScenarioText {
    let window: ScenarioText = ["window": ["turns": 2]]
    let tokens: ScenarioText = ["window": ["tokens": inputs.positive(900)]]
    var workflow: ScenarioText = [
      "turns": inputs.turns(2.5),
      "memory": option(["full", "none", window, summary(), tokens, "full"], stride: 1),
    ]
    if option([false, false, true, false], stride: 3) { workflow["responseCache"] = responses() }
    if isNarrow {
      workflow["memory"] = "full"
      workflow["atContextLimit"] =
        atLimit == "summarise"
        ? ["summarise": ["tokens": inputs.positive(250), "prompt": inputs.positive(120)]]
        : .string(atLimit)
    }
    if option([false, false, false, true, false]) {
      workflow["longTermMemory"] = [
        "tokens": inputs.positive(300),
        "write": [
          "model": "claude-haiku-5-5", "prompt": inputs.positive(200),
          "output": inputs.positive(30),
        ],
      ]
    }
    if option([true, true, false]) { workflow["secondsBetweenTurns"] = inputs.length(240) }
    if option([false, true, false], stride: 2) { workflow["bypass"] = inputs.probability(0.15) }
    var calls = [call("answer", index)]
    if option([false, true, false], stride: 3) {
      var second = call("summary", index + 1)
      second["model"] = option(["gpt-5", "our-flat", "claude-sonnet-5-5"])
      second["batch"] = nil
      calls.append(second)
    }
    workflow["calls"] = .array(calls)
    return workflow
  }

  private mutating func responses() -> ScenarioText {
    var cache: ScenarioText = [
      "falseHits": inputs.probability(0.1),
      "lookup": [
        "price": inputs.positive(0.0003), "embeddingPrice": inputs.positive(0.0001),
        "embeddingHitRate": inputs.probability(0.3),
      ],
    ]
    if seed % 2 == 0 {
      cache["hitRate"] = inputs.probability(0.25)
    } else {
      cache["popularity"] = [
        "questions": 400, "exponent": inputs.positive(0.9), "capacity": 60,
      ]
    }
    return cache
  }

  private mutating func summary() -> ScenarioText {
    var summary: ScenarioText = [
      "tokens": inputs.positive(180), "prompt": inputs.positive(90),
      "keepTurns": .number(option([0, 1, 2], stride: 6)),
      "everyTurns": .number(option([1, 2], stride: 3)),
    ]
    if seed % 4 == 3 { summary["model"] = "our-flat" }
    return ["summary": summary]
  }

  private mutating func call(_ name: String, _ index: Int) -> ScenarioText {
    // A turn that is not sent touches no cache, which the hit rates do not know.
    let cache = isNarrow && atLimit == "fail" ? nil : option(Self.caches, stride: 1)
    let hasTools = option([true, false, true, true], stride: 2)
    var prompt: ScenarioText = ["user": inputs.length(60)]
    prompt["system"] = inputs.positive(hasLongContext ? 70_000 : 1500)
    if hasTools { prompt["tools"] = inputs.positive(700) }
    if option([true, false], stride: 3) || hasLongContext {
      prompt["retrieved"] = inputs.length(hasLongContext ? 25_000 : 1200)
    }
    if option([false, false, true], stride: 4) { prompt["opening"] = inputs.length(500) }
    var call: ScenarioText = [
      "name": .string(name), "prompt": prompt, "output": inputs.length(350),
      "maxTokens": .number(option([400, 100_000, 700])),
    ]
    if let cache { call["cache"] = cache }
    if option([true, false, true], stride: 2) { call["retry"] = retry() }
    if option([false, false, true], stride: 1), index == 0 {
      call["validate"] = [
        "failureRate": inputs.probability(0.2), "maxRounds": .number(option([2, 3])),
        "with": "claude-haiku-5-5", "prompt": inputs.positive(300), "output": inputs.positive(8),
      ]
    } else if seed % 5 == 4 {
      call["validate"] = ["failureRate": inputs.probability(0.15)]
    }
    if option([false, true, false, false, true], stride: 1) {
      call["loop"] = [
        "steps": inputs.steps(1.5), "maxSteps": .number(option([3, 8])),
        "toolResult": inputs.length(300),
      ]
      if seed % 3 > 0 {
        call["delegate"] = [
          "children": inputs.steps(0.8), "maxDepth": .number(option([3, 1, 2])),
          "maxAgents": .number(option([5, 30], stride: 2)),
        ]
      }
    }
    if option([false, true, false], stride: 4) {
      call["temperature"] = .number(option([0.2, 1.4]))
    }
    if seed % 5 == 3 {
      call["samplingEffect"] = [
        "length": inputs.positive(1.2), "quality": inputs.probability(0.5),
      ]
    }
    if seed % 6 == 5 { call["batch"] = true }
    return call
  }

  private mutating func retry() -> ScenarioText {
    var retry: ScenarioText = [
      "failureRate": inputs.probability(0.12), "maxAttempts": .number(option([3, 2, 5])),
      "billedFraction": inputs.probability(0.4),
    ]
    if seed % 3 == 1 {
      retry["outage"] = [
        "share": inputs.probability(0.2), "failureRate": inputs.probability(0.45),
      ]
    }
    if seed % 4 > 1 {
      let share: ScenarioText = inputs.areUnknown ? ["uniform": ["min": 0.3, "max": 0.5]] : 0.4
      retry["kinds"] = [
        "rateLimit": ["share": share, "billedFraction": 0],
        "timeout": ["share": 0.3, "billedFraction": inputs.probability(0.45)],
      ]
    }
    return retry
  }

  private static let caches: [ScenarioText?] = [
    [:], nil, ["ttl": "1h"], ["prefix": ["tools", "system"]], nil,
    ["ttl": "1h", "prefix": ["tools"], "servers": 3],
    ["prefix": ["system", "history"], "servers": 2],
    ["ttl": "1h", "prefix": ["tools", "history"]],
    ["prefix": ["tools", "system", "history", "message"]], ["prefix": ["system"]],
  ]

  private mutating func routing() -> ScenarioText {
    let model =
      hasLongContext
      ? "claude-haiku-5-5"
      : isNarrow ? "our-narrow" : option(["claude-sonnet-5-5", "gpt-5", "our-small"])
    if isCascade {
      return ["strategies": ["cascade": waiting(cascade(small: model), small: model)]]
    }
    if isRouter {
      return ["strategies": ["router": waiting(router(small: model), small: model)]]
    }
    if !isTiered {
      var strategy: ScenarioText = [
        "single": .string(model), "success": inputs.probability(0.45),
      ]
      if seed % 2 == 0 || seed == 7 { strategy["fallback"] = "our-flat" }
      return ["strategies": ["single": strategy]]
    }
    let share: ScenarioText = inputs.areUnknown ? ["p5": 0.3, "p95": 0.5, "max": 0.6] : 0.4
    var tiers: [ScenarioText] = [
      ["model": .string(model), "share": share, "success": inputs.probability(0.45)],
      ["model": "claude-opus-5-5", "success": 0.96],
    ]
    if option([true, false], stride: 3) {
      let second: ScenarioText =
        inputs.areUnknown ? ["beta": ["mean": 0.2, "p90": 0.26, "max": 0.4]] : 0.2
      tiers.insert(["model": "claude-haiku-5-5", "share": second, "success": 0.9], at: 1)
    }
    var strategy: ScenarioText = ["tiers": .array(tiers)]
    if option([true, false], stride: 4) {
      strategy["classifier"] = [
        "model": "claude-haiku-5-5", "prompt": inputs.positive(300), "output": inputs.positive(8),
      ]
    }
    if option([true, false], stride: 2) {
      strategy["misroute"] = [
        "hardSentSmall": inputs.areUnknown ? ["bernoulli": ["p": 0.5]] : 0.1,
        "easySentLarge": inputs.probability(0.1),
      ]
    }
    if seed % 3 == 0 { strategy["fallback"] = "our-flat" }
    return ["strategies": ["tiered": strategy]]
  }

  /// Lets a share of the sessions wait for the batch service, where every model has one.
  private mutating func waiting(_ strategy: ScenarioText, small: String) -> ScenarioText {
    guard small != "our-small", seed % 6 != 5 else { return strategy }
    var strategy = strategy
    strategy["batchShare"] = inputs.probability(0.35)
    return strategy
  }

  private mutating func cascade(small: String) -> ScenarioText {
    func outcome(_ share: Double) -> ScenarioText {
      inputs.areUnknown
        ? ["uniform": ["min": .number(0.7 * share), "max": .number(1.2 * share)]] : .number(share)
    }
    var strategy: ScenarioText = [
      "stages": [.string(small), "claude-opus-5-5"],
      "escalation": [
        "truePositive": inputs.areUnknown ? ["p5": 0.6, "p95": 0.9] : 0.85,
        "falsePositive": inputs.probability(0.15),
      ],
      "quality": ["both": outcome(0.5), "onlyLarge": outcome(0.22), "onlySmall": outcome(0.08)],
    ]
    if seed % 3 != 0 {
      strategy["judge"] = [
        "model": "claude-haiku-5-5", "prompt": inputs.positive(250), "output": inputs.positive(6),
      ]
    }
    return strategy
  }

  private mutating func router(small: String) -> ScenarioText {
    var router: ScenarioText = [
      "small": ["model": .string(small), "success": inputs.probability(0.45)],
      "large": ["model": "claude-opus-5-5", "success": 0.96],
    ]
    if seed % 5 > 0 { router["curve"] = [[0.2, 0.45], [0.6, 0.9]] }
    router[option(["shareToLarge", "shareToLarge", "shareToLarge", "gapRecovered"])] =
      inputs.probability(0.4)
    var strategy: ScenarioText = ["router": router]
    if seed % 2 == 1 {
      strategy["classifier"] = [
        "model": "claude-haiku-5-5", "prompt": inputs.positive(120), "output": inputs.positive(2),
      ]
    }
    return strategy
  }

  /// Shares one draw between two inputs, and lets two others move together.
  private func correlate(_ root: inout ScenarioText) {
    let segment = segmentNames[0]
    root["assumptions"] = ["fee": ["lognormal": ["mean": 0.5, "cv": 0.3]]]
    root["fixed"] = ["monthly": ["assumption": "fee"], "oneOff": ["assumption": "fee"]]
    root["correlations"] = [
      [
        "between": [
          .string("segments.\(segment).sessionsPerUserPerWeek"),
          .string("workflows.chat.calls.answer.prompt.system"),
        ], "rank": .number(option([0.6, -0.5])),
      ],
      [
        "between": [.string("segments.\(segment).sessionsPerUserPerWeek"), "fixed.monthly"],
        "rank": 0.3,
      ],
    ]
  }
}
