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
  private let layout: OuterLayout
  private let hasDemandProcess: Bool

  init(
    scenario: Scenario, layout: OuterLayout, method: SimulationOptions.Method, seed: UInt64
  ) {
    self.scenario = scenario
    self.layout = layout
    self.method = method
    self.seed = seed
    correlation = CopulaCorrelation(scenario)
    hasDemandProcess =
      scenario.hasDemandNoise
      || scenario.segments.contains { $0.userHeterogeneity.value != .known(0) }
  }

  /// Draws trials `first ..< first + count` of a randomisation.
  func draws(randomisation: Int, first: Int, count: Int) -> Draws {
    let weeks = scenario.hasDemandNoise ? scenario.horizon.weeks : 0
    let sobolDimensions = min(max(layout.dimensions, 1), SobolSequence.maximumDimensions)
    let sobol = ScrambledSobol(
      dimensions: sobolDimensions,
      key: RandomStream.hash(seed, UInt64(randomisation), StreamID.outer))
    func uniforms(_ dimension: Int) -> [Double] {
      var column = [Double](repeating: 0, count: count)
      if method == .sobol, dimension < sobolDimensions {
        var span = column.mutableSpan
        sobol.fill(dimension: dimension, from: first, into: &span)
      } else {
        for trial in 0..<count {
          var stream = RandomStream(
            seed: seed, StreamID.outerPlain, UInt64(randomisation), UInt64(dimension),
            UInt64(first + trial))
          column[trial] = stream.uniform()
        }
      }
      return column
    }

    var assumptions = scenario.assumptions.map { uniforms(layout.place(of: $0)) }
    correlation?.apply(to: &assumptions)
    for (index, assumption) in scenario.assumptions.enumerated() {
      for trial in 0..<count {
        assumptions[index][trial] = assumption.law.quantile(assumptions[index][trial])
      }
    }
    let heterogeneity = scenario.segments.map { uniforms(layout.place(ofHeterogeneityOf: $0)) }
    let demand = (0..<weeks).map { week in
      uniforms(layout.place(ofDemandIn: week)).map { StandardNormal.quantile($0) }
    }
    var otherHeterogeneity: [[Double]] = []
    var otherDemand: [[Double]] = []
    if hasDemandProcess {
      let empty = [Double](repeating: 0, count: count)
      otherHeterogeneity = [[Double]](repeating: empty, count: scenario.segments.count)
      otherDemand = [[Double]](repeating: empty, count: weeks)
      for trial in 0..<count {
        var stream = RandomStream(
          seed: seed, StreamID.otherDemand, UInt64(randomisation), UInt64(first + trial))
        for segment in scenario.segments.indices {
          otherHeterogeneity[segment][trial] = stream.uniform()
        }
        for week in 0..<weeks { otherDemand[week][trial] = stream.normal() }
      }
    }
    return Draws(
      assumptions: assumptions, heterogeneity: heterogeneity, demand: demand,
      otherHeterogeneity: otherHeterogeneity, otherDemand: otherDemand)
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
}
