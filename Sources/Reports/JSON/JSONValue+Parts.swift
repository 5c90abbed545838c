import Governance
import Scenarios
import Simulation
import Summaries

/// The parts that several documents share.
extension JSONValue {
  init(_ estimate: Estimate) {
    self = ["value": .number(estimate.value), "error": .number(estimate.error)]
  }

  /// `{ "unit", "mean", "quantiles", "omitted" }`; a metric that may be infinite has no mean.
  init(_ metric: MetricBand) {
    let band = metric.band
    self = .object([
      ("unit", .string(metric.unit.rawValue)),
      ("mean", band.mean.map(JSONValue.init)),
      ("quantiles", .array(band.quantiles.map { .quantile($0, unit: metric.unit) })),
      ("omitted", band.omitted > 0 ? .integer(band.omitted) : nil),
    ])
  }

  /// A quantile beyond every bound is `null`, with the reason beside it.
  private static func quantile(
    _ quantile: Band.Quantile, unit: MetricName.Unit
  ) -> JSONValue {
    let isFinite = quantile.estimate.value.isFinite
    return .object([
      ("p", .number(quantile.probability)),
      ("value", .number(quantile.estimate.value)),
      ("error", .number(quantile.estimate.error)),
      (unit == .months ? "beyondHorizon" : "unbounded", isFinite ? nil : true),
    ])
  }

  /// Bands by name.
  init(_ metrics: [MetricBand]) {
    self = .object(metrics.map { ($0.name, JSONValue($0)) })
  }

  init(interval: ClosedRange<Double>, level: Double) {
    self = [
      "level": .number(level), "low": .number(interval.lowerBound),
      "high": .number(interval.upperBound),
    ]
  }

  init(_ gate: GateLine) {
    let interval = gate.interval.map { JSONValue(interval: $0, level: gate.confidence) }
    let members: [(String, JSONValue?)] = [
      ("rule", .string(gate.rule.rawValue)),
      ("expression", .string(gate.expression)),
      ("level", .string(gate.level.rawValue)),
      ("verdict", .string(gate.verdict.rawValue)),
      ("selected", .string(gate.selection)),
      ("measured", gate.measured.map(JSONValue.init) ?? .null),
      ("interval", interval ?? .null),
      ("limit", gate.limit.map(JSONValue.number) ?? .null),
      ("month", gate.month.map(JSONValue.integer)),
      ("sentence", .string(gate.sentence)),
      ("brokenBefore", gate.wasBroken ? true : nil),
      ("origin", .string(gate.origin.rawValue)),
      ("location", gate.location.map(JSONValue.init)),
    ]
    self = .object(members)
  }

  init(_ warning: Warning) {
    self = .object([
      ("message", .string(warning.message)), ("location", warning.location.map(JSONValue.init)),
    ])
  }

  init(_ location: SourceLocation) {
    self = [
      "line": .integer(location.line), "column": .integer(location.column),
      "pointer": .string(location.pointer),
    ]
  }

  init(_ note: EngineNote) {
    self = ["kind": .string(note.kind.rawValue), "message": .string(note.message)]
  }

  /// The first members of every document: what was run, on what and how.
  static func heading(schema: String, _ run: RunRecord) -> [(String, JSONValue?)] {
    [("schema", .string(schema)), ("version", .string(run.version))] + identity(run)
  }

  /// What was run, on what and how.
  static func identity(_ run: RunRecord) -> [(String, JSONValue?)] {
    scenario(run) + [
      ("seed", .unsigned(run.seed)),
      ("method", .string(run.method.rawValue)),
      ("trials", .integer(run.trials)),
      ("randomisations", .integer(run.randomisations)),
      ("book", JSONValue(run.book)),
    ]
  }

  /// What was run, and on what prices.
  static func feature(_ run: RunRecord) -> [(String, JSONValue?)] {
    scenario(run) + [("book", JSONValue(run.book))]
  }

  init(_ book: RunRecord.Book) {
    self = [
      "name": .string(book.name), "asOf": .string(book.asOf), "sha256": .string(book.sha256),
    ]
  }

  private static func scenario(_ run: RunRecord) -> [(String, JSONValue?)] {
    [
      ("scenario", .string(run.scenario)),
      ("unit", .string(run.unit)),
      ("attribution", .object(run.attribution.map { ($0.name, .string($0.value)) })),
      (
        "horizon",
        .object([
          ("start", run.horizon.start.map { .string($0.description) }),
          ("weeks", .integer(run.horizon.weeks)),
        ])
      ),
    ]
  }
}
