import Economics
import Governance
import Scenarios
import Simulation
import Summaries

/// Everything that one check of a scenario judges, read before anything is simulated.
struct GatePlan {
  /// A gate of the scenario or of the policy, with what it is in the base.
  struct Entry {
    let rule: RuleName
    let placed: PlacedGate
    /// Follows the sentence of a gate that does not hold.
    let advice: String
    let base: Result<Gate, Absence>?
  }

  /// Why the base has nothing to hold a gate against.
  struct Absence: Error {
    let reason: String
  }

  let scenario: Scenario
  /// The base where there is one that can be simulated.
  let base: Scenario?
  let baseName: String
  let entries: [Entry]
  /// What is left out, in words.
  let notes: [String]

  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` for a gate of the policy that this
  ///   scenario cannot answer, and for a change without base.
  init(
    _ feature: FeatureScenario, policy: OrganisationPolicy?, base: FeatureBase?
  ) throws(CogcastError) {
    let scenario = feature.scenario
    let policyGates = policy?.policy.gates(for: scenario)
    if let policy, let policyGates, !policyGates.diagnostics.isEmpty {
      throw .invalidScenario(
        file: policy.file, findings: policyGates.diagnostics.map(Finding.init))
    }
    let own = feature.gates.map { (RuleName.gate, $0, "") }
    let asked = (policyGates?.entries ?? []).map { ($0.rule, $0.placed, $0.advice) }
    if base == nil {
      try Self.refuseChanges(own, in: feature.file)
      if let policy { try Self.refuseChanges(asked, in: policy.file) }
    }
    entries = (own + asked).map { rule, placed, advice in
      Entry(
        rule: rule, placed: placed, advice: advice,
        base: base.map { Self.gate(placed.gate, in: $0) })
    }
    self.scenario = scenario
    self.base = base?.scenario?.scenario
    baseName = base?.name ?? ""
    notes = policyGates?.notes ?? []
  }

  private static func refuseChanges(
    _ gates: [(RuleName, PlacedGate, String)], in file: String
  ) throws(CogcastError) {
    let changes = gates.filter { $0.1.gate.change != nil }
    guard !changes.isEmpty else { return }
    throw .invalidScenario(
      file: file,
      findings: changes.map {
        Finding(
          Diagnostic(
            severity: .error, location: $0.1.location,
            message:
              "a change needs a base to be measured against; name one with --base, a file or "
              + "a git revision."))
      })
  }

  /// The same gate read against the base, whose segments may stand in other places.
  private static func gate(_ gate: Gate, in base: FeatureBase) -> Result<Gate, Absence> {
    switch base.state {
    case .scenario(let feature):
      do {
        return .success(try Gate(parsing: gate.expression, in: feature.scenario))
      } catch {
        return .failure(Absence(reason: "\(base.name) cannot answer it: \(error.message)"))
      }
    case .absent:
      return .failure(Absence(reason: "\(base.name) does not have this scenario: it is new."))
    case .unusable(let reason):
      return .failure(Absence(reason: "\(base.name) cannot be estimated: \(reason)"))
    }
  }

  /// What is simulated: the scenario, then its base where there is one.
  var parts: [JointSimulation.Part] {
    let head = Self.part(scenario, entries.map(\.placed.gate))
    guard let base else { return [head] }
    return [head, Self.part(base, entries.compactMap { try? $0.base?.get() })]
  }

  private static func part(_ scenario: Scenario, _ gates: [Gate]) -> JointSimulation.Part {
    JointSimulation.Part(
      scenario: scenario, strategies: scenario.strategies(neededBy: gates),
      columns: gates.flatMap { $0.requiredColumns(for: scenario) })
  }
}

extension GatePlan {
  /// Judges every gate.
  func reports(
    on head: MetricEvaluator, base: MetricEvaluator?, looks: Int
  ) -> [RuleReport] {
    entries.map { entry in
      let gate = entry.placed.gate
      let before = base.flatMap { evaluator in
        (try? entry.base?.get()).map { (gate: $0, evaluator: evaluator) }
      }
      guard gate.change == nil else {
        return changeReport(entry, on: head, before: before, looks: looks)
      }
      let report = entry.placed.report(on: head, looks: looks)
      let old = before.map { $0.gate.report(on: $0.evaluator, looks: looks) }
      let wasBroken = report.outcome != .pass && old?.outcome == .fail
      return RuleReport(
        report, rule: entry.rule,
        remark: remark(entry, report, old: wasBroken ? old : nil), wasBroken: wasBroken)
    }
  }

  private func changeReport(
    _ entry: Entry, on head: MetricEvaluator, before: (gate: Gate, evaluator: MetricEvaluator)?,
    looks: Int
  ) -> RuleReport {
    if let before {
      let side = Gate.Side(evaluator: before.evaluator, metric: before.gate.metric)
      let report = entry.placed.report(on: head, against: side, looks: looks)
      return RuleReport(report, rule: entry.rule, remark: remark(entry, report, old: nil))
    }
    var reason = "there is no base."
    if case .failure(let absence) = entry.base { reason = absence.reason }
    let open = entry.placed.open(
      in: scenario, "There is no change to measure: \(reason) Look at the cost itself.")
    return RuleReport(open, rule: entry.rule, isOpen: true)
  }

  /// - Parameter old: What the base says, where it does not hold there either.
  private func remark(_ entry: Entry, _ report: GateReport, old: GateReport?) -> String {
    let before = old.map { " It does not hold in \(baseName) either: \($0.sentence)" } ?? ""
    return before + (report.outcome == .pass ? "" : entry.advice)
  }
}
