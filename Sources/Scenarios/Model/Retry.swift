/// Repetition of a request whose attempt failed, as a truncated geometric.
package struct Retry: Sendable {
  /// Failures that are billed alike.
  package struct FailureKind: Sendable {
    /// Share of all failures.
    package let share: Quantity
    /// Share of such an attempt's cost that is billed.
    package let billedFraction: Quantity

    package init(share: Quantity, billedFraction: Quantity) {
      self.share = share
      self.billedFraction = billedFraction
    }
  }

  /// A bad state of the provider, which all attempts of all requests of a turn meet together.
  package struct Outage: Sendable {
    /// Share of the turns that meet it.
    package let share: Quantity
    package let failureRate: Quantity

    package init(share: Quantity, failureRate: Quantity) {
      self.share = share
      self.failureRate = failureRate
    }
  }

  /// Outside of outages.
  package let failureRate: Quantity
  /// Attempts in all, the first included; at least 1.
  package let maxAttempts: Int
  /// Share of a failed attempt's cost that is billed where the failure is of no kind.
  package let billedFraction: Quantity
  /// Their shares sum to at most 1.
  package let kinds: [FailureKind]
  package let outage: Outage?

  package init(
    failureRate: Quantity, maxAttempts: Int, billedFraction: Quantity, kinds: [FailureKind] = [],
    outage: Outage? = nil
  ) {
    self.failureRate = failureRate
    self.maxAttempts = maxAttempts
    self.billedFraction = billedFraction
    self.kinds = kinds
    self.outage = outage
  }

  /// Every input of the policy.
  package var quantities: [Quantity] {
    [failureRate, billedFraction] + kinds.flatMap { [$0.share, $0.billedFraction] }
      + (outage.map { [$0.share, $0.failureRate] } ?? [])
  }
}
