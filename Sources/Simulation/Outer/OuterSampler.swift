import Distributions
import Foundation
import Kernels
import Scenarios

/// The outer level: draws of assumptions and of the demand process, trial by trial.
///
/// Each marginal is a monotone map of its coordinate; correlated assumptions pass through a Gaussian
/// copula.
struct OuterSampler: Sendable {
  /// The draws of some trials of one randomisation.
  struct Draws {
    /// `assumptions[i][t]`.
    var assumptions: [[Double]]
    /// `heterogeneity[s][t]`: uniform coordinate of segment s.
    var heterogeneity: [[Double]]
    /// `demand[w][t]`: standard normal of week w; empty without demand noise.
    var demand: [[Double]]
    /// A second, independent set for the share of the demand process in the variance; empty where
    /// the demand process is not random.
    var otherHeterogeneity: [[Double]]
    var otherDemand: [[Double]]
  }

  let scenario: Scenario
  let method: SimulationOptions.Method
  let seed: UInt64
  let correlation: CopulaCorrelation?
  /// `nil` for one independent point a trial.
  let design: OuterDesign?
  private let layout: OuterLayout
  private let hasDemandProcess: Bool

  init(
    scenario: Scenario, layout: OuterLayout, method: SimulationOptions.Method, seed: UInt64,
    design: OuterDesign? = nil
  ) {
    self.scenario = scenario
    self.layout = layout
    self.design = design
    self.method = method
    self.seed = seed
    correlation = CopulaCorrelation(scenario)
    hasDemandProcess = scenario.hasDemandProcess
  }

  /// The points of a randomisation of so many trials.
  func points(randomisation: Int, trials: Int) -> OuterPoints {
    OuterPoints(
      dimensions: layout.dimensions, sets: design == nil ? 1 : 2, method: method, seed: seed,
      randomisation: randomisation, count: design?.points ?? trials)
  }

  /// Draws trials `first ..< first + count` of the randomisation that the points are of.
  func draws(_ points: OuterPoints, first: Int, count: Int) -> Draws {
    guard let design else {
      var draws = draws(points, first: first, count: count, block: nil)
      addOtherDemand(
        to: &draws, randomisation: points.randomisation, first: first, count: count)
      return draws
    }
    let parts = design.runs(first: first, count: count).map { run in
      draws(points, first: run.points.lowerBound, count: run.points.count, block: run.block)
    }
    return parts.dropFirst().reduce(parts[0]) { $0.followed(by: $1) }
  }

  /// - Parameter block: What is replaced; `nil` for nothing.
  private func draws(
    _ points: OuterPoints, first: Int, count: Int, block: OuterDesign.Block?
  ) -> Draws {
    let weeks = scenario.hasDemandNoise ? scenario.horizon.weeks : 0
    func uniforms(_ dimension: Int, second: Bool) -> [Double] {
      points.column(dimension, second: second, first: first, count: count)
    }
    var assumptions = scenario.assumptions.enumerated().map { index, assumption in
      uniforms(layout.place(of: assumption), second: block?.second.contains(index) ?? false)
    }
    correlation?.apply(to: &assumptions)
    for (index, assumption) in scenario.assumptions.enumerated() {
      if let probability = block?.fixed[index] {
        assumptions[index] = [Double](
          repeating: assumption.law.quantile(probability), count: count)
        continue
      }
      for trial in 0..<count {
        assumptions[index][trial] = assumption.law.quantile(assumptions[index][trial])
      }
    }
    let secondDemand = block?.secondDemand ?? false
    let heterogeneity = scenario.segments.map {
      uniforms(layout.place(ofHeterogeneityOf: $0), second: secondDemand)
    }
    let demand = (0..<weeks).map { week in
      uniforms(layout.place(ofDemandIn: week), second: secondDemand)
        .map { StandardNormal.quantile($0) }
    }
    return Draws(
      assumptions: assumptions, heterogeneity: heterogeneity, demand: demand,
      otherHeterogeneity: [], otherDemand: [])
  }

  private func addOtherDemand(
    to draws: inout Draws, randomisation: Int, first: Int, count: Int
  ) {
    guard hasDemandProcess else { return }
    let weeks = scenario.hasDemandNoise ? scenario.horizon.weeks : 0
    let empty = [Double](repeating: 0, count: count)
    draws.otherHeterogeneity = [[Double]](repeating: empty, count: scenario.segments.count)
    draws.otherDemand = [[Double]](repeating: empty, count: weeks)
    for trial in 0..<count {
      var stream = RandomStream(
        seed: seed, StreamID.otherDemand, UInt64(randomisation), UInt64(first + trial))
      for segment in scenario.segments.indices {
        draws.otherHeterogeneity[segment][trial] = stream.uniform()
      }
      for week in 0..<weeks { draws.otherDemand[week][trial] = stream.normal() }
    }
  }
}

extension OuterSampler.Draws {
  /// These trials, then others that have no second demand process either.
  fileprivate func followed(by other: Self) -> Self {
    func joined(_ first: [[Double]], _ second: [[Double]]) -> [[Double]] {
      zip(first, second).map { $0 + $1 }
    }
    return Self(
      assumptions: joined(assumptions, other.assumptions),
      heterogeneity: joined(heterogeneity, other.heterogeneity),
      demand: joined(demand, other.demand), otherHeterogeneity: [], otherDemand: [])
  }
}

/// What a random stream is for: the first word of its key.
enum StreamID {
  static let outer: UInt64 = 1
  static let outerPlain: UInt64 = 2
  static let otherDemand: UInt64 = 3
  static let panel: UInt64 = 4
  static let noise: UInt64 = 5
  static let sessions: UInt64 = 6
  static let singleSessions: UInt64 = 7
  static let outerStrata: UInt64 = 8
}
