import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Trials of each forecast unless asked otherwise: differences on the same random numbers need a
  /// quarter of what a forecast takes.
  public static let adviceTrials = 1024

  /// Tries every lever of the FinOps-for-AI guide on this scenario, and ranks them by what they save.
  ///
  ///     let advice = try await scenario.advise()
  ///     print(advice.report(.markdown))
  ///
  /// Each lever is a change of the scenario's text, and its effect is the difference of two forecasts
  /// on the same random numbers. A lever that moves nothing says why; one whose effect depends on a
  /// number that the scenario does not state is told by ten percentage points of it. Savings of single
  /// levers do not add up: the sequence pulls them one on top of the other.
  ///
  /// - Parameters:
  ///   - request: How far levers are pulled, and when an effort must be paid back.
  ///   - options: Method, trials, seed, threads; without a precision.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a horizon without a full month, more months than
  ///   it has, or options that the engine cannot serve; ``CogcastError/cancelled`` when the task is.
  public func advise(
    _ request: AdviceRequest = AdviceRequest(),
    _ options: RunOptions = RunOptions(trials: adviceTrials),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureAdvice {
    try request.check()
    guard options.precision == nil else {
      throw .invalidRequest("advice has no precision: every lever takes all --trials.")
    }
    let full = MonthGrid(weeks: scenario.horizon.weeks).fullMonths
    guard full > 0 else {
      throw .invalidRequest(
        "\(file) looks \(scenario.horizon.weeks) weeks ahead, which is no full month; savings are of"
          + " a month: give `horizon.weeks` of 5 or more.")
    }
    guard request.months ?? 1 <= full else {
      throw .invalidRequest(
        "\(request.months ?? 0) months: the horizon of \(file) has \(full) full ones.")
    }
    let simulated = try options.simulation(.distributions)
    let trials = LeverTrials(months: request.months ?? full, settings: request.settings)
    let (candidates, idle) = trials.candidates(of: self)
    let variants = candidates.flatMap { [$0.feature] + ($0.inVain.map { [$0] } ?? []) }
    let layout = OuterLayout([scenario] + variants.map(\.scenario))
    let base = try await trials.measure(self, on: layout, simulated)
    var tried: [ForecastAdvice.Tried] = []
    var conditional: [ForecastAdvice.Conditional] = []
    for (number, candidate) in candidates.enumerated() {
      let measurement = try await trials.measure(candidate.feature, on: layout, simulated)
      if let missing = candidate.proposal.missing {
        var inVain = base
        if let feature = candidate.inVain {
          inVain = try await trials.measure(feature, on: layout, simulated)
        }
        conditional.append(
          ForecastAdvice.Conditional(
            candidate.proposal, missing,
            ConditionalEffect(measurement, inVain: inVain, against: base, tried: missing.tried)))
      } else {
        tried.append(
          ForecastAdvice.Tried(candidate.proposal, LeverEffect(measurement, against: base)))
      }
      progress?(Double(number + 1) / Double(candidates.count + 1) * 0.8)
    }
    let (sequence, last) = try await LeverSequence(
      trials: trials, layout: layout, options: simulated
    ).result(from: self) { progress?(0.9) }
    progress?(1)
    let advice = ForecastAdvice(
      run: RunRecord(
        version: cogcastVersion, scenario, options: simulated, trials: simulated.trials),
      settings: request.settings, months: trials.months, hourlyRate: request.hourlyRate,
      cost: base.monthBand, success: base.meanSuccess,
      levers: tried.stablySorted { $0.effect.saving.mean?.value ?? 0 },
      conditional: conditional.stablySorted { $0.effect.tenPoints.saving.mean?.value ?? 0 },
      idle: idle, sequence: sequence,
      warnings: scenario.warnings.map { Warning(location: $0.location, message: $0.message) })
    return FeatureAdvice(
      advice,
      sequenceText: sequence.steps.isEmpty ? nil : String(decoding: last.text, as: UTF8.self))
  }
}

extension Array {
  /// The largest first; equal ones as they were.
  fileprivate func stablySorted(by size: (Element) -> Double) -> [Element] {
    enumerated().sorted { (size($1.element), $0.offset) < (size($0.element), $1.offset) }
      .map(\.element)
  }
}
