/// A cache of whole answers: a turn whose question was answered before reaches no model.
package struct ResponseCache: Sendable {
  package let hits: Hits
  /// Share of the hits whose answer belongs to another question; such a turn fails.
  package let falseHits: Quantity
  package let lookup: Lookup

  package enum Hits: Sendable {
    /// Share of the turns that are looked up.
    case rate(Quantity)
    case popularity(Popularity)
  }

  /// Independent questions whose popularity falls as a power of their rank.
  package struct Popularity: Sendable {
    /// Different questions there are.
    package let questions: Int
    /// Question i is asked with probability proportional to i^-exponent.
    package let exponent: Quantity
    /// Answers that the cache holds, the least recently used giving way; `nil` for any number.
    package let capacity: Int?
    /// Seconds that an answer lives after its last use; `nil` for ever.
    package let timeToLive: Double?

    package init(questions: Int, exponent: Quantity, capacity: Int?, timeToLive: Double?) {
      self.questions = questions
      self.exponent = exponent
      self.capacity = capacity
      self.timeToLive = timeToLive
    }
  }

  /// What it costs to look a question up.
  package struct Lookup: Sendable {
    /// US dollars of searching for a similar question.
    package let price: Quantity
    /// US dollars of embedding a question, and the share of the questions whose embedding is cached.
    package let embeddingPrice: Quantity
    package let embeddingHitRate: Quantity

    package init(price: Quantity, embeddingPrice: Quantity, embeddingHitRate: Quantity) {
      self.price = price
      self.embeddingPrice = embeddingPrice
      self.embeddingHitRate = embeddingHitRate
    }
  }

  package init(hits: Hits, falseHits: Quantity, lookup: Lookup) {
    self.hits = hits
    self.falseHits = falseHits
    self.lookup = lookup
  }
}
