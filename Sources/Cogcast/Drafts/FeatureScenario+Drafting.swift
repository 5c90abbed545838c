import Economics
import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// How many times as much a runaway loop makes every session cost.
  private static let runawayFactor = 5.0
  private static let standardApprover = "the FinOps lead"

  /// Draws budgets and alert lines from the forecast of the strategy in use.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - policy: The organisation's policy: its budget of the feature, its approver and its approved
  ///     models go before what the forecast says.
  ///   - month: The month whose dearest week the lines are of, 1-based; the whole horizon unless given.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a month that the horizon does not have, a horizon
  ///   without a full month, or a feature that costs nothing; and as ``estimate(_:allocatedBy:progress:)`` does.
  public func draftPolicy(
    _ options: RunOptions = RunOptions(), policy: OrganisationPolicy? = nil, month: Int? = nil,
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeaturePolicyDraft {
    let months = MonthGrid(weeks: scenario.horizon.weeks)
    guard months.fullMonths > 0 else {
      throw .invalidRequest(
        "\(file) has \(scenario.horizon.weeks) weeks and so no full month; a draft needs five weeks."
      )
    }
    if let month, !(1...months.fullMonths).contains(month) {
      throw .invalidRequest(
        "no month \(month) in \(file); it has months 1 to \(months.fullMonths).")
    }
    let simulation = JointSimulation(
      over: [scenario], try options.simulation(.distributions), progress: progress)
    let evaluator = try await simulation.run(
      [JointSimulation.Part(scenario: scenario)], precision: options.precision)[0]
    let spend = SpendReading(evaluator)
    guard let traffic = spend.traffic(months.weeks(ofMonth: month)) else {
      throw .invalidRequest("\(file) spends nothing on models, so there is nothing to watch.")
    }
    let lines = AlertLines(traffic.healthy)
    let run = CompletedRun(evaluator: evaluator, gates: [])
    let approved = policy?.policy.models?.models.map(\.name)
    let models = scenario.modelsCalled().sorted()
    let bands = spend.dearestMonth(among: month.map { [$0] } ?? Array(1...months.fullMonths))
    return FeaturePolicyDraft(
      draft: PolicyDraft(
        run: run.record, file: file, feature: scenario.attribution.feature,
        team: scenario.attribution["team"], environment: scenario.attribution["environment"],
        budget: budget(policy, bands), attention: bands.attention,
        traffic: traffic.healthy, week: traffic.week, lines: lines,
        detection: RunawayDetection(
          factor: Self.runawayFactor, lines: lines, traffic: traffic.healthy, seed: options.seed),
        models: models,
        unapproved: approved.map { names in models.filter { !names.contains($0) } } ?? [],
        approver: policy?.policy.reviews.first?.approver ?? Self.standardApprover,
        tokensPerDollar: spend.tokensPerDollar, shadowShare: spend.shadowShare,
        warnings: draftWarnings))
  }

  private func budget(
    _ policy: OrganisationPolicy?, _ bands: SpendReading.MonthFigures
  ) -> PolicyDraft.Figure {
    let feature = scenario.attribution.feature
    guard let policy,
      let amount = policy.policy.budgets?.budgets.first(where: { $0.feature == feature })?.month
    else { return bands.budget }
    return PolicyDraft.Figure(
      amount,
      "the budget of \(feature) in \(policy.file); \(bands.budget.origin) is"
        + " \(NumberStyle(.dollars, magnitude: bands.budget.amount).text(bands.budget.amount))")
  }

  private var draftWarnings: [String] {
    var warnings: [String] = []
    if scenario.demand.hours.isFlat {
      warnings.append(
        "The scenario has no `demand.hours`: the lines take every hour alike, and the peaks of real"
          + " use would cross them. Set hours before using them.")
    }
    if scenario.segments.contains(where: \.isBackground) {
      warnings.append(
        "Background work is taken to run by the hours of the users; a batch at one hour needs a line"
          + " of its own.")
    }
    return warnings
  }
}

extension Attribution {
  fileprivate subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension MonthGrid {
  /// Weeks that fall into a month, from 0; all of the horizon without one.
  fileprivate func weeks(ofMonth month: Int?) -> [Int] {
    (0..<weeks).filter { week in month.map { share(ofWeek: week, inMonth: $0 - 1) > 0 } ?? true }
  }
}
