import Foundation
import Scenarios

/// What an epoch has learned about routing and answering, in one trial.
struct Learned {
  /// Points of success gained.
  let success: Double
  /// Factor on the rates at which sorters err.
  let misroute: Double
  /// Points of sessions that have moved to the first model.
  let share: Double

  static let nothing = Learned(success: 0, misroute: 1, share: 0)

  private init(success: Double, misroute: Double, share: Double) {
    self.success = success
    self.misroute = misroute
    self.share = share
  }

  init(_ learning: Learning?, months: Int, _ inputs: Inputs) {
    guard let learning, months > 0 else {
      self = .nothing
      return
    }
    success = inputs(learning.successPerMonth) * Double(months)
    misroute = pow(1 + inputs(learning.misroutePerMonth), Double(months))
    share = inputs(learning.shareToFirstPerMonth) * Double(months)
  }
}
