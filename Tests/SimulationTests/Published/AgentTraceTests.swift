import Foundation
import Kernels
import Simulation
import Testing

/// Single sessions of the engine against those of a coding agent that was recorded.
@Suite(.enabled(if: SharedData.has([AgentSessions.file]), "needs the coding agent's sessions"))
struct AgentTraceTests {
  /// Standard errors of the recorded sessions within which the engine's number must lie.
  private static let bound = 2.0

  private enum Statistic: CaseIterable {
    case mean, p50, p95, p99, largestOverMean

    func callAsFunction(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      func quantile(_ p: Double) -> Double {
        OrderStatistics.quantile(p, ofSorted: values.sorted().span)
      }
      switch self {
      case .mean: return mean
      case .p50: return quantile(0.5)
      case .p95: return quantile(0.95)
      case .p99: return quantile(0.99)
      case .largestOverMean: return values.max()! / mean
      }
    }
  }

  /// 40,960 sessions.
  private func sessions(_ scenario: AgentScenario) async throws -> [Double] {
    let options = SimulationOptions(
      detail: .distributions, trials: 256, sessionsPerTrial: 640)
    return try await HandForecast(text: scenario.text, options: options)
      .result.strategies[0].sessionCosts
  }

  private func expectAlike(_ engine: [Double], _ recorded: [Double], _ what: String) {
    var generator = RandomStream(seed: 1, 2)
    let resampled = (0..<1000).map { _ in
      recorded.map { _ in recorded[Int(generator.uniform() * Double(recorded.count))] }
    }
    let samples = stride(from: 0, to: engine.count - recorded.count, by: recorded.count).map {
      Array(engine[$0..<($0 + recorded.count)])
    }
    for statistic in Statistic.allCases {
      // The largest of as many sessions: means over samples of the same size.
      let simulated =
        statistic == .largestOverMean
        ? Statistic.mean(samples.map { statistic($0) })
        : statistic(engine)
      let found = statistic(recorded)
      // The largest of a sample is not resampled well: it spreads as the simulated ones do.
      let error =
        statistic == .largestOverMean
        ? deviation(samples.map { statistic($0) }) : deviation(resampled.map { statistic($0) })
      let distance = (simulated - found) / error
      #expect(
        abs(distance) <= Self.bound,
        "\(what), \(statistic): engine \(simulated), recorded \(found) ± \(error): \(distance)")
    }
  }

  private func deviation(_ values: [Double]) -> Double {
    let mean = Statistic.mean(values)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
      .squareRoot()
  }

  @Test func callsOfASessionAreThoseRecorded() async throws {
    let recorded = try AgentSessions()
    let engine = try await sessions(AgentScenario(recorded.groups, countsCalls: true))
    expectAlike(engine, recorded.all.map(\.calls), "calls")
  }

  @Test func costsOfASessionAreThoseRecorded() async throws {
    let recorded = try AgentSessions()
    let scenario = AgentScenario(recorded.groups)
    #expect(scenario.unmet == 0)
    let engine = try await sessions(scenario)
    expectAlike(engine, recorded.all.map(\.cost), "cost")
  }
}
