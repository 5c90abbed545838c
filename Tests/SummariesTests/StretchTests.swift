import Distributions
import Economics
import Foundation
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// A run in stretches against the same trials held at once.
@Suite struct StretchTests {
  private let scenario = HandMade.scenario(
    weeks: 15, segments: ["free", "paid"], strategies: ["plain"],
    workflows: [HandMade.workflow(system: HandMade.unknown(0), output: HandMade.unknown(1))],
    assumptions: [
      Self.tokens("system", median: 2000), Self.tokens("output", median: 300),
      HandMade.assumption("deflection"),
    ],
    fixed: FixedCosts(oneOff: HandMade.known(10), monthly: HandMade.known(20)),
    value: .costDisplacement(humanCost: HandMade.known(0.1), deflection: HandMade.unknown(2)))

  private static func tokens(_ path: String, median: Double) -> Assumption {
    guard let law = try? LogNormal(logMean: log(median), logStandardDeviation: 0.4) else {
      preconditionFailure("no law of a median of \(median)")
    }
    return Assumption(path: path, usedBy: [path], law: law, source: nil)
  }

  private func options(
    _ method: SimulationOptions.Method = .sobol, isIntegrated: Bool, threads: Int = 1
  ) -> SimulationOptions {
    var options = SimulationOptions(
      method: method, trials: 8 * 600, randomisations: 8, threads: threads, sessionsPerTrial: 2)
    options.isIntegrated = isIntegrated
    options.keepsTrialCosts = true
    return options
  }

  private func held(_ options: SimulationOptions) async throws -> MetricEvaluator {
    MetricEvaluator(try await Simulator(scenario: scenario, options: options).run())
  }

  /// - Parameter stretch: Does not divide the trials of a randomisation.
  private func inStretches(
    _ options: SimulationOptions, of stretch: Int = 256
  ) async throws -> MetricEvaluator {
    let (result, readers) = try await Simulator(scenario: scenario, options: options).run(
      inStretchesOf: stretch
    ) { MeasureReader(metrics: [], probabilities: [], allocatedBy: ["segment"]) }
    return MetricEvaluator(result, readers)
  }

  @Test(arguments: [SimulationOptions.Method.sobol, .monteCarlo])
  func trialsAreTheSame(_ method: SimulationOptions.Method) async throws {
    let options = options(method, isIntegrated: false)
    let (whole, stretched) = (try await held(options), try await inStretches(options))
    for measure in whole.result.shownMeasures {
      let (exact, found) = (whole.band(for: measure), stretched.band(for: measure))
      #expect(exact.omitted == found.omitted, "\(measure)")
      if let mean = exact.mean {
        // Sums in another order; fits of request noise, which means do not have, do not matter.
        #expect(abs(try #require(found.mean).value - mean.value) <= 1e-11 * abs(mean.value))
      }
      // Beyond the P99 are 48 trials, and the place between two of them is not a bucket's to tell.
      // Turned points err by less than a bucket is wide, which holds two or three of so few trials: up to
      // 1.1 % of what lies between the quartiles at the P99.
      let quartiles = (exact[0.25]?.value ?? 0, exact[0.75]?.value ?? 0)
      let bucket = quartiles.1.isFinite ? 0.011 * (quartiles.1 - quartiles.0) : 0
      for (exact, found) in zip(exact.quantiles, found.quantiles)
      where exact.estimate.value.isFinite {
        #expect(
          abs(exact.estimate.value - found.estimate.value)
            <= (exact.probability < 0.99 ? 0.2 : 1) * exact.estimate.error + bucket + 1e-11
              * abs(exact.estimate.value),
          "\(measure) P\(exact.probability): \(found.estimate) for \(exact.estimate)")
      }
    }
    let (a, b) = (whole.result.strategies[0], stretched.result.strategies[0])
    #expect(a.breakdown.count == b.breakdown.count)
    for (part, other) in zip(a.breakdown, b.breakdown) {
      for (mean, found) in zip(part.means, other.means) {
        #expect(abs(mean - found) <= 1e-11 * mean)
      }
    }
    #expect(abs(a.variance.request - b.variance.request) <= 1e-9 * a.variance.request)
    let total = try #require(stretched.band(for: MetricReference(.costTotal)).mean).value
    #expect(abs(b.bridge.reduce(0) { $0 + $1.amount } - total) <= 1e-9 * total)
    #expect(abs(Breakdown(stretched.result, strategy: 0).total.value - total) <= 1e-9 * total)
  }

  @Test func quantilesAlongLinesAgreeWithinTheirErrors() async throws {
    let options = options(isIntegrated: true)
    let (whole, stretched) = (try await held(options), try await inStretches(options))
    let total = MetricReference(.costTotal)
    for evaluator in [whole, stretched] {
      try #require(evaluator.integration(of: total)).get()
    }
    #expect(whole.lineCount == 8 * 75)
    // 256 trials, and 344 with what is left.
    #expect(stretched.lineCount == 8 * (32 + 43))
    for (exact, found) in zip(
      whole.band(for: total).quantiles, stretched.band(for: total).quantiles)
    {
      let (a, b) = (exact.estimate, found.estimate)
      // Other lines: both err.
      #expect(
        abs(a.value - b.value) <= 4 * (a.error * a.error + b.error * b.error).squareRoot(),
        "P\(exact.probability): \(b) for \(a)")
    }
  }

  /// Whatever is left behind the last whole stretch has lines too, or the quantile would be a plain one.
  @Test(arguments: [256, 257, 300, 383, 384, 511, 512]) func fewTrialsLeftChangeNoError(
    _ trials: Int
  ) async throws {
    var options = options(isIntegrated: true)
    options.trials = 8 * trials
    let total = MetricReference(.costTotal)
    let error = try #require(try await inStretches(options).band(for: total)[0.95]).error
    let plain = try #require(
      Band(
        try await held(options).series(for: total), randomisations: 8)[0.95]
    ).error
    // 0.6 at most with so few lines; without any it would be 1.
    #expect(error < 0.8 * plain)
  }

  @Test func allocationsAddUpToTheWhole() async throws {
    let options = options(isIntegrated: false)
    let whole = try await held(options).allocation(strategy: 0, by: "segment")
    let stretched = try await inStretches(options).allocation(strategy: 0, by: "segment")
    #expect(whole.parts.map(\.value) == stretched.parts.map(\.value))
    for (part, other) in zip(whole.parts, stretched.parts) {
      #expect(abs(part.share - other.share) < 1e-11)
    }
    #expect(abs(stretched.parts.reduce(0) { $0 + $1.share } - 1) < 1e-12)
  }

  @Test func threadsChangeNothing() async throws {
    let one = try await inStretches(options(isIntegrated: true))
    let two = try await inStretches(options(isIntegrated: true, threads: 2))
    for measure in one.result.shownMeasures {
      #expect(one.band(for: measure) == two.band(for: measure))
    }
    #expect(
      one.result.strategies[0].bridge.map(\.amount) == two.result.strategies[0].bridge.map(\.amount)
    )
    #expect(one.result.assumptionValues == two.result.assumptionValues)
  }

  @Test func firstTrialsAreKept() async throws {
    let options = options(isIntegrated: false)
    let (whole, stretched) = (try await held(options).result, try await inStretches(options).result)
    #expect(stretched.trials == 8 * 256)
    #expect(stretched.options.trials == 8 * 600)
    for assumption in scenario.assumptions.indices {
      for randomisation in 0..<8 {
        #expect(
          stretched.assumptionValues[assumption][
            (randomisation * 256)..<((randomisation + 1) * 256)]
            == whole.assumptionValues[assumption][
              (randomisation * 600)..<(randomisation * 600 + 256)])
      }
    }
    #expect(stretched.strategies[0].sessionCosts.count == 8 * 64 * 2)
  }
}
