import Cogcast
import Explanations
import Foundation
import Testing

/// Results without a formula, and formulas themselves, against derivations of another kind.
struct ClosedFormTests {
  private func results(_ call: String, _ workflow: String = "", at path: String) async throws
    -> [String: Double]
  {
    let text = """
      { "name": "Small", "attribution": { "feature": "small" }, "horizon": { "weeks": 26 },
        "segments": { "all": { "users": 1000, "sessionsPerUserPerWeek": 1 } },
        "models": { "m": { "input": 5, "output": 20, "cacheRead": 0.5, "cacheWrite5m": 6.25 } },
        "workflows": { "chat": { \(workflow) "calls": [ { "name": "answer", "model": "m",
          "maxTokens": 500, "prompt": { "system": 2000, "user": 50 }, "output": 100 \(call) } ] } } }
      """
    let explained = try await FeatureScenario(text: text).explain(path, RunOptions(trials: 32))
    return Dictionary(uniqueKeysWithValues: explained.results.map { ($0.symbol, $0.value) })
  }

  /// Visits of the states of an absorbing chain by elimination: N (I - Q) = 1.
  private func visits(stay: [[Double]]) -> [Double] {
    let size = stay.count
    var matrix: [[Double]] = []
    for row in 0..<size {
      var entries = [Double](repeating: 0, count: size + 1)
      for column in 0..<size { entries[column] = -stay[column][row] }
      entries[row] += 1
      entries[size] = row == 0 ? 1 : 0
      matrix.append(entries)
    }
    for pivot in 0..<size {
      for row in 0..<size where row != pivot {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in 0...size { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    return (0..<size).map { matrix[$0][size] / matrix[$0][$0] }
  }

  /// States 0...M - 1 of a chain that goes on with the given probability.
  private func line(_ probability: Double, states: Int) -> [[Double]] {
    (0..<states).map { from in (0..<states).map { $0 == from + 1 ? probability : 0 } }
  }

  @Test(arguments: [(0.05, 3), (0.3, 5), (0.9, 20)])
  func `attempts and rounds are visits of an absorbing chain`(rate: Double, limit: Int) async throws
  {
    let retry = try await results(
      ", \"retry\": { \"failureRate\": \(rate), \"maxAttempts\": \(limit) }",
      at: "workflows.chat.calls.answer.retry")
    let attempts = visits(stay: line(rate, states: limit))
    #expect(abs(try #require(retry["N"]) - attempts.reduce(0, +)) < 1e-12)
    #expect(abs(try #require(retry["D"]) - attempts[limit - 1] * rate) < 1e-12)
    let validation = try await results(
      ", \"validate\": { \"failureRate\": \(rate), \"maxRounds\": \(limit) }",
      at: "workflows.chat.calls.answer.validate")
    #expect(abs(try #require(validation["R"]) - attempts.reduce(0, +)) < 1e-12)
  }

  /// Var(steps) = (2N - I) t - t², of the visits after the first request (Kemeny & Snell, ch. 3).
  @Test(arguments: [(1.6, 12), (4.0, 5)])
  func `steps of a loop have mean and variance of the chain`(mean: Double, limit: Int) async throws
  {
    let loop = try await results(
      ", \"loop\": { \"steps\": { \"geometric\": { \"mean\": \(mean) } }, \"maxSteps\": \(limit) }",
      at: "workflows.chat.calls.answer.loop")
    let next = mean / (1 + mean)
    // Expected requests from each state on, by visits of the chain that begins there.
    let remaining = (0...limit).map { state in
      visits(stay: line(next, states: limit + 1 - state)).reduce(0, +)
    }
    let counts = visits(stay: line(next, states: limit + 1))
    var square = -remaining[0]
    for state in 0...limit { square += 2 * counts[state] * remaining[state] }
    #expect(abs(try #require(loop["Q"]) - remaining[0]) < 1e-12)
    let variance = square - remaining[0] * remaining[0]
    #expect(abs(try #require(loop["V"]) - variance) < 1e-9)
  }

  /// Che's time by bisection over every single question.
  @Test func `the characteristic time fills the cache`() async throws {
    let (questions, capacity, exponent) = (2000, 150, 0.8)
    let found = try await results(
      "",
      """
      "responseCache": { "popularity": { "questions": \(questions), "exponent": \(exponent),
        "capacity": \(capacity) } },
      """, at: "workflows.chat.responseCache.popularity")
    let weights = (1...questions).map { pow(Double($0), -exponent) }
    let total = weights.reduce(0, +)
    func held(_ time: Double) -> Double {
      var sum = 0.0
      for weight in weights { sum += 1 - exp(-weight / total * time) }
      return sum
    }
    var (low, high) = (0.0, 1e7)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if held(middle) < Double(capacity) { low = middle } else { high = middle }
    }
    var hits = 0.0
    for weight in weights { hits += weight / total * (1 - exp(-weight / total * low)) }
    // Questions beyond the hundredth stand in groups of nearly equal popularity.
    #expect(abs(try #require(found["t"]) / low - 1) < 2e-3)
    #expect(abs(try #require(found["H"]) - hits) < 1e-3)
  }

  /// 21.7 % where writes cost a quarter more and reads a tenth, as the domain's own table has it.
  @Test func `caching breaks even where writes are paid by reads`() async throws {
    let cache = try await results(", \"cache\": {}", at: "workflows.chat.calls.answer.cache")
    #expect(abs(try #require(cache["b"]) - 0.25 / 1.15) < 1e-12)
    #expect(abs(try #require(cache["b"]) - 0.217) < 5e-4)
  }

  /// Turns t = 1...3 read 2,050 tokens and t - 1 exchanges of 150: 2,350 at the last, 6,600 in all.
  @Test func `three turns of full memory are read as by hand`() async throws {
    let memory = try await results(
      "", "\"turns\": 3, \"memory\": \"full\",", at: "workflows.chat.memory")
    #expect(abs(try #require(memory["Z"]) - 2350) < 1e-9)
    #expect(abs(try #require(memory["G"]) - 6600) < 1e-9)
  }

  /// Closed form of 52 weeks of an AR(1) on the log scale by a plain double sum.
  @Test func `autocorrelation inflates the variance as a double sum says`() async throws {
    let text = """
      { "name": "Noise", "attribution": { "feature": "noise" },
        "segments": { "all": { "users": 10, "sessionsPerUserPerWeek": 1 } },
        "demand": { "weeklyNoise": 0.3, "autocorrelation": 0.5 },
        "models": { "m": { "input": 5, "output": 20 } },
        "workflows": { "chat": { "calls": [ { "name": "answer", "model": "m", "maxTokens": 9,
          "prompt": { "user": 5 }, "output": 1 } ] } } }
      """
    let explained = try await FeatureScenario(text: text).explain("demand", RunOptions(trials: 32))
    var sum = 0.0
    for first in 0..<52 {
      for second in 0..<52 {
        let lag = Double(abs(first - second))
        sum += exp(0.09 * pow(0.5, lag)) - 1
      }
    }
    let ratio = sum / (52 * (exp(0.09) - 1))
    let found = try #require(explained.results.first { $0.symbol == "F" }?.value)
    #expect(abs(found / ratio - 1) < 1e-12)
  }
}
