import Pricing

/// The top of a scenario file.
enum ScenarioLanguage {
  static let schema = Field.optional(
    "$schema", .text(longest: 1000), "Where editors find the schema.")
  static let version = Field.defaulting(
    "cogcast", .integer(1...1), to: 1, written: .integer(1), "Version of the scenario language.")
  static let name = Field.required("name", .text(), "Name of the feature, for reports.")
  static let unit = Field.defaulting(
    "unit", .text(longest: 60), to: "session", written: "session",
    "What one unit of value is called, e.g. \"conversation\".")
  static let attribution = Field.required(
    "attribution", .attribution, "Who the cost belongs to; `feature` at least.")
  static let horizon = Field.emptyObject(
    "horizon", .object(HorizonLanguage.shape, build: HorizonLanguage.build),
    "The weeks of the forecast.")
  static let prices = Field.emptyObject(
    "prices", .object(PriceLanguage.shape, build: PriceLanguage.build),
    "The price book, the day of its prices, and your terms.")
  static let models = Field.emptyObject(
    "models",
    .names(
      .model, of: .object(ModelLanguage.shape, build: ModelLanguage.build), count: 0...200,
      noun: "model"), "Models that the book lacks, or prices otherwise.")
  static let assumptions = Field.emptyObject(
    "assumptions", .names(.identifier, of: .sharedAssumption, count: 0...500, noun: "assumption"),
    "Values that several inputs share, each one draw.")
  static let segments = Field.required(
    "segments",
    .names(
      .identifier, of: .object(SegmentLanguage.shape, build: SegmentLanguage.build),
      count: 1...100, noun: "segment"), "Groups of users, by name.")
  static let demand = Field.emptyObject(
    "demand", .object(DemandLanguage.shape, build: DemandLanguage.build),
    "How demand moves from hour to hour, week to week and year to year.")
  static let background = Field.emptyObject(
    "background",
    .names(
      .identifier, of: .object(BackgroundLanguage.shape, build: BackgroundLanguage.build),
      count: 0...100, noun: "background work"), "Work that runs without users, by name.")
  static let shadowShare = Field.quantity(
    "shadowShare", .shadowShare, default: 0,
    "Share of all use, and of what it costs at the models, that is not tracked; segments may state"
      + " their own.")
  static let workflows = Field.required(
    "workflows",
    .names(
      .identifier, of: .object(WorkflowLanguage.shape, build: WorkflowLanguage.build),
      count: 1...100, noun: "workflow"), "What one session does, by name.")
  static let routing = Field.optional(
    "routing", .object(RoutingLanguage.shape, build: RoutingLanguage.build),
    "Which model answers calls that name none.")
  static let capacity = Field.emptyObject(
    "capacity",
    .names(
      .identifier, of: .object(CapacityLanguage.shape, build: CapacityLanguage.build),
      count: 0...20, noun: "capacity"),
    "Capacity that is paid by the hour, by name; strategies say which they use.")
  static let harness = Field.emptyObject(
    "harness", .object(HarnessLanguage.shape, build: HarnessLanguage.build),
    "What surrounds the model, by meter.")
  static let fixed = Field.emptyObject(
    "fixed", .object(FixedLanguage.shape, build: FixedLanguage.build),
    "Costs that do not depend on use.")
  static let commitments = Field.emptyObject(
    "commitments",
    .names(
      .identifier, of: .object(CommitmentLanguage.shape, build: CommitmentLanguage.build),
      count: 0...100, noun: "commitment"),
    "Committed capacity, subscriptions and leftovers of other providers, by name: paid whatever the"
      + " traffic.")
  static let value = Field.optional(
    "value", .value, "What a unit is worth, by one of four methods.")
  static let learning = Field.optional(
    "learning", .object(LearningLanguage.shape, build: LearningLanguage.build),
    "What improves with the months since launch.")
  static let correlations = Field.defaulting(
    "correlations",
    .list(
      of: .object(CorrelationLanguage.shape, build: CorrelationLanguage.build), count: 0...1000,
      noun: "correlation"), written: .array([]), "Unknown inputs that move together."
  ) { _, _ in [] }
  static let planned = Field.emptyObject(
    "planned", .planned, "What the spreadsheet assumed, by dotted path.")
  static let gates = Field.defaulting(
    "gates", .list(of: .gate, count: 0...200, noun: "gate"), to: [], written: .array([]),
    "Conditions of the launch, e.g. \"p95(cost.month) <= 5000\"; an object gives one a level.")
  static let decisions = Field.emptyObject(
    "decisions", .decisions, "What `cogcast optimize` may choose, by dotted path.")

  static let shape = ObjectShape(
    "scenario", noun: "a scenario", "One AI feature whose cost cogcast forecasts.",
    reserved: [
      "budgets": "reserved", "discountRate": "reserved",
    ],
    fields: [
      schema.description, version.description, name.description, unit.description,
      attribution.description, horizon.description, prices.description, models.description,
      assumptions.description, segments.description, demand.description, background.description,
      shadowShare.description, workflows.description, routing.description, capacity.description,
      harness.description, fixed.description, commitments.description, value.description,
      learning.description, correlations.description, planned.description, gates.description,
      decisions.description,
    ])

  /// Reads every field, so that all findings come at once, then puts the scenario together.
  static func build(_ reader: ObjectReader) -> Scenario? {
    let decoding = reader.decoding
    _ = reader.read(schema)
    _ = reader.read(version)
    let name = reader.read(name)
    let unit = reader.read(unit)
    let attribution = reader.read(attribution)
    let horizon = reader.read(horizon)
    let prices = reader.read(prices)
    if let prices { decoding.models.begin(prices) }
    for model in reader.read(models) ?? [] { decoding.models.declare(model.value) }
    let segments = reader.read(segments)
    let demand = reader.read(demand)
    let background = reader.read(background)
    let shadowShare = reader.read(shadowShare)
    let workflows = reader.read(workflows)
    let routing = reader.read(routing)
    let capacity = reader.read(capacity)
    let harness = reader.read(harness)
    let fixed = reader.read(fixed)
    let commitments = reader.read(commitments)
    let value = reader.read(value)
    let learning = reader.read(learning)
    _ = reader.read(assumptions)
    let links = reader.read(correlations)
    let plans = reader.read(planned)
    let gates = reader.read(gates)
    let choices = decoding.readsDecisions ? reader.read(decisions) : []
    let assumptions = decoding.draws.finish(decoding)
    if let assumptions { decoding.runClosingChecks(assumptions) }
    let tokenUnit = prices.flatMap { decoding.models.tokenUnit($0, decoding) }
    let changes = PriceChangeLanguage.resolve(prices?.changes ?? [], horizon, decoding)
    let committed = CommitmentLanguage.resolve(commitments ?? [], horizon, decoding)
    ModelChecks.run(workflows, routing, reader)
    CapacityChecks.run(capacity, routing, workflows, demand, reader)
    LearningChecks.run(learning, routing, reader)
    UseChecks.run(workflows, reader)
    TrafficChecks.run(segments, demand, background, horizon, workflows, routing, reader)
    if let workflows, let assumptions {
      WorkChecks.run(workflows, routing, assumptions, reader)
      BudgetChecks.run(workflows, assumptions, reader)
    }
    let paths = PathTable(decoding.inputs, assumptions)
    let correlations = CorrelationLanguage.resolve(links ?? [], paths, decoding)
    let planned = PlannedLanguage.resolve(plans ?? [], paths, decoding)
    let decisions = DecisionLanguage.resolve(choices ?? [], in: reader.node, decoding)
    guard let attribution, let horizon, let prices, let demand, let harness, let fixed, let gates,
      let background, let shadowShare
    else { return nil }
    let scenario = Scenario(
      name: name ?? "", unit: unit ?? "", attribution: attribution, horizon: horizon,
      prices: PriceSelection(
        book: prices.book.name, sha256: prices.book.sha256, asOf: prices.asOf,
        terms: prices.terms, tokensOf: tokenUnit, changes: changes),
      models: decoding.models.used, assumptions: assumptions ?? [],
      segments: SegmentList.all(
        segments?.map(\.value) ?? [], background: background.map(\.value),
        shadowShare: shadowShare), demand: demand,
      workflows: workflows?.map(\.value) ?? [], routing: routing,
      capacities: capacity?.map(\.value) ?? [], harness: harness,
      fixed: fixed, commitments: committed, value: value, learning: learning,
      correlations: correlations,
      planned: planned, gates: gates, decisions: decisions,
      warnings: decoding.findings.all.filter { $0.severity == .warning },
      inputs: decoding.inputs)
    decoding.draft = DraftScenario(
      scenario, lacksSegments: segments == nil,
      lacksStrategies: routing == nil && reader.has(Self.routing),
      lacksValue: value == nil && reader.has(Self.value))
    let isWhole =
      capacity != nil && commitments != nil && name != nil && unit != nil && segments != nil
      && workflows != nil
      && assumptions != nil
    return isWhole ? scenario : nil
  }
}
