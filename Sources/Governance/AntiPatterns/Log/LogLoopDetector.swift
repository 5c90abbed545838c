import Foundation
import Kernels

/// Requests of users that make many times the calls of a common one.
enum LogLoopDetector {
  /// Share of all tokens that such requests take. Where agents work as they should the logarithm of a
  /// task's cost has a standard deviation of 0.5 to 0.73, and what is above five medians takes at most
  /// 7 % of all: a fifth is three times that.
  ///
  /// - Source: mini-SWE-agent on 500 tasks, five models (spread of cost, measured); a log-normal beyond
  ///   that.
  static let tokenShare = 0.2
  /// Fewest requests from which a share is told.
  private static let fewest = 30

  static func finding(in log: PatternLog) -> PatternFinding {
    let requests = log.history.requests
    guard requests.count >= fewest else {
      return PatternFinding(
        .agenticLoop, .log,
        notVisible:
          "the log has \(requests.count) user requests that traces or sessions tell apart; it"
          + " takes \(fewest)")
    }
    let calls = requests.map { Double($0.calls) }
    let median = WeeklyWindows.median(calls)
    let limit = AntiPattern.agenticLoop.threshold * median
    let runaway = requests.map { Double($0.calls) >= limit }
    let tail = share(of: runaway, weights: requests.map(\.tokens))
    let confidence =
      tail.error > 0
      ? StandardNormal.cdf((tail.value - tokenShare) / tail.error)
      : tail.value >= tokenShare ? 1 : 0
    return PatternFinding(
      .agenticLoop, .log,
      probability: PatternFinding.Probability(value: confidence, error: nil), weeks: nil,
      signals: [
        .init("calls of a common user request", median, .count),
        .init("calls of the longest", calls.max() ?? 0, .count),
        .init("user requests of five times as many calls or more", count(runaway), .share),
        .init("tokens at those", tail.value, .share),
      ],
      remark:
        "the log's counterpart: a fifth of all tokens at requests of five times the common calls"
    )
  }

  private static func count(_ isTrue: [Bool]) -> Double {
    Double(isTrue.count { $0 }) / Double(isTrue.count)
  }

  /// A ratio of sums and its standard error.
  ///
  /// - Source: Cochran, "Sampling Techniques" (1977), section 2.11: the variance of a ratio by its
  ///   residuals.
  private static func share(
    of isIn: [Bool], weights: [Double]
  ) -> (value: Double, error: Double) {
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return (0, 0) }
    let part = zip(isIn, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    let ratio = part / whole
    let count = Double(weights.count)
    let squares = zip(isIn, weights).reduce(0.0) { sum, pair in
      let residual = (pair.0 ? pair.1 : 0) - ratio * pair.1
      return sum + residual * residual
    }
    return (ratio, (count / (count - 1) * squares).squareRoot() / whole)
  }
}
