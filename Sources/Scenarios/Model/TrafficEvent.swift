/// Something that changes a segment's use from one week on: a launch, a campaign, a new region.
package struct TrafficEvent: Sendable {
  package enum Effect: Sendable {
    /// Multiplies sessions, for some weeks or until the end of the horizon.
    case factor(Quantity, weeks: Int?)
    /// More people who could use the feature; adoption begins with them as it began at launch.
    case users(Quantity)
  }

  /// First week that it changes, from 0.
  package let week: Int
  package let effect: Effect

  package init(week: Int, effect: Effect) {
    self.week = week
    self.effect = effect
  }
}
