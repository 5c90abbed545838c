import Cogcast
import Foundation
import Testing

/// Scenarios with random damage: each is refused, or its forecast is made of numbers.
struct DamagedScenarioTests {
  /// `make check-slow` looks further.
  private static let count =
    ProcessInfo.processInfo.environment["COGCAST_SLOW"] == nil ? 500 : 20_000

  private static let numbers = [
    "-1", "0", "1e-300", "1e-12", "0.001", "0.1", "0.5", "0.999999999999", "1", "2", "7", "100",
    "199", "1000", "1e6", "1e9", "1e12", "1e13", "1e999",
  ]

  private static let inputs = [
    #"{ "p5": 1e-12, "p95": 1e12 }"#, #"{ "p5": 0.1, "p50": 0.2, "p95": 0.9 }"#,
    #"{ "p1": 0.999, "p99": 0.9999999 }"#, #"{ "p5": 1, "p95": 1000, "min": 0.5, "max": 1e12 }"#,
    #"{ "lognormal": { "mean": 100, "sigma": 5 } }"#,
    #"{ "lognormal": { "mean": { "p5": 1, "p95": 1e6 }, "cv": 100 } }"#,
    #"{ "gamma": { "mean": 0.5, "cv": 100 } }"#, #"{ "gamma": { "shape": 0.1, "scale": 1e12 } }"#,
    #"{ "weibull": { "shape": 0.1, "scale": 1 } }"#, #"{ "normal": { "mean": 0, "sd": 1e12 } }"#,
    #"{ "pareto": { "scale": 1, "shape": 1.001 } }"#,
    #"{ "pareto": { "scale": 1e-12, "shape": 0.1, "max": 1e12 } }"#,
    #"{ "geometric": { "mean": 200 } }"#, #"{ "poisson": { "mean": 1e9 } }"#,
    #"{ "negativeBinomial": { "mean": 200, "dispersion": 0.1 } }"#,
    #"{ "binomial": { "n": 1000, "p": 1 } }"#, #"{ "bernoulli": { "p": 1e-12 } }"#,
    #"{ "discrete": { "values": [0, 1e12], "weights": [1, 1e-12] } }"#,
    #"{ "empirical": { "quantiles": [0, 0, 0, 1e12] } }"#,
    #"{ "mixture": { "components": [ { "weight": 1, "law": 0 }, { "weight": 1e-9, "law": 1e9 } ] } }"#,
    #"{ "metalog": { "p5": 1, "p50": 2, "p95": 100, "max": 1e12 } }"#,
    #"{ "uniform": { "min": 0, "max": 1e12 } }"#, "null", "\"text\"", "[]", "{}", "true",
  ]

  /// All together take four seconds alone; beside all other tests, which begin at once, a slow machine came to
  /// their end after fifteen minutes. One that never ends meets the limit.
  @Test(.timeLimit(.minutes(60)))
  func damagedScenariosAreRefusedOrForecast() async throws {
    let whole = EffectScenario.blocks
    let small = EffectScenario.percentiles
    var random = SplitMix(state: 0xDA3A6E)
    var forecasts = 0
    for _ in 0..<Self.count {
      let seed =
        random.below(2) == 0 ? whole[random.below(whole.count)] : small[random.below(small.count)]
      var text = seed.text
      for _ in 0...random.below(3) { text = damaged(text, &random) }
      guard let forecast = try await ForecastNumbers(.estimate, text, files: seed.files) else {
        continue
      }
      expectNumbers(forecast, text)
      expectRisingQuantiles(forecast, text)
      forecasts += 1
    }
    #expect(forecasts > Self.count / 10)
  }

  /// A report writes `null` for what is no number; of these metrics everything is one.
  private func expectNumbers(_ forecast: ForecastNumbers, _ text: String) {
    let metrics = [
      "cost.total", "cost.inference", "cost.harness", "cost.fixed", "tokens.input",
      "tokens.cacheRead", "tokens.cacheWrite", "tokens.output", "units.total",
    ]
    let values = ["mean/value", "mean/error"] + (0..<6).map { "quantiles/\($0)/value" }
    for metric in metrics {
      for value in values {
        let number = forecast.numbers["metrics/\(metric)/\(value)"]
        #expect(number?.isFinite == true, "\(metric) \(value) of \(text)")
      }
    }
  }

  private func expectRisingQuantiles(_ forecast: ForecastNumbers, _ text: String) {
    for (path, value) in forecast.numbers {
      guard let range = path.range(of: "/quantiles/"), path.hasSuffix("/value") else { continue }
      let rank = path[range.upperBound...].prefix { $0 != "/" }
      guard let index = Int(rank) else { continue }
      let next = path[..<range.upperBound] + "\(index + 1)/value"
      guard let after = forecast.numbers[String(next)] else { continue }
      #expect(value <= after, "\(path) of \(text)")
    }
  }

  /// The text with one leaf, or a few bytes, replaced.
  private func damaged(_ text: String, _ random: inout SplitMix) -> String {
    let isWhole = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    if isWhole, random.below(8) > 0 {
      let leaves = JSONTree(text).leaves()
      let leaf = leaves[random.below(leaves.count)]
      let isInput = random.below(3) == 0
      let others = isInput ? Self.inputs : Self.numbers
      return leaf.replaced(by: others[random.below(others.count)], in: text)
    }
    var bytes = Array(text.utf8)
    let at = random.below(bytes.count)
    switch random.below(3) {
    case 0: bytes[at] ^= UInt8(1 << random.below(8))
    case 1: bytes.removeSubrange(at..<min(at + 1 + random.below(20), bytes.count))
    default: bytes.insert(contentsOf: bytes[at..<min(at + random.below(20), bytes.count)], at: at)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// - Source: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators".
private struct SplitMix {
  var state: UInt64

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(count))
  }
}
