import Explanations
import Summaries

/// An explanation as JSON, `cogcast.explain/1`.
package enum JSONExplanation {
  package static let schema = "cogcast.explain/1"

  package static func text(_ document: ForecastExplanation) -> String {
    JSONValue.object(
      JSONValue.heading(schema: schema, document.run) + [
        ("strategy", document.strategy.map { .string($0) }),
        ("headline", .string(document.headline)),
        ("path", .string(document.path)),
      ] + members(document.content)
    ).text
  }

  private static func members(
    _ content: ForecastExplanation.Content
  ) -> [(String, JSONValue?)] {
    switch content {
    case .list(let paths): return [("list", .array(paths.map(entry)))]
    case .figure(let explanation, let difference):
      return [
        ("title", .string(explanation.title)),
        ("about", .string(explanation.about)),
        ("inputs", .array(explanation.inputs.map(input))),
        ("results", .array(explanation.results.map(result))),
        (
          "effects",
          .object(difference.effects.map { ($0.metric.rawValue, JSONValue($0.estimate)) })
        ),
        ("metrics", .object(difference.metrics.map { ($0.name, JSONValue($0)) })),
        (
          "sources",
          .array(
            explanation.sources.map {
              ["text": .string($0.text), "standing": .string($0.standing.rawValue)]
            })
        ),
        ("guide", .string(explanation.guide.rawValue)),
        ("parts", .array(explanation.parts.map(entry))),
      ]
    }
  }

  private static func entry(_ path: ExplainablePath) -> JSONValue {
    ["path": .string(path.path), "title": .string(path.title)]
  }

  private static func input(_ input: ExplainedInput) -> JSONValue {
    [
      "path": .string(input.path), "symbol": optional(input.symbol),
      "meaning": .string(input.meaning), "unit": optional(input.unit),
      "is": .string(input.kind.rawValue), "default": .bool(input.isDefault),
      "marked": .bool(input.isMarked), "text": .string(input.summary),
      "value": input.value.map { .number($0) } ?? .null, "spread": spread(input.spread),
      "source": optional(input.source),
    ]
  }

  private static func result(_ result: ExplainedResult) -> JSONValue {
    [
      "symbol": .string(result.symbol), "meaning": .string(result.meaning),
      "unit": .string(result.unit), "formula": optional(result.formula),
      "value": .number(result.value), "spread": spread(result.spread),
    ]
  }

  private static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func spread(_ spread: Spread?) -> JSONValue {
    guard let spread else { return .null }
    return [
      "mean": .number(spread.mean), "p5": .number(spread.p5), "p50": .number(spread.p50),
      "p95": .number(spread.p95),
    ]
  }
}
