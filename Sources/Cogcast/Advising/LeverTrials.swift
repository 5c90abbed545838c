import Economics
import Governance
import JSONDocuments
import Pricing
import Scenarios
import Simulation

/// Tries levers on a scenario, all of them on the same random numbers.
struct LeverTrials {
  /// A proposal with the scenarios that it makes.
  struct Candidate {
    let proposal: LeverProposal
    let feature: FeatureScenario
    let inVain: FeatureScenario?
  }

  let months: Int
  let settings: LeverSettings

  /// What levers find in a scenario; those that its own rules refuse are among the idle ones.
  func candidates(of feature: FeatureScenario) -> (candidates: [Candidate], idle: [IdleLever]) {
    let site = LeverSite(feature.scenario, text: feature.text, book: .builtin, settings)
    var candidates: [Candidate] = []
    var idle: [IdleLever] = []
    for lever in Lever.all {
      let found = lever.find(site)
      idle += found.idle
      for proposal in found.proposals {
        do throws(CogcastError) {
          candidates.append(
            Candidate(
              proposal: proposal, feature: try feature.with(proposal.edits),
              inVain: try proposal.missing?.inVain.map { edits throws(CogcastError) in
                try feature.with(edits)
              }))
        } catch {
          idle.append(
            IdleLever(
              proposal.lever, at: proposal.place, "\(proposal.title): \(error.firstReason)"))
        }
      }
    }
    return (candidates, idle)
  }

  func measure(
    _ feature: FeatureScenario, on layout: OuterLayout, _ options: SimulationOptions
  ) async throws(CogcastError) -> LeverMeasurement {
    let part = JointSimulation.Part(scenario: feature.scenario)
    let evaluator = try await JointSimulation(on: layout, options).run([part])[0]
    return LeverMeasurement(evaluator, months: months)
  }
}

extension FeatureScenario {
  /// The scenario with other values in its text.
  ///
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` where they do not go together.
  func with(_ edits: [ScenarioEdit]) throws(CogcastError) -> FeatureScenario {
    guard let rewriter = JSONRewriter(text, as: .scenario) else {
      preconditionFailure("a decoded scenario is valid JSON")
    }
    let values = Dictionary(uniqueKeysWithValues: edits.map { ($0.way, $0.after) })
    return try FeatureScenario(policy: rewriter.text(writing: values), of: self)
  }
}

extension CogcastError {
  /// The first finding of an invalid scenario, or all of another error.
  fileprivate var firstReason: String {
    guard case .invalidScenario(_, let findings) = self else { return "\(self)" }
    return findings.first { $0.severity == .error }?.message ?? "\(self)"
  }
}
