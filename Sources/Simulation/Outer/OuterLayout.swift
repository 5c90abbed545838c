import Scenarios

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

  var dimensions: Int { places.count }

  /// - Parameter scenarios: All that are compared; one alone keeps its own order: assumptions,
  ///   segments, weeks of demand noise.
  package init(_ scenarios: [Scenario]) {
    self.init(scenarios, after: [:])
  }

  /// The layout with room for one more scenario; what has a place keeps it, and its draws.
  package func adding(_ scenario: Scenario) -> OuterLayout {
    OuterLayout([scenario], after: places)
  }

  private init(_ scenarios: [Scenario], after present: [Key: Int]) {
    var places = present
    func add(_ key: Key) {
      if places[key] == nil { places[key] = places.count }
    }
    for scenario in scenarios {
      for assumption in scenario.assumptions { add(.assumption(assumption.path)) }
    }
    for scenario in scenarios {
      for segment in scenario.segments { add(.heterogeneity(segment.name)) }
    }
    for scenario in scenarios where scenario.hasDemandNoise {
      for week in 0..<scenario.horizon.weeks { add(.demand(week)) }
    }
    self.places = places
  }

  func place(of assumption: Assumption) -> Int { place(.assumption(assumption.path)) }

  func place(ofHeterogeneityOf segment: Segment) -> Int { place(.heterogeneity(segment.name)) }

  func place(ofDemandIn week: Int) -> Int { place(.demand(week)) }

  private func place(_ key: Key) -> Int {
    guard let place = places[key] else { preconditionFailure("\(key) is not in the layout") }
    return place
  }
}

extension Scenario {
  var hasDemandNoise: Bool { demand.weeklyNoise.value != .known(0) }

  /// Whether demand is random beside the assumptions: weekly noise, or users that differ.
  package var hasDemandProcess: Bool {
    hasDemandNoise || segments.contains { $0.userHeterogeneity.value != .known(0) }
  }
}
