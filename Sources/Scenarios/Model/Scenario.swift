import Distributions
import Pricing

/// One AI feature, decoded and checked: every value in it is valid.
package struct Scenario: Sendable {
  package let name: String
  /// What one unit of value is called, e.g. "conversation"; "session" unless given.
  package let unit: String
  package let attribution: Attribution
  package let horizon: Horizon
  package let prices: PriceSelection
  /// Models by the name the scenario uses, resolved against the book and the `models` block.
  package let models: [String: ModelPrice]
  /// The outer dimensions, in the order in which the language reads its fields (segments, demand,
  /// workflows, routing, capacity, harness, fixed, commitments, value, learning), so that reordering a
  /// file's keys changes nothing; segments, workflows and strategies stand in the order of the file.
  package let assumptions: [Assumption]
  package let segments: [Segment]
  package let demand: Demand
  package let workflows: [Workflow]
  package let routing: Routing?
  package let capacities: [Capacity]
  package let harness: Harness
  package let fixed: FixedCosts
  package let commitments: [Commitment]
  package let value: ValueMethod?
  package let learning: Learning?
  package let correlations: [RankCorrelation]
  /// Spreadsheet assumptions by dotted path.
  package let planned: [String: Double]
  package let gates: [GateSource]
  /// What a search may choose; no forecast depends on it.
  package let decisions: [Decision]
  /// Findings that do not stop an estimate, e.g. a call without `maxTokens`.
  package let warnings: [Diagnostic]
  /// Every input as people see it, in the order in which the language reads them.
  package let inputs: [ScenarioInput]

  package init(
    name: String, unit: String, attribution: Attribution, horizon: Horizon, prices: PriceSelection,
    models: [String: ModelPrice], assumptions: [Assumption], segments: [Segment], demand: Demand,
    workflows: [Workflow], routing: Routing?, capacities: [Capacity], harness: Harness,
    fixed: FixedCosts, commitments: [Commitment] = [],
    value: ValueMethod?, learning: Learning?, correlations: [RankCorrelation],
    planned: [String: Double], gates: [GateSource], decisions: [Decision] = [],
    warnings: [Diagnostic], inputs: [ScenarioInput] = []
  ) {
    self.name = name
    self.unit = unit
    self.attribution = attribution
    self.horizon = horizon
    self.prices = prices
    self.models = models
    self.assumptions = assumptions
    self.segments = segments
    self.demand = demand
    self.workflows = workflows
    self.routing = routing
    self.capacities = capacities
    self.harness = harness
    self.fixed = fixed
    self.commitments = commitments
    self.value = value
    self.learning = learning
    self.correlations = correlations
    self.planned = planned
    self.gates = gates
    self.decisions = decisions
    self.warnings = warnings
    self.inputs = inputs
  }
}

/// Who the cost belongs to, known before the cost exists.
package struct Attribution: Sendable, Equatable {
  package let feature: String
  /// Every attribution field of the file in its order, `feature` included.
  package let fields: [Field]

  package struct Field: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(feature: String, fields: [Field]) {
    self.feature = feature
    self.fields = fields
  }
}

package struct Horizon: Sendable, Equatable {
  /// First day, `nil` when the scenario gives none.
  package let start: CalendarDate?
  package let weeks: Int

  package init(start: CalendarDate?, weeks: Int) {
    self.start = start
    self.weeks = weeks
  }

  /// The day on which a time after the start falls, a month being 13/3 weeks: 91/3 days.
  package func day(afterMonths months: Double) -> CalendarDate? {
    start?.adding(days: Int((months * 91 / 3).rounded(.down)))
  }
}

package struct PriceSelection: Sendable {
  /// Name of the price book.
  package let book: String
  /// Digest of the book's bytes.
  package let sha256: String
  package let asOf: CalendarDate
  package let terms: PriceTerms
  /// The model whose tokens the scenario counts; `nil` where every model is taken to count alike.
  package let tokensOf: ModelPrice?
  /// In the order of the file; all that concern a model multiply.
  package let changes: [PriceChange]

  package init(
    book: String, sha256: String, asOf: CalendarDate, terms: PriceTerms = .list,
    tokensOf: ModelPrice? = nil, changes: [PriceChange] = []
  ) {
    self.book = book
    self.sha256 = sha256
    self.asOf = asOf
    self.terms = terms
    self.tokensOf = tokensOf
    self.changes = changes
  }
}

/// One monotone association between two unknown inputs, as Spearman's rank correlation.
package struct RankCorrelation: Sendable, Equatable {
  /// Indices into ``Scenario/assumptions``.
  package let first: Int
  package let second: Int
  package let rank: Double

  package init(first: Int, second: Int, rank: Double) {
    self.first = first
    self.second = second
    self.rank = rank
  }
}

/// A gate expression as written, with its weight and its place for later diagnostics.
package struct GateSource: Sendable, Equatable {
  package let expression: String
  package let level: RuleLevel
  /// Where the expression's text begins.
  package let location: SourceLocation

  package init(expression: String, level: RuleLevel = .error, location: SourceLocation) {
    self.expression = expression
    self.level = level
    self.location = location
  }
}
