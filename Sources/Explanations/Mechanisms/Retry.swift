import Scenarios
import Simulation

extension Mechanism {
  static let retry = Mechanism(
    "retry", "retry policy",
    "A request whose attempt fails is sent again, at most M attempts in all; attempts fail"
      + " independently outside of outages, and part of a failed attempt is billed.",
    fields: [
      .value("failureRate", "f"), .value("maxAttempts", "M"), .value("billedFraction", "phi"),
      .named("kinds", "failureKind"), .part("outage"),
    ],
    isSwitchable: true,
    sources: [
      Source("Truncated geometric law of the attempts", .arithmetic), .klugman,
      Source(
        "Default of billedFraction: 60 % of failed calls were refused for their rate, which is not"
          + " billed (devlery.com on Datadog telemetry, 2026-04)", .secondary),
    ], guide: .sessionModel
  ) { site in
    guard let retry = site.call?.retry else { return [] }
    return [
      Figure("N", "expected attempts of a request", "attempts", "(1 - f^M) / (1 - f)") {
        $0.retry(retry).count
      },
      Figure("S", "share of requests that get through", "", "1 - f^M") {
        $0.retry(retry).delivered
      },
      Figure("D", "share of requests that fail on every attempt", "", "1 - S") {
        1 - $0.retry(retry).delivered
      },
    ] + billed(retry)
  }

  private static func billed(_ retry: Retry) -> [Figure] {
    let share = Figure("b", "share billed of a failed attempt, over all kinds", "") {
      $0.billedShare(retry)
    }
    let isPlain = retry.kinds.isEmpty
    return (isPlain ? [] : [share]) + [
      Figure(
        "B", "expected billed attempts of a request", "requests",
        isPlain ? "S + phi * (N - S)" : "S + b * (N - S)"
      ) { $0.retry(retry).billed }
    ]
  }
}
