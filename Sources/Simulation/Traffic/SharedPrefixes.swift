/// The sessions of a week that use a shared prefix.
struct PrefixStream {
  let week: Int
  /// Of the workflow's sessions.
  let share: Double
}

/// Which sessions of a workflow use the shared prefix of each call, in one trial.
struct SharedPrefixes {
  /// Sessions that keep a prefix warm for as long.
  struct Kind {
    /// Seconds.
    let coverage: Double
    /// Share of them that load a capacity.
    let loading: Double
    var streams: [PrefixStream] = []
    /// Of each stream, among the hit rates.
    var places: [Int] = []

    /// - Parameters:
    ///   - place: Of the call among those of a week.
    ///   - callsPerWeek: Of a week.
    fileprivate mutating func add(
      _ weeks: Range<Int>, share: Double, place: Int, callsPerWeek: Int
    ) {
      streams += weeks.map { PrefixStream(week: $0, share: share) }
      places += weeks.map { $0 * callsPerWeek + place }
    }
  }

  /// By tier: the place of its first call among those of a week.
  let firstCall: [Int]
  let callsPerWeek: Int
  let weeks: Int
  private(set) var kinds: [Kind] = []

  /// - Parameter calls: By tier, their number.
  init(calls: [Int], weeks: Int) {
    var (first, count) = ([Int](), 0)
    for calls in calls {
      first.append(count)
      count += calls
    }
    firstCall = first
    callsPerWeek = count
    self.weeks = weeks
  }

  /// - Parameter share: Of the workflow's sessions, those that use the prefix of the call.
  mutating func add(
    _ weeks: Range<Int>, share: Double, tier: Int, call: Int, coverage: Double, loading: Double
  ) {
    let place =
      kinds.firstIndex { $0.coverage == coverage && $0.loading == loading } ?? kinds.count
    if place == kinds.count { kinds.append(Kind(coverage: coverage, loading: loading)) }
    kinds[place].add(
      weeks, share: share, place: firstCall[tier] + call, callsPerWeek: callsPerWeek)
  }

  /// By kind.
  func loads(_ prefix: PrefixHits) -> [PrefixLoads] {
    kinds.map { PrefixLoads($0.streams, prefix) }
  }

  /// P(found cached) by week and call; 0 for calls without a cache.
  ///
  /// - Parameter loads: By kind.
  func rates(_ prefix: PrefixHits, _ loads: [PrefixLoads]) -> [Double] {
    var rates = [Double](repeating: 0, count: weeks * callsPerWeek)
    for (kind, loads) in zip(kinds, loads) {
      let found = prefix.rates(loads, coverage: kind.coverage, loading: kind.loading)
      for (place, rate) in zip(kind.places, found) { rates[place] = rate }
    }
    return rates
  }

  /// The same by tier.
  func hits(_ prefix: PrefixHits, _ loads: [PrefixLoads]) -> WeeklyHits {
    WeeklyHits(rates: rates(prefix, loads), callsPerWeek: callsPerWeek, firstCall: firstCall)
  }
}
