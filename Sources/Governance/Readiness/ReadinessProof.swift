import JSONDocuments
import Pricing
import Scenarios

/// What a file shows of an item, whatever somebody answered.
package struct ReadinessProof: Sendable, Equatable {
  package let holds: Bool
  /// The file and what it shows.
  package let evidence: String

  package init(holds: Bool, evidence: String) {
    self.holds = holds
    self.evidence = evidence
  }
}

extension ReadinessItem {
  /// What a scenario shows: that its cost was estimated, how its calls are limited and cached, whether
  /// there was a choice of models. That a value is defined does not show that anybody measures it, but one
  /// that is not defined is not measured.
  package static func proofs(
    scenario: Scenario, file: String
  ) -> [ReadinessItem: ReadinessProof] {
    var proofs: [ReadinessItem: ReadinessProof] = [
      .estimateBeforeLaunch: ReadinessProof(
        holds: true, evidence: "\(file) is a valid scenario of \(scenario.attribution.feature)")
    ]
    let calls = scenario.placedCalls
    let unlimited = calls.filter { $0.call.maxTokens == nil }.map(\.path)
    proofs[.maxTokens] = ReadinessProof(
      holds: unlimited.isEmpty,
      evidence: unlimited.isEmpty
        ? "every call of \(file) has `maxTokens`"
        : "no `maxTokens` in \(file) on \(Wording.list(unlimited))")
    let uncached = calls.filter { $0.call.cache == nil }.map(\.path)
    if uncached.isEmpty {
      proofs[.caching] = ReadinessProof(
        holds: true, evidence: "every call of \(file) has a cache")
    }
    let strategies = scenario.routing?.strategies.count ?? 0
    if strategies > 1 {
      proofs[.modelReview] = ReadinessProof(
        holds: true, evidence: "\(file) compares \(strategies) strategies of models")
    }
    if scenario.value == nil {
      proofs[.valueMetric] = ReadinessProof(
        holds: false, evidence: "\(file) says nothing of the value of a unit")
    }
    return proofs
  }

  /// What a policy shows of a feature.
  ///
  /// - Parameter feature: The one to look for; any, where there is no scenario.
  package static func proofs(
    policy: Policy, file: String, feature: String?
  ) -> [ReadinessItem: ReadinessProof] {
    let budgets = policy.budgets?.budgets.map(\.feature) ?? []
    let holds = feature.map(budgets.contains) ?? !budgets.isEmpty
    let whose = feature.map { "for \($0)" } ?? "for any feature"
    return [
      .featureBudgets: ReadinessProof(
        holds: holds,
        evidence: holds
          ? "\(file) has a budget \(feature.map { "for \($0)" } ?? "for \(Wording.list(budgets))")"
          : "\(file) has no budget \(whose)")
    ]
  }

  /// What a log shows.
  ///
  /// - Parameters:
  ///   - feature: How much of the log names its feature.
  ///   - complete: How much says every field of the minimum.
  package static func proofs(
    feature: FieldCoverage, complete: FieldCoverage, file: String
  ) -> [ReadinessItem: ReadinessProof] {
    func proof(_ coverage: FieldCoverage, _ words: String) -> ReadinessProof {
      let requirement = CoverageRequirement(fields: [coverage.field], atLeast: sufficientShare)
      let percent = Int((coverage.requests * 100).rounded(.down))
      return ReadinessProof(
        holds: requirement.shortfalls(in: [coverage]).isEmpty,
        evidence: "\(percent) % of the requests in \(file) say \(words)"
          + (coverage.cost.map { ", \(Int(($0 * 100).rounded(.down))) % of their cost" } ?? ""))
    }
    return [
      .tokensByFeature: proof(feature, "their feature"),
      .costAttribution: proof(complete, "every field of the minimum"),
    ]
  }

  /// Share of the requests and of the cost from which a log counts as attributed: what is left over does
  /// not change a decision.
  private static let sufficientShare = 0.95
}
