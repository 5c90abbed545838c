import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Holds the scenario's gates against its forecast.
  ///
  /// While a gate is inconclusive, trials double up to ``RunOptions/gateTrials``; the error budget is
  /// divided over the looks that this may take.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` for a scenario without gates: nothing
  ///   would be checked, which must not read as a pass; the same for a change without base; and as
  ///   ``estimate(_:progress:)`` does.
  public func checkGates(
    _ options: RunOptions = RunOptions(), progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureGateCheck {
    guard !gates.isEmpty else {
      let finding = Diagnostic(
        severity: .error, location: SourceLocation(line: 1, column: 1, pointer: "/gates"),
        message: "the scenario has no gates, so there is nothing to check; add some, "
          + "e.g. \"gates\": [\"p95(cost.month) <= 5000\"].")
      throw .invalidScenario(file: file, findings: [Finding(finding)])
    }
    let changes = gates.filter { $0.gate.change != nil }
    guard changes.isEmpty else {
      let findings = changes.map {
        Diagnostic(
          severity: .error, location: $0.location,
          message:
            "a change needs a base to be measured against; name one with --base, a file or a "
            + "git revision.")
      }
      throw .invalidScenario(file: file, findings: findings.map(Finding.init))
    }
    var options = options
    let asked = options.trials
    let looks = options.looksAtGates
    var run = try await simulate(
      options, strategies: usedStrategies, looks: looks, progress: progress)
    while run.isUndecided, 2 * run.result.trials <= options.gateTrials {
      options.trials = 2 * run.result.trials
      options.precision = nil
      run = try await simulate(
        options, strategies: usedStrategies, looks: looks, progress: progress)
    }
    return FeatureGateCheck(GateCheck(run, askedTrials: asked))
  }
}

extension RunOptions {
  /// How often gates are judged at most: once, and again after each doubling.
  var looksAtGates: Int {
    var looks = 1
    var trials = trials
    while 2 * trials <= gateTrials {
      trials *= 2
      looks += 1
    }
    return looks
  }
}

extension CompletedRun {
  /// More trials may decide a gate.
  var isUndecided: Bool { reports.contains { $0.outcome == .inconclusive } }
}
