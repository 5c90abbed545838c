import Distributions
import Foundation
import Kernels
import Scenarios

/// The outer level: draws of assumptions and of the demand process, trial by trial.
///
/// Each marginal is a monotone map of its coordinate; some coordinates are turned together, and
/// correlated assumptions pass through a Gaussian copula.
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
  let rotation: OuterRotation
  private let layout: OuterLayout
  private let hasDemandProcess: Bool

  init(
    scenario: Scenario, layout: OuterLayout, method: SimulationOptions.Method, seed: UInt64,
    rotation: OuterRotation, design: OuterDesign? = nil
  ) {
    precondition(design == nil || rotation == .none, "blocks replace coordinates before a rotation")
    self.rotation = rotation
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

  /// The normals of the coordinate that runs where cost grows, of some points; `nil` without a
  /// rotation.
  func axis(_ points: OuterPoints, first: Int, count: Int) -> [Double]? {
    rotations.first.map {
      Self.normals(points.column($0.places[0], second: false, first: first, count: count))
    }
  }

  /// Draws trials as they are, but for the coordinate that runs where cost grows: it stands still.
  ///
  /// - Precondition: There is a rotation.
  func draws(_ points: OuterPoints, first: Int, count: Int, axis: Double) -> Draws {
    draws(points, first: first, count: count, block: nil, axis: axis)
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
    _ points: OuterPoints, first: Int, count: Int, block: OuterDesign.Block?,
    axis: Double? = nil
  ) -> Draws {
    let weeks = scenario.hasDemandNoise ? scenario.horizon.weeks : 0
    func uniforms(_ dimension: Int, second: Bool) -> [Double] {
      points.column(dimension, second: second, first: first, count: count)
    }
    let turned = turned(points, first: first, count: count, axis: axis)
    var assumptions = scenario.assumptions.enumerated().map { index, assumption in
      let place = layout.place(of: assumption)
      return turned[place].map { $0.map(Self.uniform) }
        ?? uniforms(place, second: block?.second.contains(index) ?? false)
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
      let place = layout.place(ofDemandIn: week)
      return turned[place] ?? Self.normals(uniforms(place, second: secondDemand))
    }
    return Draws(
      assumptions: assumptions, heterogeneity: heterogeneity, demand: demand,
      otherHeterogeneity: [], otherDemand: [])
  }

  /// Turns of coordinates that the scenario has.
  var rotations: [OuterRotation.Group] {
    let places = Set(layout.normalPlaces(of: scenario))
    return rotation.groups.filter { !places.isDisjoint(with: $0.places) }
  }

  /// The normals that the rotation turns, by place.
  ///
  /// - Parameter axis: Where the first coordinate of the first group stands; `nil` for where it falls.
  private func turned(
    _ points: OuterPoints, first: Int, count: Int, axis: Double?
  ) -> [Int: [Double]] {
    var turned: [Int: [Double]] = [:]
    for (place, group) in rotations.enumerated() {
      let axis = place == 0 ? axis : nil
      guard group.reflection != nil || axis != nil else { continue }
      var normals = group.places.map {
        Self.normals(points.column($0, second: false, first: first, count: count))
      }
      if let axis { normals[0] = [Double](repeating: axis, count: count) }
      group.reflection?.apply(columns: &normals)
      for (place, column) in zip(group.places, normals) {
        turned[place] = column
      }
    }
    return turned
  }

  /// The independent normals of the assumptions at the first points, neither turned nor correlated.
  func normals(_ points: OuterPoints, count: Int) -> [[Double]] {
    scenario.assumptions.map {
      Self.normals(
        points.column(layout.place(of: $0), second: false, first: 0, count: count))
    }
  }

  private static func uniform(_ normal: Double) -> Double {
    // Beyond 8.2 standard deviations the distribution function rounds to 1.
    min(max(StandardNormal.cdf(normal), 0x1p-53), 1 - 0x1p-53)
  }

  private static func normals(_ uniforms: [Double]) -> [Double] {
    var normals = uniforms
    var span = normals.mutableSpan
    StandardNormal.quantiles(of: uniforms.span, into: &span)
    return normals
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
  static let scatter: UInt64 = 9
  static let scatteredSessions: UInt64 = 10
}
