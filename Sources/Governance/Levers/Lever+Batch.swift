import JSONDocuments
import Pricing
import Scenarios

extension Lever {
  /// The provider's batch service, for what can wait a day: what is declared to, and work that runs
  /// for nobody. Of anything else the share that can wait is not known.
  static let batch = Lever(.batch) { site in
    let background = site.workflows.filter(site.runsForNobody)
    return background.findings { workflow in
      site.calls(of: workflow).findings(site.batchFindings)
    } + site.routedBatch + site.ownBatch(except: Set(background.map(\.index)))
  }
}

extension LeverSite {
  private static let unchanged = LeverProposal.Quality.unchanged(
    "the same model answers, within a day")
  private static let sessions = "the sessions that can wait for a day"

  fileprivate func runsForNobody(_ workflow: WorkflowSite) -> Bool {
    scenario.segments.filter { $0.workflow == workflow.index }.allSatisfy(\.isBackground)
  }

  /// The models of a call without a price for batches.
  private func withoutBatch(_ models: [String]) -> [String] {
    models.filter { price($0)?.tiers[.batch] == nil }
  }

  private static func noPrice(_ models: [String]) -> String {
    "the price book has no batch price of \(Wording.list(models))"
  }

  /// All of a call of background work.
  fileprivate func batchFindings(_ call: CallSite) -> Lever.Findings {
    let missing = withoutBatch(models(answering: call.call))
    if let idle = standing(call) ?? (missing.isEmpty ? nil : Self.noPrice(missing)) {
      return Lever.Findings(idle: [IdleLever(.batch, at: call.path, idle)])
    }
    return Lever.Findings(proposals: [
      LeverProposal(
        .batch, at: call.path,
        "the background work of \(Wording.code(call.call.name)) in batches", [batchEdit(call)],
        quality: Self.unchanged)
    ])
  }

  /// Why a call is not moved; `nil` for one at the standard price.
  private func standing(_ call: CallSite) -> String? {
    switch call.call.serviceTier {
    case .standard: nil
    case .batch: "already there"
    case let tier: "it is asked for in the service tier \(tier.rawValue)"
    }
  }

  private func batchEdit(_ call: CallSite) -> ScenarioEdit {
    root.part(call.way + [.member("serviceTier")]) == nil
      ? edit(call.way, "batch", to: .bool(true))
      : edit(call.way, "serviceTier", to: .string(ServiceTier.batch.rawValue))
  }

  /// A share of the sessions of the strategy in use.
  fileprivate var routedBatch: Lever.Findings {
    guard let strategy, hasRoutedCalls else { return Lever.Findings() }
    let path = "routing.strategies.\(strategy.name)"
    func idle(_ reason: String) -> Lever.Findings {
      Lever.Findings(idle: [IdleLever(.batch, at: path, reason)])
    }
    if strategy.batchShare != nil { return idle("already there: `batchShare`") }
    let missing = withoutBatch(strategy.policy.models)
    guard missing.isEmpty else { return idle(Self.noPrice(missing)) }
    if let tier = calls.first(where: { $0.call.model == nil && $0.call.serviceTier != .standard }) {
      return idle("\(tier.path) has a service tier of its own")
    }
    let isDeclared = strategy.latencyClass == .batch
    let title =
      isDeclared
      ? "all sessions in batches, as the latency class `batch` of \(Wording.code(strategy.name)) allows"
      : "a part of the sessions in batches"
    return Lever.Findings(proposals: [
      LeverProposal(
        .batch, at: path, title,
        [edit(strategyWay, "batchShare", to: .number(isDeclared ? 1 : 0.1))],
        quality: Self.unchanged,
        missing: isDeclared ? nil : LeverProposal.MissingNumber(share: Self.sessions))
    ])
  }

  /// Calls with a model of their own, which people wait for: their share that can wait cannot be
  /// written, so that all of them are tried.
  fileprivate func ownBatch(except background: Set<Int>) -> Lever.Findings {
    calls.filter { $0.call.model != nil && !background.contains($0.workflow.index) }.findings {
      call in
      let missing = withoutBatch(models(answering: call.call))
      if let idle = standing(call) ?? (missing.isEmpty ? nil : Self.noPrice(missing)) {
        return Lever.Findings(idle: [IdleLever(.batch, at: call.path, idle)])
      }
      return Lever.Findings(proposals: [
        LeverProposal(
          .batch, at: call.path, "calls of \(Wording.code(call.call.name)) in batches",
          [batchEdit(call)], quality: Self.unchanged,
          missing: LeverProposal.MissingNumber(share: Self.sessions, tried: 1))
      ])
    }
  }
}
