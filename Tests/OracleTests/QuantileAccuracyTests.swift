import Foundation
import Scenarios
import Simulation
import Summaries
import Testing

/// How far the P95 of `cost.total` is from the truth, by method, over 20 seeds.
struct QuantileAccuracyTests {
  private static let seeds = 20

  /// The P95 of each of so many seeds, with the error that it reports.
  private func estimates(
    _ scenario: Scenario, _ sampling: Sampling, trials: Int
  ) async throws -> [Summaries.Estimate] {
    var estimates: [Summaries.Estimate] = []
    for seed in 1...Self.seeds {
      let options = sampling.options(trials: trials, seed: seed, threads: 2)
      let result = try await Simulator(scenario: scenario, options: options).run()
      estimates.append(try #require(sampling.total(result)?[0.95]))
    }
    return estimates
  }

  /// Root mean square of the relative deviations from the truth.
  private func deviation(_ estimates: [Summaries.Estimate], truth: Double) -> Double {
    let squares = estimates.reduce(0) { $0 + ($1.value / truth - 1) * ($1.value / truth - 1) }
    return (squares / Double(estimates.count)).squareRoot()
  }

  /// The truth is that of `References/calibration.py`: 2²² points, sharing nothing with the engine.
  @Test(arguments: try CalibrationReference.all())
  func eachMethodIsMoreAccurateThanTheOneBefore(reference: CalibrationReference) async throws {
    let scenario = try reference.scenario()
    let truth = try #require(reference.quantiles.first { $0.p == 0.95 }).value
    var deviations: [Double] = []
    for sampling in Sampling.allCases {
      let found = try await estimates(scenario, sampling, trials: 1024)
      deviations.append(deviation(found, truth: truth))
    }
    for (before, after) in zip(deviations, deviations.dropFirst()) { #expect(after < before) }
  }

  /// Prints the table of the guide (Engine.md), against 2²⁰ trials of Sobol points, not turned.
  @Test(.enabled(if: FullSize.isWanted), arguments: ["support-assistant", "rag-search"])
  func shippedScenariosGainAsTheGuideSays(name: String) async throws {
    let scenario = try Self.shipped(name)
    let truth = try await Self.reference(scenario)
    print("\(name): P95 \(truth.value), relative error \(truth.error / truth.value)")
    for sampling in Sampling.allCases {
      for trials in [1024, 4096] {
        let found = try await estimates(scenario, sampling, trials: trials)
        let reported = (found.reduce(0) { $0 + $1.error * $1.error } / Double(found.count))
          .squareRoot()
        print(name, sampling, trials, deviation(found, truth: truth.value), reported / truth.value)
      }
    }
  }

  private static func shipped(_ name: String) throws -> Scenario {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scenarios/\(name).json")
    return try decodedScenario(String(contentsOf: file, encoding: .utf8))
  }

  /// 64 seeds of 2¹⁴ trials.
  private static func reference(_ scenario: Scenario) async throws -> Summaries.Estimate {
    var totals: [Double] = []
    for seed in 1...64 {
      let options = Sampling.sobol.options(trials: 1 << 14, seed: 1000 + seed, threads: 2)
      totals +=
        Metrics(
          try await Simulator(scenario: scenario, options: options).run(), strategy: 0
        ).cost().sampled
    }
    let band = Band(
      TrialSeries(totals), randomisations: 64, probabilities: [0.95])
    return try #require(band[0.95])
  }
}
