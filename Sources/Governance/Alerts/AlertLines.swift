import Foundation

/// Spend by minute, hour and day that a healthy feature seldom exceeds.
///
/// A week is healthy up to the P95 of its band. At that level the sums of the last minute, 60 and 1,440
/// minutes, looked at once a minute, are above their line in ``AlertLines/minutesAboveAMonth`` minutes of
/// a month in expectation, so an alert begins less than once a month; windows of the clock are some of
/// those that slide. At any lower level it is less. Sessions count where they start, as lumps: spread over
/// their turns, their spend is smoother.
package struct AlertLines: Sendable, Equatable {
  /// Half of what is promised, for what the two moments of a session do not say.
  package static let minutesAboveAMonth = 0.5

  package let minute: Double
  package let hour: Double
  package let day: Double

  package init(_ traffic: HealthyTraffic) {
    func line(_ window: HealthyTraffic.Window) -> Double {
      let tails = WindowTails(session: traffic.session, windows: traffic.windows(window))
      return Self.roundedUp(tails.line(exceededAMonth: Self.minutesAboveAMonth))
    }
    minute = line(.minute)
    hour = line(.hour)
    day = line(.day)
  }

  package subscript(_ window: HealthyTraffic.Window) -> Double {
    switch window {
    case .minute: minute
    case .hour: hour
    case .day: day
    }
  }

  /// To two significant digits, upwards: people read and type it.
  package static func roundedUp(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    let exponent = Int(floor(log10(value))) - 1
    let digits = (value / pow(10, Double(exponent)) * (1 - 1e-12)).rounded(.up)
    // Through a power that is a whole number, so that the quotient is the nearest double.
    return exponent >= 0 ? digits * pow(10, Double(exponent)) : digits / pow(10, Double(-exponent))
  }
}
