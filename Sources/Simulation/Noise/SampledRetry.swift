import Scenarios

/// The retries of a call with the numbers of one trial, ready to be sampled.
struct SampledRetry {
  private let failure: Double
  private let outage: (share: Double, failure: Double)?
  private let maxAttempts: Int
  private let kinds: [(share: Double, fraction: Double)]

  init(_ retry: Retry?, _ trial: Inputs) {
    failure = retry.map { trial($0.failureRate) } ?? 0
    outage = retry?.outage.map { (trial($0.share), trial($0.failureRate)) }
    maxAttempts = retry?.maxAttempts ?? 1
    kinds = retry.map { FailureBilling.kinds($0, inputs: trial) } ?? []
  }

  /// True where every request gets through at once.
  var isCertain: Bool {
    failure == 0 && (outage.map { $0.share == 0 || $0.failure == 0 } ?? true)
  }

  /// The probability that an attempt fails in one turn: that of the state it meets.
  func failure(_ stream: inout some UniformSource) -> Double {
    guard let outage else { return failure }
    return stream.uniform() < outage.share ? outage.failure : failure
  }

  /// Billed copies of a request, attempts made, and whether one got through.
  func attempt(
    failure: Double, _ stream: inout some UniformSource
  ) -> (billed: Double, attempts: Double, arrived: Bool) {
    if failure == 0 { return (1, 1, true) }
    var billed = 0.0
    for attempt in 1...maxAttempts {
      if stream.uniform() >= failure { return (billed + 1, Double(attempt), true) }
      billed += fraction(&stream)
    }
    return (billed, Double(maxAttempts), false)
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
