import Foundation
import Pricing
import Testing

/// The built-in book against the public price map of LiteLLM, where a copy of the map is at hand.
struct PublicMapTests {

  /// Keys of the map, where they are not the names of the book.
  private static let keys = [
    "nova-micro": "amazon.nova-micro-v1:0", "nova-lite": "amazon.nova-lite-v1:0",
    "nova-pro": "amazon.nova-pro-v1:0", "nova-premier": "amazon.nova-premier-v1:0",
    "nova-2-lite": "amazon.nova-2-lite-v1:0",
  ]

  private static let prefixes = [
    "google": "gemini/", "mistral": "mistral/", "xai": "xai/", "deepseek": "deepseek/",
  ]

  @Test(.enabled(if: SharedData.priceMap != nil, "no copy of the public price map at hand"))
  func everyCurrentEntryEqualsThePublicMap() throws {
    let data = try SharedData.unpacked(#require(SharedData.priceMap))
    let map = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let book = PriceBook.builtin
    for name in book.modelNames {
      guard let price = book.price(of: name, on: book.releaseDate) else { continue }
      let key = Self.keys[name] ?? (Self.prefixes[price.provider] ?? "") + name
      let entry = try #require(map[key] as? [String: Any], "\(name)")
      let short = Self.listedRates(entry, suffix: "")
      #expect(Self.agree(price.rates, short), "\(name)")
      if let long = price.longContext {
        let suffix = "_above_\(long.threshold / 1000)k_tokens"
        #expect(
          Self.agree(long.rates, Self.listedRates(entry, suffix: suffix)),
          "\(name) beyond \(long.threshold) tokens")
      } else {
        #expect(!entry.keys.contains { $0.hasPrefix("input_cost_per_token_above_") }, "\(name)")
      }
      if let minimum = entry["prompt_cache_min_tokens"] as? Double {
        #expect(price.minimumCacheTokens == Int(minimum), "\(name)")
      }
      for meter in ["input", "output"] {
        let rate = entry["\(meter)_cost_per_token"] as? Double
        if rate == 0 { continue }  // An embedding has no output.
        let batch = entry["\(meter)_cost_per_token_batches"] as? Double
        let factor = batch.flatMap { batch in rate.map { batch / $0 } }
        #expect(Self.agree(price.batchFactor, factor), "\(name), \(meter)")
      }
      for tier in [ServiceTier.flex, .priority, .ultrafast] {
        let listed = ["input", "output"].map { meter in
          (entry["\(meter)_cost_per_token_\(tier.rawValue)"] as? Double).map { $0 * 1e6 }
        }
        // Half a tier is none (azure/gpt-5.5, flex).
        if listed.contains(nil), listed.contains(where: { $0 != nil }) { continue }
        let rates = price.tiers[tier]?.table.rates
        #expect(Self.agree(rates?.input, listed[0]), "\(name), \(tier)")
        #expect(Self.agree(rates?.output, listed[1]), "\(name), \(tier)")
      }
      let search = entry["search_context_cost_per_query"] as? [String: Double]
      #expect(
        Self.agree(price.fees.webSearch?.price, search?["search_context_size_medium"]), "\(name)")
      let peak = entry["off_peak_pricing"] as? [String: Any]
      #expect(
        Self.agree(
          price.offPeak?.rates.input, (peak?["input_cost_per_token"] as? Double).map { $0 * 1e6 }),
        "\(name)")
    }
  }

  /// Input, read, writes and output in dollars per million tokens. A read without a rate costs the input rate, a write rate of 0 is the map's way
  /// to say that writes are not metered; an hour's write without a rate costs that of 5 minutes.
  private static func listedRates(
    _ entry: [String: Any], suffix: String
  ) -> [Double?] {
    func listed(_ field: String) -> Double? {
      (entry[field + suffix] as? Double).map { $0 * 1e6 }
    }
    let write5m = listed("cache_creation_input_token_cost").flatMap { $0 > 0 ? $0 : nil }
    return [
      listed("input_cost_per_token"),
      listed("cache_read_input_token_cost") ?? listed("input_cost_per_token"), write5m,
      listed("cache_creation_input_token_cost_above_1hr") ?? write5m,
      listed("output_cost_per_token"),
    ]
  }

  private static func agree(_ ours: TokenRates, _ theirs: [Double?]) -> Bool {
    let ours = [
      ours.input, ours.cacheRead, ours.cacheWrite5m, ours.cacheWrite1h, ours.output,
    ]
    return zip(ours, theirs).allSatisfy { agree($0, $1) }
  }

  private static func agree(_ ours: Double?, _ theirs: Double?) -> Bool {
    guard let ours, let theirs else { return ours == nil && theirs == nil }
    return abs(ours - theirs) <= 1e-9 * theirs
  }
}
