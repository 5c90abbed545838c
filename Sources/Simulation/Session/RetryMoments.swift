import Foundation
import Scenarios

/// Cumulants of what one model request is billed when failed attempts are repeated.
///
/// Attempts are independent, each failing with probability f, at most M of them. With A the number
/// of attempts made and R = 1{one succeeded} + φ · (failed attempts), a request of token cost x and
/// per-attempt price p costs x R + p A.
///
/// - Source: truncated geometric; Klugman, Panjer & Willmot, "Loss Models", ch. 6.
struct RetryMoments {
  /// E[R] and E[A].
  let billed: Double
  let attempts: Double
  /// Second cumulants.
  let varBilled: Double
  let covBilledAttempts: Double
  let varAttempts: Double
  /// Third cumulants: κ(R,R,R), κ(R,R,A), κ(R,A,A), κ(A,A,A).
  let thirdBilled: Double
  let thirdBilledBilledAttempts: Double
  let thirdBilledAttemptsAttempts: Double
  let thirdAttempts: Double
  /// P(some attempt succeeds).
  let delivered: Double

  static let none = RetryMoments(failureRate: 0, maxAttempts: 1, billedFraction: 0)

  init(_ retry: Retry?, inputs: Inputs) {
    if let retry {
      self.init(
        failureRate: inputs(retry.failureRate), maxAttempts: retry.maxAttempts,
        billedFraction: inputs(retry.billedFraction))
    } else {
      self = .none
    }
  }

  init(failureRate f: Double, maxAttempts: Int, billedFraction phi: Double) {
    var masses: [(probability: Double, billed: Double, attempts: Double)] = []
    var reached = 1.0
    for attempt in 1...maxAttempts {
      masses.append((reached * (1 - f), 1 + phi * Double(attempt - 1), Double(attempt)))
      reached *= f
    }
    delivered = 1 - reached
    masses.append((reached, phi * Double(maxAttempts), Double(maxAttempts)))
    var r = 0.0
    var a = 0.0
    for mass in masses {
      r += mass.probability * mass.billed
      a += mass.probability * mass.attempts
    }
    var central = (rr: 0.0, ra: 0.0, aa: 0.0, rrr: 0.0, rra: 0.0, raa: 0.0, aaa: 0.0)
    for mass in masses {
      let dr = mass.billed - r
      let da = mass.attempts - a
      central.rr += mass.probability * dr * dr
      central.ra += mass.probability * dr * da
      central.aa += mass.probability * da * da
      central.rrr += mass.probability * dr * dr * dr
      central.rra += mass.probability * dr * dr * da
      central.raa += mass.probability * dr * da * da
      central.aaa += mass.probability * da * da * da
    }
    billed = r
    attempts = a
    varBilled = central.rr
    covBilledAttempts = central.ra
    varAttempts = central.aa
    thirdBilled = central.rrr
    thirdBilledBilledAttempts = central.rra
    thirdBilledAttemptsAttempts = central.raa
    thirdAttempts = central.aaa
  }
}

/// Cumulants of the rounds that follow the first when a checker rejects answers.
struct RoundMoments {
  /// Of J = rounds - 1.
  let mean: Double
  let variance: Double
  let third: Double
  /// P(the last round is accepted).
  let accepted: Double

  static let single = RoundMoments(failureRate: 0, maxRounds: 1)

  init(_ validation: Validation?, inputs: Inputs) {
    if let validation {
      self.init(failureRate: inputs(validation.failureRate), maxRounds: validation.maxRounds)
    } else {
      self = .single
    }
  }

  init(failureRate v: Double, maxRounds: Int) {
    var masses: [Double] = []
    var reached = 1.0
    for _ in 1..<maxRounds {
      masses.append(reached * (1 - v))
      reached *= v
    }
    masses.append(reached)
    var mean = 0.0
    for (extra, mass) in masses.enumerated() { mean += mass * Double(extra) }
    var variance = 0.0
    var third = 0.0
    for (extra, mass) in masses.enumerated() {
      let deviation = Double(extra) - mean
      variance += mass * deviation * deviation
      third += mass * deviation * deviation * deviation
    }
    self.mean = mean
    self.variance = variance
    self.third = third
    accepted = 1 - reached * v
  }
}
