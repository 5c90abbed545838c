import Scenarios

/// How the attempts of a call fail, and what failures are billed.
struct OracleRetry {
  let maxAttempts: Int
  private let failureRate: Double
  private let badShare: Double
  private let badFailureRate: Double
  /// Upper ends of the kinds on 0...1, with what they are billed; the rest of the failures come last.
  private let kinds: [(end: Double, billed: Double)]

  init(_ retry: Retry?, in trial: OracleTrial) {
    maxAttempts = retry?.maxAttempts ?? 1
    failureRate = retry.map { trial[$0.failureRate] } ?? 0
    badShare = retry?.outage.map { trial[$0.share] } ?? 0
    badFailureRate = retry?.outage.map { trial[$0.failureRate] } ?? 0
    var kinds: [(end: Double, billed: Double)] = []
    var end = 0.0
    for kind in retry?.kinds ?? [] {
      end += trial[kind.share]
      kinds.append((end, trial[kind.billedFraction]))
    }
    kinds.append((.infinity, retry.map { trial[$0.billedFraction] } ?? 0))
    self.kinds = kinds
  }

  /// How often attempts fail in the turn that begins.
  func drawRate(_ generator: inout OracleGenerator) -> Double {
    badShare > 0 && generator.bernoulli(badShare) ? badFailureRate : failureRate
  }

  /// Share of one failed attempt that is billed.
  func drawBilled(_ generator: inout OracleGenerator) -> Double {
    let u = kinds.count > 1 ? generator.uniform() : 0
    return kinds.first { u < $0.end }!.billed
  }
}
