import Cogcast
import Governance

/// A random scenario into which one anti-pattern was planted, or something that only looks like it.
///
/// The truth is what was planted; no detector says it. The base is a random scenario of 30 weeks with
/// steady use, without background work, commitments, egress and loops; sizes of what is planted are
/// shares of what its own estimate says the rest costs.
struct PlantedScenario {
  let pattern: AntiPattern
  let isPlanted: Bool
  private let base: ScenarioText
  private let segments: [String]
  private var generator: OracleGenerator

  private static let weeks = 30
  private static let sessions = 100.0

  init(number: Int) {
    pattern = AntiPattern.allCases[number % AntiPattern.allCases.count]
    isPlanted = number / AntiPattern.allCases.count % 2 == 0
    generator = OracleGenerator(seed: UInt64(number) &+ 0xBAD_F00D)
    (base, segments) = Self.base(Self.random(number))
  }

  /// The random scenario of the number, or one far on where its numbers left a field's range, which those
  /// that the engine is held against do not.
  private static func random(_ number: Int) -> ScenarioText {
    for seed in stride(from: number, to: number + 10_000_000, by: 100_000) {
      let document = RandomScenario(seed: seed).document
      if (try? FeatureScenario(text: document.description)) != nil { return document }
    }
    preconditionFailure("a hundred scenarios like \(number) are refused")
  }

  private mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * generator.uniform()
  }

  func text() async throws -> String {
    var copy = self
    return try await copy.planted().description
  }

  private mutating func planted() async throws -> ScenarioText {
    switch pattern {
    case .zombie: zombie()
    case .churnDebt: try await churnDebt()
    case .agenticLoop: loops()
    case .dataEgress: try await egress()
    case .negativeUnits: try await negativeUnits()
    }
  }

  /// Planted: use falls to a third or less, and twice as many runs as sessions at launch go on. Else:
  /// one of both alone, or runs that end with the fall.
  private mutating func zombie() -> ScenarioText {
    var scenario = base
    let week = Int(uniform(8, 20))
    let kind = isPlanted ? 3 : Int(uniform(0, 3))
    if kind != 0 {
      setEvents(
        [["week": .number(Double(week)), "factor": .number(uniform(0.05, 0.3))]], &scenario)
    }
    var work: ScenarioText = [
      "workflow": "chat",
      "runsPerWeek": .number(uniform(2, 5) * Self.sessions * Double(segments.count)),
    ]
    if kind == 2 { work["until"] = .number(Double(week - 1)) }
    if kind != 1 { scenario["background"] = ["reindex": work] }
    return scenario
  }

  /// Planted: idle commitments of 0.6 to 3 times everything else. Else: of at most a quarter of it, or
  /// such as production uses.
  private mutating func churnDebt() async throws -> ScenarioText {
    var scenario = base
    let week = try await Self.means(base).cost / Double(Self.weeks)
    let isUsed = !isPlanted && uniform(0, 1) < 0.5
    let share = isPlanted || isUsed ? uniform(0.6, 3) : uniform(0, 0.25)
    var commitment: ScenarioText = ["provider": "azure", "perWeek": .number(share * week)]
    commitment[isUsed ? "utilisation" : "production"] =
      isUsed ? .number(uniform(0.9, 1)) : false
    scenario["commitments"] = ["earlier": commitment]
    return scenario
  }

  /// Planted: 12 to 30 steps of tools in every call. Else: none, or up to one.
  private mutating func loops() -> ScenarioText {
    let steps = isPlanted ? uniform(12, 30) : uniform(0, 1)
    guard isPlanted || steps > 0.5 else { return base }
    return Self.changingCalls(of: base) { call in
      call["loop"] = [
        "steps": .number(steps.rounded(.up)), "maxSteps": 60, "toolResult": 200,
      ]
    }
  }

  /// Planted: data that costs 0.35 to 2 times everything else. Else: at most a tenth of it, or as much
  /// data inside one region.
  private mutating func egress() async throws -> ScenarioText {
    var scenario = base
    let isInside = !isPlanted && uniform(0, 1) < 0.5
    let share = isPlanted || isInside ? uniform(0.35, 2) : uniform(0, 0.1)
    let means = try await Self.means(base)
    let megabytes = share * means.cost / means.units / 0.09 * 1000
    var harness = scenario["harness"] ?? [:]
    harness["regions"] = ["data": "eu", "inference": isInside ? "eu" : "us"]
    harness["flows"] = [
      [
        "from": "data", "to": "inference", "per": "unit", "MB": .number(megabytes),
        "pricePerGB": 0.09,
      ]
    ]
    scenario["harness"] = harness
    return scenario
  }

  /// Planted: use grows to 1.5 to 4 times, and a unit is worth 0.3 to 0.8 of what it costs. Else: it is
  /// worth more than it costs, or it loses and use is steady.
  private mutating func negativeUnits() async throws -> ScenarioText {
    var scenario = base
    let means = try await Self.means(base)
    let isSteady = !isPlanted && uniform(0, 1) < 0.5
    let worth = isPlanted || isSteady ? uniform(0.3, 0.8) : uniform(1.5, 3)
    scenario["value"] = [
      "costDisplacement": [
        "humanCost": .number(worth * means.variable / means.units), "deflection": 1,
      ]
    ]
    if !isSteady {
      setEvents(
        [["week": .number(uniform(8, 16).rounded()), "factor": .number(uniform(1.5, 4))]], &scenario
      )
    }
    return scenario
  }

  // MARK: - The base

  private static func base(_ random: ScenarioText) -> (ScenarioText, [String]) {
    var root = random
    var horizon = root["horizon"] ?? [:]
    horizon["weeks"] = .number(Double(weeks))
    root["horizon"] = horizon
    for part in ["background", "commitments", "value"] { root[part] = nil }
    if var demand = root["demand"] {
      for part in ["seasonality", "growthPerYear"] { demand[part] = nil }
      root["demand"] = demand
    }
    if var harness = root["harness"] {
      for part in ["egress", "flows", "regions"] { harness[part] = nil }
      root["harness"] = harness
    }
    guard case .object(let segments)? = root["segments"] else { return (root, []) }
    let isUnknown = random["assumptions"] != nil
    root["segments"] = .object(
      segments.map { name, segment in
        var segment = segment
        for part in ["events", "churnPerMonth"] { segment[part] = nil }
        segment["adoption"] = 1
        segment["users"] = .number(sessions)
        segment["sessionsPerUserPerWeek"] = isUnknown ? ["p5": 0.8, "p95": 1.25] : 1
        return (name: name, value: segment)
      })
    root = changingCalls(of: root) { call in
      for part in ["loop", "delegate"] { call[part] = nil }
    }
    return (root, segments.map(\.name))
  }

  private static func changingCalls(
    of root: ScenarioText, _ change: (inout ScenarioText) -> Void
  ) -> ScenarioText {
    var root = root
    guard case .object(let workflows)? = root["workflows"] else { return root }
    root["workflows"] = .object(
      workflows.map { name, workflow in
        var workflow = workflow
        guard case .array(let calls)? = workflow["calls"] else {
          return (name: name, value: workflow)
        }
        workflow["calls"] = .array(
          calls.map { call in
            var call = call
            change(&call)
            return call
          })
        return (name: name, value: workflow)
      })
    return root
  }

  private func setEvents(_ events: [ScenarioText], _ root: inout ScenarioText) {
    guard case .object(let all)? = root["segments"] else { return }
    root["segments"] = .object(
      all.map { name, segment in
        var segment = segment
        segment["events"] = .array(events)
        return (name: name, value: segment)
      })
  }

  /// What the base costs and makes over its weeks; a few trials tell.
  private static func means(
    _ scenario: ScenarioText
  ) async throws -> (cost: Double, variable: Double, units: Double) {
    let estimate = try await FeatureScenario(text: scenario.description)
      .estimate(RunOptions(trials: RunOptions.minimumTrials, threads: 1))
    func mean(_ metric: String) -> Double { estimate.band(of: metric)?.mean?.value ?? .nan }
    return (
      mean("cost.total"), mean("cost.inference") + mean("cost.harness"), mean("units.total")
    )
  }
}
