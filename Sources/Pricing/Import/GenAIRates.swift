import JSONDocuments

/// One set of prices of a model in genai-prices: US dollars per million tokens (`…_mtok`) or per
/// thousand (`…_kcount`), each a number or a base with tiers that reprice the whole request.
struct GenAIRates {
  private struct Price {
    let base: Double
    let tiers: [(start: Int, price: Double)]

    func rate(beyond threshold: Int?) -> Double {
      tiers.last { $0.start <= threshold ?? -1 }?.price ?? base
    }
  }

  private var prices: [String: Price] = [:]
  /// Fields without a meter in a price book, or whose value is no price.
  private(set) var unread: [String] = []

  private static let meters: Set<String> = [
    "input_mtok", "cache_read_mtok", "cache_write_mtok", "cache_write_5m_mtok",
    "cache_write_1h_mtok", "output_mtok", "output_reasoning_mtok", "input_audio_mtok",
    "cache_audio_read_mtok", "output_audio_mtok", "input_image_mtok", "output_image_mtok",
    "requests_kcount", "web_searches_kcount",
  ]

  init(_ members: [JSONNode.Member]) {
    for member in members {
      if Self.meters.contains(member.key), let price = Self.price(member.value) {
        prices[member.key] = price
      } else {
        unread.append(member.key)
      }
    }
    unread.sort()
  }

  private static func price(_ node: JSONNode) -> Price? {
    func number(_ node: JSONNode?) -> Double? {
      guard case .number(let value) = node?.value, (0...1e6).contains(value) else { return nil }
      return value
    }
    if let flat = number(node) { return Price(base: flat, tiers: []) }
    guard let base = number(node.member("base")?.value),
      case .array(let nodes) = node.member("tiers")?.value.value
    else { return nil }
    let tiers = nodes.compactMap { node -> (start: Int, price: Double)? in
      guard let price = number(node.member("price")?.value),
        case .number(let start) = node.member("start")?.value.value,
        let start = Int(exactly: start), start > 0
      else { return nil }
      return (start, price)
    }
    guard tiers.count == nodes.count, zip(tiers, tiers.dropFirst()).allSatisfy({ $0.0 < $1.0 })
    else { return nil }
    return Price(base: base, tiers: tiers)
  }

  /// The same with the prices of another set where that has them.
  func overridden(by other: GenAIRates) -> GenAIRates {
    var result = self
    result.prices.merge(other.prices) { $1 }
    result.unread = other.unread
    return result
  }

  var hasTokenPrice: Bool { prices["input_mtok"] != nil || prices["output_mtok"] != nil }

  var table: RateTable {
    let starts = Set(prices.values.flatMap { $0.tiers.map(\.start) }).sorted()
    return RateTable(
      rates: rates(beyond: nil),
      longContexts: starts.map {
        LongContext(threshold: $0, inclusive: false, rates: rates(beyond: $0))
      })
  }

  private func rates(beyond threshold: Int?) -> TokenRates {
    func rate(_ names: String...) -> Double? {
      names.lazy.compactMap { prices[$0]?.rate(beyond: threshold) }.first
    }
    let input = rate("input_mtok") ?? 0
    let write = rate("cache_write_5m_mtok", "cache_write_mtok")
    return TokenRates(
      input: input, cacheRead: rate("cache_read_mtok") ?? input, cacheWrite5m: write,
      cacheWrite1h: rate("cache_write_1h_mtok") ?? write, output: rate("output_mtok") ?? 0,
      reasoning: rate("output_reasoning_mtok"), audioInput: rate("input_audio_mtok"),
      audioCacheRead: rate("cache_audio_read_mtok"), imageInput: rate("input_image_mtok"),
      audioOutput: rate("output_audio_mtok"), imageOutput: rate("output_image_mtok"))
  }

  var fees: CallFees {
    CallFees(
      request: (prices["requests_kcount"]?.base ?? 0) / 1000,
      webSearch: prices["web_searches_kcount"].map {
        SearchFee(price: $0.base / 1000, unit: .query, free: nil)
      })
  }
}
