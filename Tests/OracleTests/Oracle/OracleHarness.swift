import Scenarios
import Simulation

/// What the harness costs, line by line, from counts of what happened.
struct OracleHarness {
  struct Line {
    let meter: CostMeter
    let name: String?
    let cost: Double
  }

  let harness: Harness
  let trial: OracleTrial

  /// Lines of what a segment did in a week.
  func lines(_ week: OracleWeek) -> [Line] {
    let calls = week.usage.calls
    var lines = [
      Line(meter: .harnessPerUnit, name: nil, cost: week.units * trial[harness.perUnit]),
      Line(meter: .responseCache, name: nil, cost: week.lookups),
      Line(
        meter: .vectorQueries, name: nil,
        cost: calls * trial[harness.vectorQueriesPerCall] * trial[harness.vectorQueryPrice]),
      Line(
        meter: .egress, name: nil,
        cost: calls * trial[harness.egressMegabytesPerCall] / 1000
          * trial[harness.egressPricePerGigabyte]),
    ]
    for service in harness.services where service.basis != .month {
      lines.append(line(service, times: times(service.basis, week)))
    }
    for transfer in harness.transfers where transfer.basis != .month {
      lines.append(line(transfer, times: times(transfer.basis, week)))
    }
    return lines
  }

  /// Lines of a week that nobody causes.
  var weeklyShare: [Line] {
    harness.services.filter { $0.basis == .month }.map { line($0, times: 3.0 / 13) }
      + harness.transfers.filter { $0.basis == .month }.map { line($0, times: 3.0 / 13) }
  }

  private func times(_ basis: HarnessBasis, _ week: OracleWeek) -> Double {
    switch basis {
    case .unit: week.units
    case .session: week.sessions
    case .turn: week.turns
    case .request: week.usage.calls
    case .thousandTokens:
      (week.usage.input + week.usage.read + week.usage.write + week.usage.output) / 1000
    case .month: .nan
    }
  }

  private func line(_ service: HarnessService, times: Double) -> Line {
    let meters: [HarnessService.Kind: CostMeter] = [
      .compute: .compute, .retrieval: .retrieval, .vectorStore: .vectorStore,
      .embeddings: .embeddings, .guardrails: .guardrails, .observability: .observability,
      .storage: .storage,
    ]
    return Line(
      meter: meters[service.kind]!, name: "harness." + service.name,
      cost: times * trial[service.quantity] * trial[service.price] / service.priceFor)
  }

  private func line(_ transfer: HarnessTransfer, times: Double) -> Line {
    Line(
      meter: .egress, name: "harness." + transfer.name,
      cost: times * trial[transfer.megabytes] / 1000 * trial[transfer.pricePerGigabyte])
  }
}
