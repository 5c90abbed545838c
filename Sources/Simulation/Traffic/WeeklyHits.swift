/// P(the shared prefix is found cached) by week, tier and call; 0 for calls without a cache.
struct WeeklyHits {
  /// `[week · callsPerWeek + call]`, the calls of one tier after those of another.
  let rates: [Double]
  let callsPerWeek: Int
  /// By tier: the place of its first call among those of a week.
  let firstCall: [Int]

  subscript(week: Int, tier: Int, call: Int) -> Double {
    rates[week * callsPerWeek + firstCall[tier] + call]
  }

  /// `[tier][call]` of one week.
  func byTier(week: Int) -> [[Double]] {
    firstCall.indices.map { tier in
      let end = tier + 1 < firstCall.count ? firstCall[tier + 1] : callsPerWeek
      return Array(rates[(week * callsPerWeek + firstCall[tier])..<(week * callsPerWeek + end)])
    }
  }
}
