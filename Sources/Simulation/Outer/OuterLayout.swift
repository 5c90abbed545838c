import Scenarios
import Synchronization

/// Which coordinate of the outer points each input takes.
///
/// Coordinates belong to names, not to places: scenarios that are compared with each other take one
/// layout over the union of their inputs, and an input that two of them share has the same draw in
/// both, whatever else differs between them.
package struct OuterLayout: Sendable {
  private enum Key: Hashable {
    /// By dotted path.
    case assumption(String)
    /// By name of the segment.
    case heterogeneity(String)
    /// By week from launch.
    case demand(Int)
  }

  private let places: [Key: Int]
  private let rotations: Rotations

  var dimensions: Int { places.count }

  /// - Parameter scenarios: All that are compared, one after the other: assumptions, segments, weeks of
  ///   demand noise. The first has the places, and the draws, that it has alone.
  package init(_ scenarios: [Scenario]) {
    self.init(scenarios, after: [:], Rotations(scenarios))
  }

  /// The layout with room for one more scenario; what has a place keeps it, and its draws. What comes
  /// new is not turned.
  package func adding(_ scenario: Scenario) -> OuterLayout {
    OuterLayout([scenario], after: places, rotations)
  }

  private init(_ scenarios: [Scenario], after present: [Key: Int], _ rotations: Rotations) {
    self.rotations = rotations
    var places = present
    func add(_ key: Key) {
      if places[key] == nil { places[key] = places.count }
    }
    for scenario in scenarios {
      for assumption in scenario.assumptions { add(.assumption(assumption.path)) }
      for segment in scenario.segments { add(.heterogeneity(segment.name)) }
      guard scenario.hasDemandNoise else { continue }
      for week in 0..<scenario.horizon.weeks { add(.demand(week)) }
    }
    self.places = places
  }

  /// The turn of the coordinates that all scenarios of the layout share.
  ///
  /// It depends on the scenarios that the layout began with and on the seed; it is found when first
  /// asked for.
  func rotation(seed: UInt64, threads: Int) async throws -> OuterRotation {
    try await rotations.rotation(on: self, seed: seed, threads: threads)
  }

  func place(of assumption: Assumption) -> Int { place(.assumption(assumption.path)) }

  func place(ofHeterogeneityOf segment: Segment) -> Int { place(.heterogeneity(segment.name)) }

  func place(ofDemandIn week: Int) -> Int { place(.demand(week)) }

  /// Places that are drawn as normals: of assumptions, then of weeks of demand noise.
  func normalPlaces(of scenario: Scenario) -> [Int] {
    let weeks = scenario.hasDemandNoise ? scenario.horizon.weeks : 0
    return scenario.assumptions.map(place) + (0..<weeks).map(place(ofDemandIn:))
  }

  private func place(_ key: Key) -> Int {
    guard let place = places[key] else { preconditionFailure("\(key) is not in the layout") }
    return place
  }
}

/// The rotation of a layout by seed, found once for all its runs.
private final class Rotations: Sendable {
  private let scenarios: [Scenario]
  private let found = Mutex<[UInt64: OuterRotation]>([:])

  init(_ scenarios: [Scenario]) {
    self.scenarios = scenarios
  }

  func rotation(on layout: OuterLayout, seed: UInt64, threads: Int) async throws -> OuterRotation {
    if let rotation = found.withLock({ $0[seed] }) { return rotation }
    let rotation = try await OuterRotation(of: scenarios, on: layout, seed: seed, threads: threads)
    found.withLock { $0[seed] = rotation }
    return rotation
  }
}

extension Scenario {
  var hasDemandNoise: Bool { demand.weeklyNoise.value != .known(0) }

  /// Whether demand is random beside the assumptions: weekly noise, or users that differ.
  package var hasDemandProcess: Bool {
    hasDemandNoise || segments.contains { $0.userHeterogeneity.value != .known(0) }
  }
}
