extension TokenRates {
  /// Lifetimes for which a provider keeps what it caches.
  package enum CacheLifetime: Sendable, CaseIterable {
    case fiveMinutes, oneHour
  }

  /// The share of cacheable tokens that must be read from the cache, not written to it, for caching
  /// to cost no more than plain input: (w − 1) / (w − r), with write and read over the input rate.
  ///
  /// - Returns: 0 where writes cost no more than input; `nil` where reads cost as much as writes, so
  ///   that no hit rate pays.
  package func breakEvenHitRate(_ lifetime: CacheLifetime = .fiveMinutes) -> Double? {
    let metered = lifetime == .oneHour ? cacheWrite1h ?? cacheWrite5m : cacheWrite5m
    let write = metered ?? input
    guard write > input else { return 0 }
    guard cacheRead < input else { return nil }
    return (write - input) / (write - cacheRead)
  }
}
