/// What was used, by what is billed: one request, or several of the same kind together.
///
/// Tokens are conserved: the prompt is what was neither read from a cache nor written to one, plus
/// what was read, plus what was written; reasoning, audio and images are parts of the output or of
/// the prompt. A value that breaks this cannot be built.
package struct Usage: Sendable, Equatable {
  /// Prompt tokens outside every cache, audio and images included.
  package let uncachedInputTokens: Int
  package let cacheReadTokens: Int
  package let cacheWrite5mTokens: Int
  package let cacheWrite1hTokens: Int
  /// Reasoning, audio and images included.
  package let outputTokens: Int
  package let reasoningTokens: Int
  /// Of the uncached input.
  package let audioInputTokens: Int
  package let imageInputTokens: Int
  /// Of the tokens read from the cache.
  package let audioCacheReadTokens: Int
  /// Of the output.
  package let audioOutputTokens: Int
  package let imageOutputTokens: Int
  package let requests: Int
  /// Searches that the model made on its own.
  package let webSearches: Int
  /// Tokens times the hours that an explicit cache kept them.
  package let cacheStorageTokenHours: Double
  package let serviceTier: ServiceTier
  /// Where the provider served it; `nil` where it is free to choose.
  package let region: String?
  package let at: Moment?
  /// Tokens of the whole prompt, which long-context prices go by. It differs from the sum of its
  /// parts only in usage that reproduces another tool's arithmetic.
  package let promptTokens: Int

  /// What was written to caches of any lifetime.
  package var cacheWriteTokens: Int { cacheWrite5mTokens + cacheWrite1hTokens }

  /// Tokens of the prompt of one request: an aggregate is judged by its mean.
  package var promptTokensPerRequest: Double {
    requests > 1 ? Double(promptTokens) / Double(requests) : Double(promptTokens)
  }
}

extension Usage {
  /// Which tokens a count of input includes: systems differ, so every caller says it.
  package enum InputCount: Sendable, Equatable {
    /// The whole prompt, tokens read from and written to caches included (OpenAI, OpenTelemetry).
    case inclusive(Int)
    /// Only what was neither read nor written (Anthropic, Bedrock).
    case exclusive(Int)
  }

  /// - Throws: ``UsageError`` for a negative count, and for parts that exceed their whole.
  package init(
    input: InputCount, cacheReadTokens: Int = 0, cacheWrite5mTokens: Int = 0,
    cacheWrite1hTokens: Int = 0, outputTokens: Int, parts: TokenParts = .none, requests: Int = 1,
    webSearches: Int = 0, cacheStorageTokenHours: Double = 0,
    serviceTier: ServiceTier = .standard, region: String? = nil, at moment: Moment? = nil
  ) throws(UsageError) {
    try Self.check([
      ("cacheReadTokens", cacheReadTokens), ("cacheWrite5mTokens", cacheWrite5mTokens),
      ("cacheWrite1hTokens", cacheWrite1hTokens), ("outputTokens", outputTokens),
      ("requests", requests), ("webSearches", webSearches),
    ])
    guard cacheStorageTokenHours >= 0, cacheStorageTokenHours.isFinite else {
      throw .noCount(field: "cacheStorageTokenHours", value: "\(cacheStorageTokenHours)")
    }
    let cached = cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens
    let uncached: Int
    switch input {
    case .exclusive(let count):
      try Self.check([("uncachedInputTokens", count)])
      uncached = count
    case .inclusive(let count):
      try Self.check([("inputTokens", count)])
      guard count >= cached else {
        throw .partExceedsWhole(
          part: "cacheReadTokens and cacheWriteTokens", count: cached, whole: "inputTokens",
          of: count)
      }
      uncached = count - cached
    }
    try parts.check(uncached: uncached, read: cacheReadTokens, output: outputTokens)
    self.init(
      uncached: uncached, read: cacheReadTokens, write5m: cacheWrite5mTokens,
      write1h: cacheWrite1hTokens, output: outputTokens, parts: parts, requests: requests,
      webSearches: webSearches, storage: cacheStorageTokenHours, tier: serviceTier,
      region: region, at: moment, prompt: uncached + cached)
  }

  /// Usage as LiteLLM's calculator understands it: where reads and writes exceed the prompt, they
  /// are billed all the same and the rest is 0, while long-context prices go by the prompt as given.
  ///
  /// Only for comparisons with that tool.
  ///
  /// - Precondition: No count is negative, and parts are within the output.
  package static func clampedAsLiteLLM(
    promptTokens: Int, cacheReadTokens: Int, cacheWrite5mTokens: Int, cacheWrite1hTokens: Int,
    outputTokens: Int, parts: TokenParts = .none, serviceTier: ServiceTier = .standard,
    region: String? = nil, at moment: Moment? = nil
  ) -> Usage {
    let cached = cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens
    return Usage(
      uncached: max(promptTokens - cached, 0), read: cacheReadTokens,
      write5m: cacheWrite5mTokens, write1h: cacheWrite1hTokens, output: outputTokens,
      parts: parts, requests: 1, webSearches: 0, storage: 0, tier: serviceTier, region: region,
      at: moment, prompt: promptTokens)
  }

  private init(
    uncached: Int, read: Int, write5m: Int, write1h: Int, output: Int, parts: TokenParts,
    requests: Int, webSearches: Int, storage: Double, tier: ServiceTier, region: String?,
    at moment: Moment?, prompt: Int
  ) {
    uncachedInputTokens = uncached
    cacheReadTokens = read
    cacheWrite5mTokens = write5m
    cacheWrite1hTokens = write1h
    outputTokens = output
    reasoningTokens = parts.reasoning
    audioInputTokens = parts.audioInput
    imageInputTokens = parts.imageInput
    audioCacheReadTokens = parts.audioCacheRead
    audioOutputTokens = parts.audioOutput
    imageOutputTokens = parts.imageOutput
    self.requests = requests
    self.webSearches = webSearches
    cacheStorageTokenHours = storage
    serviceTier = tier
    self.region = region
    at = moment
    promptTokens = prompt
  }

  /// Counts beyond this are garbage, and their sums could overflow.
  static let largestCount = 1_000_000_000_000_000

  static func check(_ counts: [(field: String, count: Int)]) throws(UsageError) {
    for (field, count) in counts where !(0...largestCount).contains(count) {
      throw .noCount(field: field, value: "\(count)")
    }
  }
}
