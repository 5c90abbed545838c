import Pricing
import Testing

/// Damaged books and maps: whatever the bytes, reading ends with prices that can be charged and
/// written, or with findings.
struct DamagedBookTests {
  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1e999", "-1", "0", "1e12", "1e-300", "0.5",
    "{}", "[]", "\n", "é", "\"2026-02-30\"", "\"note\": 5,", "99999999999999999999", "1.5",
    "\"rates\": {},", "\"factor\": 2,",
  ]

  private static let book =
    #"{ "name": "b", "released": "2026-01-03", "models": [\#(PriceBookDecodingTests.fullModel)] }"#

  private static let litellm = """
    { "a": { "litellm_provider": "xai", "input_cost_per_token": 1e-06,
        "output_cost_per_token": "4e-06", "input_cost_per_token_above_128k_tokens": 2e-06,
        "input_cost_per_token_batches": 5e-07, "output_cost_per_token_batches": 2e-06,
        "input_cost_per_token_priority": 2e-06, "output_cost_per_reasoning_token": 9e-06,
        "regional_endpoint_uplift_multiplier": 1.1, "prompt_cache_min_tokens": 512,
        "provider_specific_entry": { "us": 1.1, "fast": 2.0 },
        "search_context_cost_per_query": { "search_context_size_medium": 0.01 },
        "search_free_requests": { "count": 5, "period": "day", "shared_group": "g" },
        "off_peak_pricing": { "input_cost_per_token": 5e-07, "windows": [
          { "hours_utc": ["00:00-01:00"], "weekdays": [1] } ] } },
      "b": { "tiered_pricing": [
        { "range": [0, 32000.0], "input_cost_per_token": 1e-06, "output_cost_per_token": 4e-06 },
        { "range": [32000.0, 128000.0], "input_cost_per_token": 2e-06 } ] } }
    """

  private static let genai = """
    [ { "id": "p", "models": [ { "id": "m", "prices": [
          { "prices": { "input_mtok": { "base": 1, "tiers": [ { "start": 200000, "price": 2 } ] },
              "output_mtok": 4, "web_searches_kcount": 10 } },
          { "constraint": { "start_date": "2026-03-13" }, "prices": { "output_mtok": 3 } },
          { "constraint": { "start_time": "16:30:00Z", "end_time": "00:30:00Z" },
            "prices": { "input_mtok": 0.1 } } ],
        "price_variants": [ { "when": { "processing": "batch" }, "prices": { "input_mtok": 0.5 } } ]
      } ] } ]
    """

  @Test(arguments: 0..<8)
  func damagedBooksAreReadOrRefused(batch: UInt64) throws {
    var random = SplitMix(state: 0xB00C &+ batch)
    var valid = 0
    for _ in 0..<200 {
      let bytes = damaged(Self.book, &random)
      guard let book = try read({ try PriceBook(json: bytes) }) else { continue }
      valid += 1
      try check(book.modelNames.flatMap(book.entries(of:)))
    }
    #expect((1..<200).contains(valid), "\(valid) of 200 are valid")
  }

  @Test(arguments: [(PriceImport.Format.litellm, litellm), (.genaiPrices, genai)], 0..<4)
  func damagedMapsAreReadOrRefused(
    map: (format: PriceImport.Format, text: String), batch: UInt64
  ) throws {
    var random = SplitMix(state: 0x3A9 &+ batch)
    var valid = 0
    for _ in 0..<200 {
      let bytes = damaged(map.text, &random)
      let read = try read {
        try PriceImport(bytes, format: map.format, checked: SmallPrice.day)
      }
      valid += read == nil ? 0 : 1
      try check(read?.entries ?? [])
    }
    #expect((1..<200).contains(valid), "\(valid) of 200 are valid")
  }

  private func read<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch let error as PriceBookError {
      #expect(!error.findings.isEmpty)
      return nil
    }
  }

  private func check(_ entries: [PriceBook.Entry]) throws {
    for entry in entries {
      for tier in [ServiceTier.standard] + entry.price.tiers.keys {
        let usage = try Usage(
          input: .inclusive(300_000), cacheReadTokens: 1000, cacheWrite5mTokens: 10,
          cacheWrite1hTokens: 10, outputTokens: 500, parts: TokenParts(reasoning: 100),
          serviceTier: tier, region: "us", at: Moment("2026-11-26T00:10:00Z"))
        let cost = try entry.price.charge(for: usage).total
        #expect(cost.isFinite && cost >= 0, "\(entry.price)")
      }
    }
    let text = BookWriter.json(name: "b", released: SmallPrice.day, entries: entries)
    if !entries.isEmpty { _ = try PriceBook(json: Array(text.utf8)) }
  }

  private func damaged(_ text: String, _ random: inout SplitMix) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(3) {
      let start = random.below(bytes.count)
      let end = min(start + random.below(12), bytes.count)
      switch random.below(4) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count))
      case 2:
        let piece = Self.pieces[random.below(Self.pieces.count)]
        bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
      default: bytes[start] = UInt8(random.below(256))
      }
    }
    return bytes
  }
}

/// - Source: Steele, Lea & Flood (2014), "Fast Splittable Pseudorandom Number Generators".
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
}
