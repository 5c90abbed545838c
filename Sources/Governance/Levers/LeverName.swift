/// The levers of the FinOps-for-AI guide, in its order.
///
/// - Source: FinOps-for-AI guide, "Optimize" and "Data egress in AI pipelines".
package enum LeverName: String, Sendable, CaseIterable {
  case strategy, model, tiering
  case systemPrompt, history, maxTokens
  case promptCache, responseCache, embeddingCache
  case batch, bypass, retries, loops, location

  package var words: String {
    switch self {
    case .strategy: "another strategy"
    case .model: "smaller model"
    case .tiering: "tiered routing"
    case .systemPrompt: "leaner system prompt"
    case .history: "bounded history"
    case .maxTokens: "limit of the output"
    case .promptCache: "prompt cache"
    case .responseCache: "response cache"
    case .embeddingCache: "embedding cache"
    case .batch: "batch service"
    case .bypass: "plain code"
    case .retries: "bounded retries"
    case .loops: "bounded loops"
    case .location: "data in one region"
    }
  }
}
