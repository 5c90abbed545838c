import Pricing

/// The head of a prompt that a call marks for the cache, tokens.
struct OraclePrefix {
  /// What all conversations share.
  var shared = 0.0
  /// With the history, where the call's cache reaches it.
  var conversation = 0.0
  var reachesHistory = false
  var reachesMessage = false
}

/// The first prompt of an agent run, and what of it a model can cache.
struct OraclePrompt {
  let model: ModelPrice
  let prompt: Double
  /// Whether the loop's context is cached as it grows.
  let keepsSteps: Bool
  /// Of the first request.
  let keepable: Double
  /// Of the prefix that all conversations share.
  let sharedRead: Double

  init(
    _ call: OracleCall, _ prefix: OraclePrefix, prompt: Double, on model: ModelPrice
  ) {
    self.model = model
    self.prompt = prompt
    keepsSteps = call.loop != nil && prefix.reachesHistory
    keepable = model.cacheable(
      keepsSteps || prefix.reachesMessage ? prompt : prefix.conversation)
    sharedRead = model.cacheable(prefix.shared)
  }
}
