import Pricing
import Scenarios

/// A call under the model that answers it.
final class CallPlan: Sendable {
  let call: Call
  /// Place of the call in its workflow.
  let source: Int
  /// Answers only where a request of the turn has failed, and without a cache.
  let isFallback: Bool
  /// Indices into the tier's items.
  let item: Int
  let checkerItem: Int?
  let minimumCacheTokens: Double
  let cacheBlockTokens: Double
  /// Index into the plan's models.
  let model: Int
  let modelName: String
  /// Longest prompt that the model reads; `.infinity` where the book does not say.
  let maximumInputTokens: Double
  /// Seconds that a cached prefix lives; `nil` without a cache.
  let timeToLive: Double?
  /// Machines with a cache each.
  var servers: Double { Double(call.cache?.servers ?? 1) }
  /// Tokens of the model for each token of the scenario; likewise of the checker's model.
  let tokenScale: Double
  let checkerTokenScale: Double
  /// Tokens of the prompt that the provider adds to every request with tools.
  let hiddenToolPrompt: Double
  let tokensPerImage: Double

  init(
    call: Call, source: Int, isFallback: Bool, item: Int, checkerItem: Int?, price: ModelPrice,
    model: Int, modelName: String, tokenScale: Double, checkerTokenScale: Double
  ) {
    self.call = call
    self.source = source
    self.isFallback = isFallback
    self.item = item
    self.checkerItem = checkerItem
    minimumCacheTokens = Double(price.minimumCacheTokens)
    cacheBlockTokens = Double(price.cacheBlockTokens)
    self.model = model
    self.modelName = modelName
    maximumInputTokens = price.maximumInputTokens.map(Double.init) ?? .infinity
    timeToLive = isFallback ? nil : call.cache?.ttl.seconds
    self.tokenScale = tokenScale
    self.checkerTokenScale = checkerTokenScale
    let hidden = price.counting.toolPrompt.map { call.mustUseTool ? $0.required : $0.auto }
    hiddenToolPrompt = call.prompt.tools.value == .known(0) ? 0 : Double(hidden ?? 0)
    tokensPerImage =
      call.prompt.images.flatMap { images in
        price.counting.images.map { Double($0.count(width: images.width, height: images.height)) }
      } ?? 0
  }
  /// Whether another tier's turn of the same place uses as much in every trial.
  func uses(as other: CallPlan) -> Bool {
    source == other.source && isFallback == other.isFallback
      && item == other.item && checkerItem == other.checkerItem
      && minimumCacheTokens == other.minimumCacheTokens
      && cacheBlockTokens == other.cacheBlockTokens
      && maximumInputTokens == other.maximumInputTokens
      && tokenScale == other.tokenScale && checkerTokenScale == other.checkerTokenScale
      && hiddenToolPrompt == other.hiddenToolPrompt && tokensPerImage == other.tokensPerImage
  }
}
