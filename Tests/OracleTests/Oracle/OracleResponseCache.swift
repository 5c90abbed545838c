import Foundation
import Scenarios

/// A cache of whole answers: it holds questions in the order of their last use and looks each one up.
struct OracleResponseCache {
  private enum Hits {
    case rate(Double)
    /// The cumulative probabilities of the questions.
    case questions([Double])
  }

  let falseHits: Double
  let lookupPrice: Double
  private let hits: Hits
  private let capacity: Int
  private let timeToLive: Double
  /// Time of the last use by question.
  private var lastUse: [Int: Double] = [:]

  init(_ cache: ResponseCache, in trial: OracleTrial) {
    falseHits = trial[cache.falseHits]
    lookupPrice =
      trial[cache.lookup.price]
      + trial[cache.lookup.embeddingPrice] * (1 - trial[cache.lookup.embeddingHitRate])
    switch cache.hits {
    case .rate(let rate):
      hits = .rate(trial[rate])
      (capacity, timeToLive) = (0, 0)
    case .popularity(let popularity):
      let exponent = trial[popularity.exponent]
      var sum = 0.0
      let cumulative = (1...popularity.questions).map { rank in
        sum += exp(-exponent * log(Double(rank)))
        return sum
      }
      hits = .questions(cumulative.map { $0 / sum })
      capacity = popularity.capacity ?? .max
      timeToLive = popularity.timeToLive ?? .infinity
    }
  }

  /// Asks a question, and says whether its answer was there.
  mutating func lookUp(at time: Double, _ generator: inout OracleGenerator) -> Bool {
    switch hits {
    case .rate(let rate): return generator.bernoulli(rate)
    case .questions(let cumulative):
      let u = generator.uniform()
      var (low, high) = (0, cumulative.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < u { low = middle + 1 } else { high = middle }
      }
      let isKnown = lastUse[low].map { time - $0 <= timeToLive } ?? false
      lastUse[low] = time
      if lastUse.count > capacity {
        let oldest = lastUse.min { ($0.value, $0.key) < ($1.value, $1.key) }!
        lastUse[oldest.key] = nil
      }
      return isKnown
    }
  }
}
