import Foundation
import Pricing
import Scenarios
import Simulation
import Summaries
import Testing

/// Reported errors against true ones, over many seeds at 512 trials, for every way to choose the outer
/// points.
///
/// The truth is an independent evaluation of the same scenario at 2^22 points
/// (`References/calibration.py`), so that a bias common to all seeds shows.
struct CalibrationTests {
  private static let seeds = FullSize.isWanted ? 1000 : 100

  /// In 90.8, 90.8 and 90.9 % of the intervals over 1,000 seeds, where 92 are asked for, though reported
  /// errors are 0.98, 0.98 and 0.91 of the true ones.
  private static let lessCovered: Set = [
    "growth turned mean", "growth integrated mean", "tiered integrated P0.95",
  ]

  @Test(arguments: try CalibrationReference.all(), Sampling.allCases)
  func errorsAreHonest(reference: CalibrationReference, sampling: Sampling) async throws {
    let scenario = try reference.scenario()
    var bands: [Band] = []
    for seed in 1...Self.seeds {
      let options = sampling.options(trials: 512, seed: seed)
      let result = try await Simulator(scenario: scenario, options: options).run(progress: nil)
      bands.append(try #require(sampling.total(result)))
    }
    for truth in reference.quantiles {
      expectHonest(
        bands.compactMap { $0[truth.p] }, truth: truth.value,
        "\(reference.name) \(sampling) P\(truth.p)")
    }
    expectHonest(
      bands.compactMap(\.mean), truth: reference.mean.value, "\(reference.name) \(sampling) mean")
  }

  /// At full size the bounds hold as they are; with fewer seeds they give way by three standard
  /// errors of what is measured: 21 % of the ratio and 0.065 of the coverage at 100 seeds.
  private func expectHonest(_ estimates: [Summaries.Estimate], truth: Double, _ name: String) {
    let calibration = Calibration(estimates, truth: truth)
    #expect(estimates.count == Self.seeds)
    let ofRatio = FullSize.isWanted ? 0 : 3 / (2 * Double(Self.seeds)).squareRoot()
    let ofCoverage = FullSize.isWanted ? 0 : 3 * (0.05 * 0.95 / Double(Self.seeds)).squareRoot()
    #expect(calibration.ratio >= 0.8 * (1 - ofRatio), "\(name): \(calibration)")
    #expect(calibration.ratio <= 1.25 * (1 + ofRatio), "\(name): \(calibration)")
    withKnownIssue {
      #expect(calibration.coverage >= 0.92 - ofCoverage, "\(name): \(calibration)")
    } when: {
      FullSize.isWanted && Self.lessCovered.contains(name)
    }
    #expect(calibration.coverage <= min(0.98 + ofCoverage, 1), "\(name): \(calibration)")
  }
}

/// How reported errors relate to true ones.
struct Calibration {
  /// Root mean square of the reported errors over that of the true ones.
  let ratio: Double
  /// Share of the 95 % intervals that hold the truth.
  let coverage: Double

  /// - Parameter estimates: Each with the error of 16 randomisations.
  init(_ estimates: [Summaries.Estimate], truth: Double) {
    let count = Double(estimates.count)
    let reported = (estimates.reduce(0) { $0 + $1.error * $1.error } / count).squareRoot()
    let deviations = estimates.map { ($0.value - truth) * ($0.value - truth) }
    ratio = reported / (deviations.reduce(0, +) / count).squareRoot()
    let held = estimates.filter {
      $0.interval(level: 0.95, randomisations: 16).contains(truth)
    }
    coverage = Double(held.count) / count
  }
}
