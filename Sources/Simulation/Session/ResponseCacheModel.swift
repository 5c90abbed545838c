import Foundation
import Scenarios

/// How often a cache of whole answers has one.
///
/// - Source: Che, Tung & Wang, "Hierarchical Web caching systems", IEEE JSAC 20 (2002): under
///   independent questions of probabilities p_i a cache of C answers that drops the least recently
///   used behaves as if each answer lived for the characteristic time t of Σ (1 - e^(-p_i t)) = C
///   after its last use, time counted in questions; h_i = 1 - e^(-p_i t). Fricker, Robert & Roberts,
///   "A versatile and accurate approximation for LRU cache performance" (2012), shows why it is so
///   close.
final class ResponseCacheModel {
  private let cache: ResponseCache
  /// What the last exponent gives: trials share it where it is known.
  private var known: (exponent: Double, popularity: ZipfPopularity, characteristicTime: Double)?

  init(_ cache: ResponseCache) {
    self.cache = cache
  }

  /// Probability that a turn which is looked up is a hit.
  ///
  /// - Parameter lookups: By week, how many turns are looked up. With a time to live the hit rate
  ///   follows the traffic: the mean over weeks, weighted with lookups, has the right number of hits.
  func hitRate(_ inputs: Inputs, lookups: [Double]) -> Double {
    switch cache.hits {
    case .rate(let rate): return inputs(rate)
    case .popularity(let rule):
      let (popularity, longest) = law(rule, exponent: inputs(rule.exponent))
      guard let seconds = rule.timeToLive else { return popularity.hitRate(within: longest) }
      let total = lookups.reduce(0, +)
      guard total > 0 else { return 0 }
      var hits = 0.0
      for count in lookups where count > 0 {
        let perLife = count / PrefixHits.secondsPerWeek * seconds
        hits += count * popularity.hitRate(within: min(longest, perLife))
      }
      return hits / total
    }
  }

  /// US dollars of one lookup.
  func price(_ inputs: Inputs) -> Double {
    let lookup = cache.lookup
    return inputs(lookup.price)
      + inputs(lookup.embeddingPrice) * (1 - inputs(lookup.embeddingHitRate))
  }

  func falseHits(_ inputs: Inputs) -> Double { inputs(cache.falseHits) }

  private func law(
    _ rule: ResponseCache.Popularity, exponent: Double
  ) -> (popularity: ZipfPopularity, characteristicTime: Double) {
    if let known, known.exponent == exponent {
      return (known.popularity, known.characteristicTime)
    }
    let popularity = ZipfPopularity(questions: rule.questions, exponent: exponent)
    let time = rule.capacity.map { popularity.characteristicTime(capacity: $0) } ?? .infinity
    known = (exponent, popularity, time)
    return (popularity, time)
  }
}
