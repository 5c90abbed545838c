import Pricing
import Scenarios

/// One model request: what it reads, how the cache splits it, and what it writes.
struct OracleRequest {
  /// Tokens of the whole prompt, cached ones included.
  let prompt: Double
  /// Tokens of the prompt read from the cache and newly written to it.
  var read = 0.0
  var write = 0.0
  let output: Double
}

extension ModelPrice {
  /// What of a prefix of this length the provider can keep.
  func cacheable(_ prefix: Double) -> Double {
    if prefix < Double(minimumCacheTokens) { return 0 }
    let block = Double(cacheBlockTokens)
    return cacheBlockTokens > 1 ? (prefix / block).rounded(.down) * block : prefix
  }

  /// The bill of `weight` copies of a request, without the attempts.
  func bill(
    _ request: OracleRequest, weight: Double, ttl: CachePolicy.TimeToLive = .fiveMinutes,
    tier: ServiceTier = .standard
  ) -> OracleUsage {
    let rates = self.rates(prompt: request.prompt, tier: tier)
    let writeRate = ttl == .oneHour ? rates.cacheWrite1h : rates.cacheWrite5m
    let dollars = weight / 1e6
    var usage = OracleUsage()
    usage.read = weight * request.read
    usage.readCost = dollars * request.read * rates.cacheRead
    var plain = request.prompt - request.read - request.write
    if let writeRate {
      usage.write = weight * request.write
      usage.writeCost = dollars * request.write * writeRate
    } else {
      plain += request.write
    }
    usage.input = weight * plain
    usage.inputCost = dollars * plain * rates.input
    usage.output = weight * request.output
    usage.outputCost = dollars * request.output * rates.output
    return usage
  }

  private func rates(prompt: Double, tier: ServiceTier) -> TokenRates {
    let table = tier == .standard ? standard : tiers[tier]!.table
    var rates = table.rates
    for long in table.longContexts {
      let threshold = Double(long.threshold)
      if long.inclusive ? prompt >= threshold : prompt > threshold { rates = long.rates }
    }
    return rates
  }
}

extension ModelPrice {
  var longestPrompt: Double { maximumInputTokens.map(Double.init) ?? .infinity }
}
