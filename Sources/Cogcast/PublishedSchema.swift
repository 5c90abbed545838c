import Governance
import Pricing
import Reports
import Scenarios

/// A JSON Schema (2020-12) that cogcast publishes.
public enum PublishedSchema: String, Sendable, CaseIterable {
  /// What a scenario file may hold.
  case scenario
  /// What `estimate`, `compare`, `diff`, `sensitivity`, `gate`, `optimize`, `advise` and `explain` write as
  /// JSON.
  case estimate, compare, diff, sensitivity, gate, optimize, advise, explain
  /// What `prices charge` writes as the JSON of its summary.
  case charge
  /// What `track` writes as JSON.
  case track
  /// What `metadata check` writes as JSON.
  case metadata
  /// What `assess` reads as answers, and what it writes as JSON.
  case answers, readiness
  /// What `patterns` writes as JSON.
  case patterns
  /// What `guide` writes as JSON.
  case guide
  /// What `guide check` reads as figures, and what it writes as JSON.
  case figures
  case guideCheck = "guide-check"
  /// What `prices list`, `show`, `diff` and `check` write as JSON.
  case pricesList = "prices-list"
  case pricesShow = "prices-show"
  case pricesDiff = "prices-diff"
  case pricesCheck = "prices-check"
  /// What a price book may hold.
  case book
  /// What an organisation's policy may hold.
  case policy

  /// The schema's text, with a line end.
  public var text: String {
    switch self {
    case .scenario: ScenarioSchema.json
    case .estimate: ReportSchema.estimate
    case .compare: ReportSchema.compare
    case .diff: ReportSchema.diff
    case .sensitivity: ReportSchema.sensitivity
    case .gate: ReportSchema.gate
    case .optimize: ReportSchema.optimize
    case .advise: ReportSchema.advise
    case .explain: ReportSchema.explain
    case .charge: ReportSchema.charge
    case .track: ReportSchema.track
    case .metadata: ReportSchema.metadata
    case .answers: ReadinessAnswers.json
    case .readiness: ReportSchema.readiness
    case .patterns: ReportSchema.patterns
    case .guide: ReportSchema.guide
    case .figures: GuideFigureLanguage.json
    case .guideCheck: ReportSchema.guideCheck
    case .pricesList: ReportSchema.pricesList
    case .pricesShow: ReportSchema.pricesShow
    case .pricesDiff: ReportSchema.pricesDiff
    case .pricesCheck: ReportSchema.pricesCheck
    case .book: BookSchema.json
    case .policy: PolicySchema.json
    }
  }
}
