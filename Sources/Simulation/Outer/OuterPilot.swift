import Foundation
import Kernels
import Scenarios

/// Finds the direction in which the cost of a scenario grows, in the standard normals of its
/// assumptions and of its weeks of demand.
///
/// The slopes in the assumptions are those of a plane through the logarithm of expected cost, over a
/// few hundred points of a sequence of their own; by Stein's identity they estimate the mean gradient.
/// Those in the weeks of demand, many and small, follow from each week's share of the cost.
struct OuterPilot {
  /// Fewest points, and points for each slope: the slopes then miss a direction of the right length by
  /// an eighth, in square, of what the plane leaves unexplained.
  private static let leastPoints = 256
  private static let pointsPerSlope = 8
  /// Randomisation number of the pilot, beyond any real one and that of request noise.
  private static let randomisation = (1 << 20) + 1
  /// Slopes are rounded to this part of the steepest. What cost the last digit depends on, the kind of
  /// processor through OpenBLAS, then does not reach the draws; and what does not matter is not turned.
  private static let parts = 1024.0

  /// By assumption, then by week of demand noise; 0 where cost does not depend on it.
  let direction: [Double]
  private let slopes: [Double]
  private let variance: Double

  /// - Returns: `nil` where cost depends neither on the assumptions nor on demand.
  /// - Throws: `CancellationError` when the task is cancelled.
  init?(_ scenario: Scenario, seed: UInt64, threads: Int) async throws {
    var points = Self.leastPoints
    while points < Self.pointsPerSlope * scenario.assumptions.count { points *= 2 }
    let pilot = try await Self.run(scenario, points: points, seed: seed, threads: threads)
    let costs = pilot.weeks.reduce(pilot.fixed) { zip($0, $1).map(+) }
    let isPositive = costs.allSatisfy { $0 > 0 }
    let values = isPositive ? costs.map { log($0) } : costs
    func mean(_ values: [Double]) -> Double { fixedOrderSum(values) / Double(points) }
    var slopes =
      LinearSlopes.fit(columns: pilot.normals, values: values)?.slopes
      ?? scenario.assumptions.map { _ in 0 }
    if scenario.hasDemandNoise {
      let inputs = Inputs(draws: pilot.assumptions.map(mean))
      let noise = DemandNoise(
        standardDeviation: inputs(scenario.demand.weeklyNoise),
        autocorrelation: inputs(scenario.demand.autocorrelation))
      let unit = isPositive ? mean(costs) : 1
      slopes += noise.slopes(ofWeightedLevels: pilot.weeks.map { mean($0) / unit })
    }
    let steepest = slopes.reduce(0) { max($0, $1.magnitude) }
    guard steepest > 0, steepest.isFinite else { return nil }
    direction = slopes.map { ($0 / steepest * Self.parts).rounded() }
    self.slopes = slopes
    let centre = mean(values)
    variance = mean(values.map { ($0 - centre) * ($0 - centre) })
  }

  /// Share of the variance that the slopes in some coordinates carry, 0...1.
  func share(of coordinates: [Int]) -> Double {
    min(coordinates.reduce(0) { $0 + slopes[$1] * slopes[$1] } / variance, 1)
  }

  private struct Run {
    /// Independent normals of the assumptions, and their draws.
    let normals: [[Double]]
    let assumptions: [[Double]]
    /// What use costs by week, and what is paid whatever the use; US dollars by trial.
    let weeks: [[Double]]
    let fixed: [Double]
  }

  private static func run(
    _ scenario: Scenario, points: Int, seed: UInt64, threads: Int
  ) async throws -> Run {
    let plan = Plan(scenario: scenario, strategies: [])
    let sampler = OuterSampler(
      scenario: scenario, layout: OuterLayout([scenario]), method: .sobol, seed: seed,
      rotation: .none)
    let weeks = scenario.horizon.weeks
    let columns =
      NoisePlan.pilotColumns(weeks: weeks)
      + [ColumnKey(.fixedCost), ColumnKey(.commitmentCost)]
    let output = try await RandomisationRun(
      plan: plan, sampler: sampler, seed: seed, randomisation: randomisation, trials: points,
      columns: columns, noise: [NoisePlan(pilotOf: plan)], detail: .means
    ).runByHalves(threads: threads)
    func sum(_ first: Int) -> [Double] {
      let columns = output.strategies[0].columns
      return zip(columns.expectedValues(first), columns.expectedValues(first + 1)).map(+)
    }
    return Run(
      normals: sampler.normals(
        sampler.points(randomisation: randomisation, trials: points), count: points),
      assumptions: output.assumptions, weeks: (0..<weeks).map { sum(2 * $0) },
      fixed: sum(2 * weeks))
  }
}
