import Scenarios
import Simulation

extension Mechanism {
  static let responseCache = Mechanism(
    "responseCache", "response cache",
    "Whole answers are kept: a turn whose question was answered before reaches no model. A false hit"
      + " gives the answer to another question, and the turn fails.",
    fields: [
      .value("hitRate", "h"), .part("popularity"), .value("falseHits", "x"), .part("lookup"),
    ],
    isSwitchable: true,
    sources: [
      Source("Production hit rates of 20 to 45 % (preto.ai)", .secondary), .definition,
    ], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let workflow = site.workflow,
      let cache = workflow.responseCache
    else { return [] }
    return [
      Figure("H", "share of the turns looked up that are hits", "", site.has("hitRate") ? "h" : nil)
      {
        $0.responseHits(index) ?? 0
      },
      Figure("E", "share of them that fails by a false hit", "", "H * x") {
        ($0.responseHits(index) ?? 0) * $0(cache.falseHits)
      },
      Figure("T", "expected turns of a session", "turns") { $0.turns(index).mean },
      Figure("p", "share of the turns bypassed before", "") { $0(workflow.bypass) },
      Figure("Tm", "expected turns that reach a model", "turns", "T * (1 - p) * (1 - H)") {
        $0.modelTurns(index).mean
      },
      Figure("l", "price of one lookup", "USD") { $0.lookupPrice(cache) },
      Figure("X", "lookups of a session", "USD", "T * (1 - p) * l") {
        $0.lookups(index)
      },
    ]
  }

  static let popularity = Mechanism(
    "popularity", "popularity of questions",
    "Question i is asked in proportion to i^-a. A cache of C answers that drops the least recently"
      + " used behaves as if each lived for the characteristic time t after its last use, where"
      + " sum over i of (1 - exp(-p_i t)) = C; then question i hits with 1 - exp(-p_i t). With a"
      + " lifetime, t is at most the questions asked in it.",
    fields: [
      .value("questions", "N"), .value("exponent", "a"), .value("capacity", "C"),
      .value("ttlSeconds"),
    ],
    sources: [
      Source(
        "Che, Tung & Wang, \"Hierarchical Web caching systems\", IEEE JSAC 20 (2002)", .recalled),
      Source(
        "Fricker, Robert & Roberts, \"A versatile and accurate approximation for LRU cache"
          + " performance\" (2012)", .recalled),
    ], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex,
      case .popularity(let rule)? = site.workflow?.responseCache?.hits
    else { return [] }
    let time = Figure("t", "characteristic time of the capacity", "questions") {
      $0.characteristicTime(rule)
    }
    return (rule.capacity.map { $0 < rule.questions } == true ? [time] : []) + [
      Figure("H", "hit rate: sum over i of p_i (1 - exp(-p_i t))", "") {
        $0.responseHits(index) ?? 0
      }
    ]
  }

  static let lookup = Mechanism(
    "lookup", "lookup in the response cache", "Every turn that is not bypassed is looked up.",
    fields: [
      .value("price", "s"), .value("embeddingPrice", "e"), .value("embeddingHitRate", "c"),
    ], isAlwaysThere: true,
    sources: [.definition], guide: .sessionModel
  ) { site in
    guard let cache = site.workflow?.responseCache else { return [] }
    return [
      Figure("l", "price of one lookup", "USD", "s + e * (1 - c)") { $0.lookupPrice(cache) }
    ]
  }
}
