import Foundation
import Pricing
import Testing

/// Recorded costs of FrugalGPT's experiments of 2024 against list prices of that year.
///
/// - Source: stanford-futuredata/FrugalGPT, summary/*.csv; list prices as of tokencost 0.1.26.
struct FrugalGPTPriceTests {
  private static let gpt4o = TokenRates(
    input: 5, cacheRead: 5, cacheWrite5m: nil, cacheWrite1h: nil, output: 15)
  private static let gpt4oMini = TokenRates(
    input: 0.15, cacheRead: 0.15, cacheWrite5m: nil, cacheWrite1h: nil, output: 0.6)

  /// gpt-4o (May 2024) and gpt-4o-mini share a tokenizer and answered the same prompts: their two
  /// costs give the tokens of a query. The tasks are classification and short answers, so the
  /// answers must come out as a few tokens and the prompts as some hundreds.
  @Test(.enabled(if: SharedData.cascades != nil, "no copy of FrugalGPT's summary at hand"))
  func recordedCostsAreTokensTimesListPrices() throws {
    let costs = try Self.costs()
    #expect(Set(costs.keys) == ["AGNEWS", "COQA", "HEADLINES", "OVERRULING", "SCIQ"])
    for (dataset, byModel) in costs {
      let large = try #require(byModel["gpt-4o-2024-05-13"]) * 1e6
      let small = try #require(byModel["gpt-4o-mini"]) * 1e6
      // large = 5 n + 15 m and small = 0.15 n + 0.6 m.
      let output = (small / 0.15 - large / 5) / (0.6 / 0.15 - 15 / 5)
      let input = (large - 15 * output) / 5
      #expect((0.5...20).contains(output), "\(dataset): \(output) tokens out")
      #expect((100...2000).contains(input), "\(dataset): \(input) tokens in")
      let usage = try Usage(
        input: .inclusive(Int(input.rounded())), outputTokens: Int(output.rounded()))
      for (rates, cost) in [(Self.gpt4o, large), (Self.gpt4oMini, small)] {
        let charge = try SmallPrice.model(rates: rates).charge(for: usage).total * 1e6
        // Rounding the answer to whole tokens moves it by half a token of output.
        #expect(abs(charge - cost) <= 0.5 * rates.output + 0.5 * rates.input, "\(dataset)")
      }
    }
  }

  /// The published comparison: on HEADLINES the cascade is better than gpt-4-turbo (0.870 against
  /// 0.856) at $0.00019 a query instead of $0.00333. The data has a cascade at least as good.
  @Test(.enabled(if: SharedData.cascades != nil, "no copy of FrugalGPT's summary at hand"))
  func theCascadeCostsASeventeenthOfTheLargeModel() throws {
    let rows = try Self.rows().filter { $0["dataset"] == "HEADLINES" }
    func number(_ row: [String: String], _ field: String) throws -> Double {
      try #require(row[field].flatMap(Double.init))
    }
    let turbo = try #require(rows.first { $0["Method"] == "gpt-4-turbo" })
    #expect(try abs(number(turbo, "Test_cost") - 0.00333) < 0.000005)
    #expect(try abs(number(turbo, "Test_acc") - 0.856) < 0.0005)
    let cascade = try #require(
      try rows.filter { $0["Method"] == "FrugalGPT" }
        .first { try abs(number($0, "Test_acc") - 0.870) < 0.0005 })
    #expect(try abs(number(cascade, "Test_cost") - 0.00019) < 0.000005)
  }

  private static func costs() throws -> [String: [String: Double]] {
    var costs: [String: [String: Double]] = [:]
    for row in try rows() where row["Method"] != "FrugalGPT" {
      let cost = try #require(row["Test_cost"].flatMap(Double.init))
      costs[try #require(row["dataset"]), default: [:]][try #require(row["Method"])] = cost
    }
    return costs
  }

  private static func rows() throws -> [[String: String]] {
    let data = try SharedData.unpacked(#require(SharedData.cascades))
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let head = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
  }
}
