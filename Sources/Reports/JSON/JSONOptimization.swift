import Governance
import Scenarios
import Summaries

/// A search for the best policy as JSON, `cogcast.optimize/1`.
package enum JSONOptimization {
  package static let schema = "cogcast.optimize/1"

  package static func text(_ optimization: ForecastOptimization) -> String {
    let goal = optimization.goal
    return JSONValue.object(
      JSONValue.heading(schema: schema, optimization.run) + [
        ("headline", .string(optimization.headline)),
        (
          "objective",
          [
            "direction": .string(goal.objective.direction.rawValue),
            "expression": .string(goal.objective.expression),
            "unit": .string(goal.objective.unit.rawValue),
          ]
        ),
        ("constraints", .array(goal.constraints.map { .string($0.expression) })),
        ("tradeoffs", .array(goal.tradeoffs.map { .string($0.expression) })),
        ("decisions", .array(optimization.decisions.map(decision))),
        ("search", search(optimization.search)),
        ("best", optimization.contest.map { best($0, optimization) } ?? .null),
        ("closest", optimization.contest == nil ? .integer(optimization.closest) : .null),
        ("file", .integer(optimization.base)),
        ("policies", .array(optimization.policies.map { policy($0, optimization) })),
        ("warnings", .array(optimization.warnings.map(JSONValue.init))),
      ]
    ).text
  }

  private static func decision(_ decision: ForecastOptimization.Choice) -> JSONValue {
    [
      "path": .string(decision.path), "allowed": .string(decision.allowed),
      "file": decision.current.map(JSONValue.init) ?? .null,
    ]
  }

  private static func search(_ search: ForecastOptimization.Search) -> JSONValue {
    [
      "method": .string(search.method.rawValue),
      "policies": search.policies.map(JSONValue.integer) ?? .null,
      "evaluated": .integer(search.evaluated), "refused": .integer(search.refused),
      "refusal": search.refusal.map { .string($0) } ?? .null, "trials": .integer(search.trials),
      "repeated": .integer(search.repeated), "omitted": .integer(search.omitted),
    ]
  }

  private static func best(
    _ contest: ForecastOptimization.Contest, _ optimization: ForecastOptimization
  ) -> JSONValue {
    [
      "policy": .integer(contest.best),
      "next": contest.next.map(JSONValue.integer) ?? .null,
      "ties": .array(contest.ties.map(JSONValue.integer)),
      "probabilityBest": .number(contest.probabilityBest),
      "nextWorseBy": contest.nextCostsMore.map { JSONValue($0) } ?? .null,
      "betterThanNext": contest.betterThanNext.map { JSONValue($0.estimate) } ?? .null,
      "fileWorseBy": contest.baseCostsMore.map { JSONValue($0) } ?? .null,
      "undecided": .array(contest.undecided.map(JSONValue.integer)),
      "binding": .array(
        contest.relaxations.map { relaxation in
          [
            "constraint": .integer(relaxation.constraint), "policy": .integer(relaxation.policy),
            "gain": JSONValue(relaxation.gain),
          ]
        }),
    ]
  }

  private static func policy(
    _ policy: ForecastOptimization.Policy, _ optimization: ForecastOptimization
  ) -> JSONValue {
    let measured = policy.measurement
    return .object([
      (
        "values",
        .object(
          zip(optimization.decisions, policy.values).map { decision, value in
            (decision.path, value.map(JSONValue.init) ?? .null)
          })
      ),
      ("allowed", .bool(policy.isAllowed)),
      ("front", .bool(policy.isOnFront)),
      ("verdict", .string(measured.verdict.rawValue)),
      ("objective", measured.objective.map { JSONValue($0.estimate) } ?? .null),
      ("month", measured.objective?.month.map(JSONValue.integer)),
      (
        "tradeoffs",
        .array(measured.tradeoffs.map { $0.map { JSONValue($0.estimate) } ?? .null })
      ),
      ("constraints", .array(measured.constraints.map(constraint))),
    ])
  }

  private static func constraint(_ report: GateReport) -> JSONValue {
    let interval: JSONValue? = report.interval.map { interval in
      [
        "level": .number(report.confidence), "low": .number(interval.lowerBound),
        "high": .number(interval.upperBound),
      ]
    }
    return .object([
      ("verdict", .string(report.outcome.rawValue)),
      ("measured", report.measured.map { JSONValue($0) } ?? .null),
      ("interval", interval ?? .null),
      ("limit", .number(report.gate.limit)),
      ("month", report.month.map(JSONValue.integer)),
      ("sentence", .string(report.sentence)),
    ])
  }
}

extension JSONValue {
  /// A value of a scenario.
  init(_ text: JSONText) {
    switch text {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map(JSONValue.init))
    case .object(let members):
      self = .object(members.map { Member($0.key, JSONValue($0.value)) })
    }
  }
}
