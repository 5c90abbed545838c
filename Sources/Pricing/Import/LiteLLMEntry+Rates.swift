import Foundation

/// The rates of one request under LiteLLM's rules, before what is missing is filled in.
private struct LiteLLMRates {
  var input: Double
  var output: Double
  var read: Double?
  var write: Double?
  var write1hKey: String
}

extension LiteLLMEntry {
  static let prefixes = [
    "input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost",
    "cache_creation_input_token_cost",
  ]
  private static let hourKey = "cache_creation_input_token_cost_above_1hr"
  static let tierSuffixes = ["flex", "balanced", "priority", "ultrafast"]

  /// The rates of the standard tier (no suffix) or of another, below and beyond its thresholds.
  ///
  /// A rate that a threshold leaves out is that of the threshold below, and one that a tier leaves
  /// out is the standard one. Fireworks reads from its cache at half the input rate.
  ///
  /// - Source: LiteLLM 1.109.1, llm_cost_calc/utils.py, `_get_token_base_cost`.
  mutating func table(suffix: String, inclusive: Bool) -> RateTable {
    var rates = LiteLLMRates(
      input: rate("input_cost_per_token", suffix) ?? 0,
      output: rate("output_cost_per_token", suffix) ?? 0,
      read: rate("cache_read_input_token_cost", suffix),
      write: rate("cache_creation_input_token_cost", suffix), write1hKey: Self.hourKey + suffix)
    if rates.read == nil, text("litellm_provider") == "fireworks_ai" {
      rates.read = rates.input / 2
    }
    if rates.output == 0, let image = number("output_cost_per_image_token") { rates.output = image }
    let base = tokenRates(rates, suffix: suffix)
    var steps: [LongContext] = []
    for (threshold, text) in thresholds(suffix: suffix) {
      let above = "_above_\(text)_tokens"
      rates.input = rate("input_cost_per_token" + above, suffix) ?? rates.input
      rates.output = rate("output_cost_per_token" + above, suffix) ?? rates.output
      rates.read = rate("cache_read_input_token_cost" + above, suffix) ?? rates.read
      rates.write = rate("cache_creation_input_token_cost" + above, suffix) ?? rates.write
      let hour = Self.hourKey + above + suffix
      if number(hour) != nil { rates.write1hKey = hour }
      steps.append(
        LongContext(
          threshold: threshold, inclusive: inclusive,
          rates: tokenRates(rates, suffix: suffix)))
    }
    return RateTable(rates: base, longContexts: steps)
  }

  private mutating func tokenRates(_ rates: LiteLLMRates, suffix: String) -> TokenRates {
    let hourKey = rates.write1hKey
    let hour =
      suffix.isEmpty || !hourKey.hasSuffix(suffix)
      ? number(hourKey) : rate(String(hourKey.dropLast(suffix.count)), suffix)
    return TokenRates(
      input: perMillion(rates.input), cacheRead: perMillion(rates.read ?? rates.input),
      cacheWrite5m: rates.write.map(perMillion),
      cacheWrite1h: (hour ?? rates.write).map(perMillion),
      output: perMillion(rates.output), reasoning: reasoningRate(suffix).map(perMillion),
      audioInput: rate("input_cost_per_audio_token", suffix).map(perMillion),
      audioCacheRead: rate("cache_read_input_audio_token_cost", suffix).map(perMillion),
      imageInput: rate("input_cost_per_image_token", suffix).map(perMillion),
      audioOutput: number("output_cost_per_audio_token").map(perMillion),
      imageOutput: number("output_cost_per_image_token").map(perMillion))
  }

  /// `nil` where reasoning is output: also where the map repeats the rate of output, which would
  /// keep reasoning of a long request at the short rate.
  private mutating func reasoningRate(_ suffix: String) -> Double? {
    let key = "output_cost_per_reasoning_token"
    if !suffix.isEmpty {
      if let own = number(key + suffix) {
        return own == number("output_cost_per_token" + suffix) ? nil : own
      }
      if number("output_cost_per_token" + suffix) != nil { return nil }
    }
    guard let own = number(key), own != number("output_cost_per_token") else { return nil }
    return own
  }

  /// The batch tier; `nil` where input or output has no batch price.
  ///
  /// - Source: LiteLLM 1.109.1, cost_calculator.py, `batch_cost_calculator`.
  mutating func batchTable(inclusive: Bool) -> RateTable? {
    // An embedding has no output to price.
    guard number("input_cost_per_token_batches") != nil,
      number("output_cost_per_token_batches") != nil || (number("output_cost_per_token") ?? 0) == 0
    else { return nil }
    let base = batchRates(upTo: nil)
    let steps = thresholds(suffix: "_batches").map { threshold, _ in
      (threshold, batchRates(upTo: threshold))
    }
    return RateTable(
      rates: base,
      longContexts: steps.map {
        LongContext(threshold: $0.0, inclusive: inclusive, rates: $0.1)
      })
  }

  private mutating func batchRates(upTo limit: Int?) -> TokenRates {
    let steps = thresholds(suffix: "_batches").filter { $0.threshold <= limit ?? 0 }
    func listed(_ entry: inout LiteLLMEntry, _ prefix: String) -> Double? {
      for (_, text) in steps.reversed() {
        if let rate = entry.number(prefix + "_above_\(text)_tokens_batches") { return rate }
      }
      return entry.number(prefix + "_batches")
    }
    let input = listed(&self, "input_cost_per_token") ?? 0
    let write = listed(&self, "cache_creation_input_token_cost")
    return TokenRates(
      input: perMillion(input),
      cacheRead: perMillion(listed(&self, "cache_read_input_token_cost") ?? input),
      cacheWrite5m: write.map(perMillion),
      cacheWrite1h: (listed(&self, Self.hourKey) ?? write).map(perMillion),
      output: perMillion(listed(&self, "output_cost_per_token") ?? 0),
      audioInput: number("input_cost_per_audio_token_batches").map(perMillion),
      audioCacheRead: number("cache_read_input_audio_token_cost_batches").map(perMillion),
      imageInput: number("input_cost_per_image_token_batches").map(perMillion),
      imageOutput: (number("output_cost_per_image_token_batches")
        ?? number("output_cost_per_image_token").map { $0 / 2 }).map(perMillion))
  }

  /// Lengths beyond which a rate changes, rising, each with the map's spelling of it.
  private func thresholds(suffix: String) -> [(threshold: Int, text: String)] {
    let others =
      Self.tierSuffixes.map { "_" + $0 } + ["_batches", "_fast", "_auto", "_decisions"]
    var found: [Int: String] = [:]
    for key in keys {
      guard let prefix = Self.prefixes.first(where: { key.hasPrefix($0 + "_above_") }),
        let mark = key.range(of: "_tokens", options: .backwards)?.lowerBound
      else { continue }
      let ending = String(key[key.index(mark, offsetBy: "_tokens".count)...])
      let isOwn =
        suffix == "_batches"
        ? ending == suffix : ending.isEmpty || (ending == suffix) || !others.contains(ending)
      guard isOwn else { continue }
      var text = String(key[..<mark].dropFirst((prefix + "_above_").count))
      if let nested = text.range(of: "_above_", options: .backwards) {
        text = String(text[nested.upperBound...])
      }
      let isThousands = text.hasSuffix("k")
      guard let number = Int(isThousands ? String(text.dropLast()) : text), number > 0 else {
        continue
      }
      found[number * (isThousands ? 1000 : 1)] = text
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
