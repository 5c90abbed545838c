/// Sends each session to a small or a large model by a threshold on a score.
package struct Router: Sendable {
  /// A model, and how often it succeeds on all sessions.
  package struct Side: Sendable {
    package let model: String
    package let success: Quantity

    package init(model: String, success: Quantity) {
      self.model = model
      self.success = success
    }
  }

  /// Where the threshold is put.
  package enum Setting: Sendable {
    /// So that this share of the sessions goes to the large model.
    case shareToLarge(Quantity)
    /// So that as few as possible go there for this share of the gap in success to be recovered.
    case gapRecovered(Quantity)
  }

  package let small: Side
  package let large: Side
  package let curve: RouterCurve
  package let setting: Setting
  /// The request that makes the score; `nil` where it costs nothing.
  package let classifier: Sorter?

  package init(
    small: Side, large: Side, curve: RouterCurve, setting: Setting,
    classifier: Sorter?
  ) {
    self.small = small
    self.large = large
    self.curve = curve
    self.setting = setting
    self.classifier = classifier
  }
}

/// What share of the gap in success a router recovers, by the share of the sessions that it sends to
/// the large model.
package struct RouterCurve: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    package let share: Double
    package let recovered: Double

    package init(share: Double, recovered: Double) {
      self.share = share
      self.recovered = recovered
    }
  }

  /// From (0, 0) to (1, 1), shares increasing; straight between points.
  package let points: [Point]

  /// The router that draws lots: a straight line.
  package static let random = RouterCurve(between: [])

  /// - Precondition: Shares lie between 0 and 1 and increase.
  package init(between inner: [Point]) {
    points = [Point(share: 0, recovered: 0)] + inner + [Point(share: 1, recovered: 1)]
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.share < $1.share },
      "shares do not increase from 0 to 1: \(points)")
  }
}
