/// Cumulants of what one model request is billed when failed attempts are repeated.
///
/// Attempts are independent, each failing with probability f, at most M of them. With A the number
/// of attempts made and R = 1{one succeeded} + the billed fractions of the failed attempts, a request
/// of token cost x and per-attempt price p costs x R + p A. Fractions are independent of one another
/// and of the number of failures.
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

  static let none = RetryMoments(failureRate: 0, maxAttempts: 1, billing: .free)

  init(failureRate f: Double, maxAttempts: Int, billing: FailureBilling) {
    let phi = billing.mean
    var masses: [(probability: Double, billed: Double, attempts: Double, failures: Double)] =
      []
    var reached = 1.0
    for attempt in 1...maxAttempts {
      let failures = Double(attempt - 1)
      masses.append((reached * (1 - f), 1 + phi * failures, Double(attempt), failures))
      reached *= f
    }
    delivered = 1 - reached
    let all = Double(maxAttempts)
    masses.append((reached, phi * all, all, all))
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
      // The sum of the fractions of n failures spreads with n times the cumulants of one.
      let spread = mass.failures * billing.variance
      central.rr += mass.probability * (dr * dr + spread)
      central.ra += mass.probability * dr * da
      central.aa += mass.probability * da * da
      central.rrr +=
        mass.probability * (dr * dr * dr + 3 * dr * spread + mass.failures * billing.third)
      central.rra += mass.probability * (dr * dr + spread) * da
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
