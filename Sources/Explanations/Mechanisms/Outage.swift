import Simulation

extension Mechanism {
  static let outage = Mechanism(
    "outage", "outage",
    "A bad state of the provider that a share of the turns meets: all attempts of all requests of such a"
      + " turn fail at its rate, so that repeating them helps little.",
    fields: [.value("share", "s"), .value("failureRate", "g")], isSwitchable: true,
    metrics: [.qualitySuccess],
    sources: [
      .definition,
      Source(
        "Marshall & Olkin, \"A multivariate exponential distribution\", JASA 62 (1967): common"
          + " shocks", .recalled),
    ], guide: .repetition
  ) { site in
    guard let retry = site.call?.retry, retry.outage != nil else { return [] }
    return [
      Figure("M", "attempts in all", "attempts") { _ in Double(retry.maxAttempts) },
      Figure("N", "expected attempts of a request there", "attempts", "(1 - g^M) / (1 - g)") {
        $0.outage(retry).count
      },
      Figure("S", "share of its requests that get through", "", "1 - g^M") {
        $0.outage(retry).delivered
      },
      Figure("n", "expected attempts of a request outside", "attempts") { $0.retry(retry).count },
      Figure("A", "expected attempts of a request", "attempts", "(1 - s) * n + s * N") {
        $0.attempts(retry).count
      },
    ]
  }

  static let failureKind = Mechanism(
    "failureKind", "kind of failure",
    "Failures that are billed alike; failures of no kind are billed at the retry's `billedFraction`.",
    fields: [.value("share", "s"), .value("billedFraction", "k")], isSwitchable: true,
    sources: [
      .definition,
      Source(
        "60 % of failed calls were refused for their rate, which is not billed (devlery.com on"
          + " Datadog telemetry, 2026-04)", .secondary),
    ], guide: .repetition
  ) { site in
    guard let retry = site.call?.retry else { return [] }
    return [
      Figure("b", "share billed of a failed attempt, over all kinds", "") {
        $0.billedShare(retry)
      }
    ]
  }
}
