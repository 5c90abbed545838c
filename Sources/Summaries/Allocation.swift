import Scenarios
import Simulation

/// The cost of a feature by the values of one field that says whom it belongs to, before it exists.
///
/// Every part of the cost belongs to one value, so that the parts add up to the whole in every trial; of
/// request noise see ``AllocationNoise``.
package struct Allocation: Sendable {
  /// What costs can be allocated by besides labels.
  package static let dimensions = ["call", "layer", "model", "provider", "segment"]
  /// Name of what no label says.
  package static let none = "(none)"

  package struct Part: Sendable {
    package let value: String
    /// US dollars a month of 13/3 weeks, over the whole horizon.
    package let month: Band
    /// Share of the mean.
    package let share: Double
  }

  package let field: String
  /// Largest first.
  package let parts: [Part]

  /// Fields that a scenario can be allocated by.
  package static func fields(of scenario: Scenario) -> [String] {
    let own =
      scenario.segments.flatMap(\.labels) + scenario.workflows.flatMap(\.calls).flatMap(\.labels)
    let labels = (scenario.attribution.fields + own).map(\.name).reduce(into: [String]()) {
      if !$0.contains($1), !dimensions.contains($1) { $0.append($1) }
    }
    return labels + dimensions
  }

  /// Labels that not everything in the scenario has the same value of.
  package static func varyingLabels(of scenario: Scenario) -> [String] {
    let own =
      scenario.segments.flatMap(\.labels) + scenario.workflows.flatMap(\.calls).flatMap(\.labels)
    return fields(of: scenario).filter { field in
      own.contains { $0.name == field } && !dimensions.contains(field)
    }
  }

  /// - Precondition: The simulation kept the costs of each trial; the field is one of the scenario's.
  package init(_ result: SimulationResult, strategy: Int, by field: String) {
    self.init(
      field: field,
      months: Self.series(result, strategy: strategy, by: field).map { value, series in
        (value, Band(series, randomisations: result.randomisations))
      })
  }

  /// - Parameter months: By value of the field, what it costs a month.
  package init(field: String, months: [(value: String, band: Band)]) {
    self.field = field
    let months = months.sorted { $0.value < $1.value }
    let whole = months.reduce(0) { $0 + ($1.band.mean?.value ?? 0) }
    parts = months.map { value, band in
      Part(
        value: value, month: band,
        share: whole > 0 ? (band.mean?.value ?? 0) / whole : 0)
    }.sorted { ($1.share, $0.value) < ($0.share, $1.value) }
  }

  /// What each value of a field costs a month, trial by trial.
  ///
  /// - Precondition: The simulation kept the costs of each trial; the field is one of the scenario's.
  package static func series(
    _ result: SimulationResult, strategy: Int, by field: String
  ) -> [String: TrialSeries] {
    precondition(result.options.keepsTrialCosts, "no costs by trial were kept")
    let metrics = Metrics(result, strategy: strategy)
    let reading = AllocationReading(result.scenario, field: field)
    let entries = result.strategies[strategy].breakdown
    let noise = AllocationNoise(metrics, entries, reading.noisePartition)
    var sums: [String: TrialSeries] = [:]
    func add(_ expected: [Double], _ sampled: [Double], to value: String) {
      let part = TrialSeries(expected: expected, sampled: sampled)
      sums[value] = sums[value].map { $0 + part } ?? part
    }
    for entry in entries {
      add(entry.trials, noise.sampled(entry), to: reading.value(of: entry))
    }
    // The breakdown has no monthly fixed cost.
    let fixed = metrics.column(.fixedCost).expected
    if fixed.contains(where: { $0 != 0 }) { add(fixed, fixed, to: reading.fixed) }
    let months = Double(result.months.weeks) / MonthGrid.weeksPerMonth
    return sums.mapValues { $0.scaled(by: 1 / months) }
  }
}

/// Which value of a field a part of the cost belongs to.
private struct AllocationReading {
  let scenario: Scenario
  let field: String
  private let whole: String?
  private let ofCalls: [String: String]
  private let ofSegments: [String?]
  private let providers: [String: String]

  init(_ scenario: Scenario, field: String) {
    self.scenario = scenario
    self.field = field
    func value(_ labels: [Attribution.Field]) -> String? {
      labels.first { $0.name == field }?.value
    }
    whole = value(scenario.attribution.fields)
    ofSegments = scenario.segments.map { value($0.labels) }
    ofCalls = scenario.workflows.reduce(into: [:]) { values, workflow in
      for call in workflow.calls {
        values["\(workflow.name).\(call.name)"] = value(call.labels)
      }
    }
    providers = scenario.commitments.reduce(into: [:]) { $0[$1.label] = $1.provider }
  }

  /// By segment where nothing but that says to whom a cost belongs.
  var noisePartition: AllocationNoise.Partition {
    switch field {
    case "segment": .segments
    case "layer", "call", "model", "provider": .models
    default: ofCalls.isEmpty ? .segments : .models
    }
  }

  /// Where the monthly fixed cost goes.
  var fixed: String {
    switch field {
    case "layer": "fixed"
    case "segment", "call", "model", "provider": Breakdown.fixed
    default: whole ?? Allocation.none
    }
  }

  func value(of entry: BreakdownEntry) -> String {
    switch field {
    case "layer": return entry.meter.layer
    case "segment": return entry.segment.map { scenario.segments[$0].name } ?? Breakdown.shared
    case "call": return entry.call ?? Breakdown.harness
    case "model":
      return entry.model ?? committed(entry).map { Breakdown.committed(with: $0) }
        ?? Breakdown.harness
    case "provider":
      return entry.model.map { scenario.models[$0]?.provider ?? $0 } ?? committed(entry)
        ?? Breakdown.harness
    default: return label(of: entry)
    }
  }

  private func committed(_ entry: BreakdownEntry) -> String? {
    entry.call.flatMap { providers[$0] }
  }

  /// A call's own label goes before that of its segment, and that before the feature's. What is sent for
  /// a call, as `WORKFLOW.CALL.validate`, is the call's.
  private func label(of entry: BreakdownEntry) -> String {
    let call = entry.call.map { $0.split(separator: ".").prefix(2).joined(separator: ".") }
    return call.flatMap { ofCalls[$0] } ?? entry.segment.flatMap { ofSegments[$0] } ?? whole
      ?? Allocation.none
  }
}
