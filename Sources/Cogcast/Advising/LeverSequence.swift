import Governance
import Reports
import Scenarios
import Simulation
import Summaries

/// Pulls one lever after the other, each time the one that saves most on top of those before it.
///
/// Only levers whose saving and quality are known take part, and of them only those that gain: profit,
/// where value is stated, else a cheaper successful unit.
struct LeverSequence {
  /// Means on common random numbers need few trials.
  private static let trials = 512

  let trials: LeverTrials
  let layout: OuterLayout
  let options: SimulationOptions

  /// What a lever at a place was pulled for: alternatives to it are done with.
  private struct Key: Hashable {
    let lever: LeverName
    let place: String
  }

  /// - Parameter progress: Told after each step.
  func result(
    from base: FeatureScenario, progress: () -> Void
  ) async throws(CogcastError) -> (sequence: ForecastAdvice.Sequence, feature: FeatureScenario) {
    var options = options
    options.detail = .means
    options.trials = min(options.trials, Self.trials)
    let start = try await trials.measure(base, on: layout, options)
    var (current, feature) = (start, base)
    var steps: [ForecastAdvice.Sequence.Step] = []
    var used: Set<Key> = []
    while let best = try await best(on: feature, current, used, options) {
      used.insert(Key(lever: best.proposal.lever, place: best.proposal.place))
      let all = LeverEffect(best.measurement, against: start)
      guard let cumulative = all.saving.mean else { break }
      steps.append(
        ForecastAdvice.Sequence.Step(
          best.proposal, saving: best.saving, cumulative: cumulative, success: all.success))
      (current, feature) = (best.measurement, best.feature)
      progress()
    }
    guard !steps.isEmpty else {
      return (ForecastAdvice.Sequence(steps: [], together: nil), base)
    }
    let before = try await trials.measure(base, on: layout, self.options)
    let after = try await trials.measure(feature, on: layout, self.options)
    return (
      ForecastAdvice.Sequence(steps: steps, together: LeverEffect(after, against: before)), feature
    )
  }

  private struct Found {
    let proposal: LeverProposal
    let feature: FeatureScenario
    let measurement: LeverMeasurement
    let saving: Estimate
  }

  private func best(
    on feature: FeatureScenario, _ current: LeverMeasurement, _ used: Set<Key>,
    _ options: SimulationOptions
  ) async throws(CogcastError) -> Found? {
    var best: Found?
    for candidate in trials.candidates(of: feature).candidates {
      let proposal = candidate.proposal
      guard proposal.missing == nil, proposal.quality.isKnown,
        !used.contains(Key(lever: proposal.lever, place: proposal.place))
      else { continue }
      let measurement = try await trials.measure(
        candidate.feature, on: layout.adding(candidate.feature.scenario), options)
      let effect = LeverEffect(measurement, against: current)
      guard effect.isWorthwhile, let saving = effect.saving.mean,
        saving.value > best?.saving.value ?? 0
      else { continue }
      best = Found(
        proposal: proposal, feature: candidate.feature, measurement: measurement, saving: saving)
    }
    return best
  }
}
