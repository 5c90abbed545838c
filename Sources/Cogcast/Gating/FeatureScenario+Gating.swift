import Economics
import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Holds the scenario's gates, and an organisation's policy, against its forecast.
  ///
  /// While a gate is inconclusive, trials double up to ``RunOptions/gateTrials``; the error budget is
  /// divided over the looks that this may take. A base shares every random number with the scenario,
  /// so that a change is taken trial by trial. A rule that the base does not keep either only warns:
  /// it fires when a change crosses its limit.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - policy: What the organisation asks of every scenario.
  ///   - base: The scenario before a change; gates on a change need one.
  ///   - day: Day of the check; a policy on the age of prices or with approvals that end needs one.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` where there is nothing to check, which
  ///   must not read as a pass, for a gate of the policy that the scenario cannot answer and for a
  ///   change without base; ``CogcastError/invalidRequest(_:)`` for a missing day; and as
  ///   ``estimate(_:allocatedBy:progress:)`` does.
  public func checkGates(
    _ options: RunOptions = RunOptions(), policy: OrganisationPolicy? = nil,
    base: FeatureBase? = nil, on day: CalendarDay? = nil,
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureGateCheck {
    let plan = try GatePlan(self, policy: policy, base: base)
    let isAsked = policy?.policy.hasStructureRules ?? false
    guard !plan.entries.isEmpty || isAsked else { throw nothingToCheck }
    if let policy, policy.policy.needsDay, day == nil {
      throw .invalidRequest(
        "the policy \(policy.file) is about days; say on which day it is checked.")
    }
    var runs = GateRuns(feature: self, plan: plan, options: options)
    try await runs.decide(progress: progress)
    var reports = runs.reports
    if let policy = policy?.policy {
      // Without a day, no rule of this policy looks at it.
      reports += policy.structureReports(
        on: scenario, base: plan.base, on: day?.date ?? scenario.prices.asOf,
        locate: places.location)
      if let rule = policy.cache { reports += try await runs.reports(on: rule, places: places) }
    }
    await runs.head.prepare(threads: options.threads)
    let run = CompletedRun(evaluator: runs.head, gates: reports.map(GateLine.init))
    return FeatureGateCheck(
      GateCheck(
        run, file: file, base: base?.name, askedTrials: options.trials, selections: plan.notes))
  }

  private var nothingToCheck: CogcastError {
    let finding = Diagnostic(
      severity: .error, location: SourceLocation(line: 1, column: 1, pointer: "/gates"),
      message: "the scenario has no gates, so there is nothing to check; add some, "
        + "e.g. \"gates\": [\"p95(cost.month) <= 5000\"].")
    return .invalidScenario(file: file, findings: [Finding(finding)])
  }
}

extension GateCheck {
  /// - Parameters:
  ///   - askedTrials: Trials before any doubling.
  ///   - selections: What the check leaves out, in words.
  init(
    _ run: CompletedRun, file: String, base: String?, askedTrials: Int, selections: [String]
  ) {
    let forecast = Forecast(run)
    var notes = run.notes + selections.map { EngineNote(kind: .selection, message: $0) }
    if run.result.trials > askedTrials {
      notes.append(
        EngineNote(
          kind: .trials,
          message: "\(run.result.trials) trials where \(askedTrials) were asked for, so that gates "
            + "or a precision could be decided"))
    }
    self.init(
      file: file, base: base, run: run.record, strategy: forecast.strategy,
      headline: forecast.headline, bands: forecast.metrics, gates: run.gates,
      warnings: run.warnings, notes: notes)
  }
}
