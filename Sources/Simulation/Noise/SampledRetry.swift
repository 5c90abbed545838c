import Foundation
import Scenarios

/// The probability that an attempt fails.
struct FailureChance {
  let probability: Double
  private let logSuccess: Double

  init(_ probability: Double) {
    self.probability = probability
    logSuccess = log1p(-probability)
  }

  /// Requests that get through at once before one does not.
  ///
  /// - Source: Devroye, "Non-Uniform Random Variate Generation" (1986), ch. X.2: geometric by
  ///   inversion.
  func requestsBeforeFailure(_ stream: inout some UniformSource) -> Double {
    (log(stream.uniform()) / logSuccess).rounded(.down)
  }
}

/// The retries of a call with the numbers of one trial, ready to be sampled.
struct SampledRetry {
  /// What the attempts of a request came to in each of a group of sessions.
  struct Attempts {
    var billed: Lanes
    var sent: Lanes
    /// 1 where one got through.
    var arrived = Lanes(repeating: 1)
  }

  private let failure: FailureChance
  private let outage: (share: Double, failure: FailureChance)?
  private let maxAttempts: Int
  private let kinds: [(share: Double, fraction: Double)]

  init(_ retry: Retry?, _ trial: Inputs) {
    failure = FailureChance(retry.map { trial($0.failureRate) } ?? 0)
    outage = retry?.outage.map { (trial($0.share), FailureChance(trial($0.failureRate))) }
    maxAttempts = retry?.maxAttempts ?? 1
    kinds = retry.map { FailureBilling.kinds($0, inputs: trial) } ?? []
  }

  /// True where every request gets through at once.
  var isCertain: Bool {
    failure.probability == 0
      && (outage.map { $0.share == 0 || $0.failure.probability == 0 } ?? true)
  }

  /// Of an attempt in one turn: that of the state it meets.
  func failure(_ stream: inout some UniformSource) -> FailureChance {
    guard let outage else { return failure }
    return stream.uniform() < outage.share ? outage.failure : failure
  }

  /// Likewise the probability in each of a group of sessions.
  @inline(__always)
  func failing(_ draws: inout ColumnDraws) -> Lanes {
    let usual = Lanes(repeating: failure.probability)
    guard let outage else { return usual }
    return usual.replacing(
      with: outage.failure.probability, where: draws.uniforms() .< Lanes(repeating: outage.share))
  }

  /// Billed copies of a request, attempts made, and whether one got through.
  ///
  /// - Parameter failed: First attempts that are known to fail.
  func attempt(
    failure: FailureChance, after failed: Int = 0, _ stream: inout some UniformSource
  ) -> (billed: Double, attempts: Double, arrived: Bool) {
    attempt(failing: failure.probability, after: failed, &stream)
  }

  private func attempt(
    failing probability: Double, after failed: Int, _ stream: inout some UniformSource
  ) -> (billed: Double, attempts: Double, arrived: Bool) {
    if probability == 0 { return (1, 1, true) }
    var billed = 0.0
    for attempt in 1...maxAttempts {
      if attempt > failed, stream.uniform() >= probability {
        return (billed + 1, Double(attempt), true)
      }
      billed += fraction(&stream)
    }
    return (billed, Double(maxAttempts), false)
  }

  /// Plays the attempts of the sessions whose first one fails.
  ///
  /// - Parameter margin: Above 0 in these.
  func repeatFailures(
    where margin: Lanes, failing: Lanes, _ attempts: inout Attempts, _ draws: inout ColumnDraws
  ) {
    for lane in margin.indices where margin[lane] > 0 {
      let played = attempt(failing: failing[lane], after: 1, &draws)
      attempts.billed[lane] = played.billed
      attempts.sent[lane] = played.attempts
      attempts.arrived[lane] = played.arrived ? 1 : 0
    }
  }

  private func fraction(_ stream: inout some UniformSource) -> Double {
    guard kinds.count > 1 else { return kinds[0].fraction }
    var left = stream.uniform()
    for kind in kinds.dropLast() {
      if left < kind.share { return kind.fraction }
      left -= kind.share
    }
    return kinds[kinds.count - 1].fraction
  }
}
