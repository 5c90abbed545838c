import Foundation
import Scenarios

/// The retries of a call, in and out of an outage of its provider.
///
/// All requests of one turn on one model meet the same state; turns meet theirs independently. So
/// moments of a turn are those of either state, mixed as raw moments.
struct RetryStates {
  let normal: RetryMoments
  /// `nil` where there is no outage.
  let outage: RetryMoments?
  /// Share of the turns in an outage.
  let outageShare: Double

  static let none = RetryStates(.none)

  init(_ retry: Retry?, inputs: Inputs) {
    guard let retry else {
      self = .none
      return
    }
    let billing = FailureBilling(retry, inputs: inputs)
    func moments(_ failureRate: Quantity) -> RetryMoments {
      RetryMoments(
        failureRate: inputs(failureRate), maxAttempts: retry.maxAttempts, billing: billing)
    }
    self.init(
      moments(retry.failureRate),
      outage: retry.outage.map { (inputs($0.share), moments($0.failureRate)) })
  }

  init(_ normal: RetryMoments, outage: (share: Double, moments: RetryMoments)? = nil) {
    self.normal = normal
    let isMet = outage.map { $0.share > 0 } ?? false
    self.outage = isMet ? outage?.moments : nil
    outageShare = isMet ? outage?.share ?? 0 : 0
  }

  /// E[R] and E[A] of a request.
  var billed: Double { mean(\.billed) }
  var attempts: Double { mean(\.attempts) }

  /// P(every request of a turn gets through).
  ///
  /// - Parameter steps: P(steps = k); requests are one more.
  func arrived(steps: [Double]) -> Double {
    mean { moments in
      // What is lost is summed, so that the rounding of the masses loses nothing and gains nothing.
      var lost = 0.0
      for (k, mass) in steps.enumerated() {
        lost += mass * (1 - pow(moments.delivered, Double(k + 1)))
      }
      return 1 - lost
    }
  }

  private func mean(_ value: (RetryMoments) -> Double) -> Double {
    guard let outage else { return value(normal) }
    return (1 - outageShare) * value(normal) + outageShare * value(outage)
  }
}
