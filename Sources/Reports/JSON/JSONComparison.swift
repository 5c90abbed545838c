import Scenarios
import Summaries

/// A comparison as JSON, `cogcast.compare/1`.
///
/// Gates, warnings and notes are one list each; where several scenarios are compared, each entry names
/// its file.
package enum JSONComparison {
  package static let schema = "cogcast.compare/1"

  package static func text(_ comparison: ForecastComparison) -> String {
    document(comparison).text
  }

  static func document(_ comparison: ForecastComparison) -> JSONValue {
    func all<Entry>(
      _ entries: KeyPath<ForecastComparison.Subject, [Entry]>, _ value: (Entry) -> JSONValue
    ) -> [JSONValue] {
      comparison.subjects.flatMap { subject in
        let file = comparison.hasSeveralSubjects ? JSONValue.string(subject.file) : nil
        return subject[keyPath: entries].map { value($0).adding([("file", file)]) }
      }
    }
    return .object(
      JSONValue.heading(schema: schema, comparison.run) + [
        ("headline", .string(Headline(comparison).sentence)),
        ("scenarios", .array(comparison.subjects.map(subject))),
        ("strategies", .array(comparison.sides.map { side($0, of: comparison) })),
        ("differences", .array(comparison.pairs.map(pair))),
        ("gates", .array(all(\.gates, JSONValue.init))),
        ("warnings", .array(all(\.warnings, JSONValue.init))),
        ("notes", .array(comparison.notes.map(JSONValue.init) + all(\.notes, JSONValue.init))),
      ])
  }

  private static func subject(_ subject: ForecastComparison.Subject) -> JSONValue {
    .object([("file", .string(subject.file))] + JSONValue.feature(subject.run))
  }

  private static func side(
    _ side: ForecastComparison.Side, of comparison: ForecastComparison
  ) -> JSONValue {
    .object([
      ("label", .string(side.label)),
      ("file", .string(comparison.subjects[side.subject].file)),
      ("scenario", .string(comparison.subjects[side.subject].run.scenario)),
      ("strategy", side.strategy.map(JSONValue.string) ?? .null),
      ("inUse", .bool(side.isInUse)),
      ("latencyClass", side.latencyClass.map { .string($0.rawValue) }),
      ("metrics", JSONValue(side.metrics)),
    ])
  }

  private static func pair(_ pair: ForecastComparison.Pair) -> JSONValue {
    func member(
      _ value: (ForecastComparison.Chance) -> JSONValue
    ) -> JSONValue {
      .object(
        ForecastComparison.subtractedMetrics.map { metric in
          (metric.rawValue, pair[metric]?.firstCheaper.map(value) ?? .null)
        })
    }
    return .object([
      ("first", .string(pair.first)), ("second", .string(pair.second)),
      ("metrics", JSONValue(pair.differences.map { MetricBand($0.metric, $0.band) })),
      ("probabilities", member { JSONValue($0.estimate) }),
      (
        "intervals",
        member { JSONValue(interval: $0.interval, level: ForecastComparison.Chance.level) }
      ),
    ])
  }
}
