import Foundation
import Pricing
import Testing

/// A line of `References/litellm_costs.csv`, whose generator says what the columns are.
struct LiteLLMRow {
  let line: Int
  let model: String
  let usage: Usage
  /// US dollars per token: input, read, write, hour's write, output, reasoning.
  let rates: [Double]
  let cost: Double

  /// The rates are those of text alone.
  var isText: Bool {
    usage.audioInputTokens + usage.imageInputTokens + usage.audioOutputTokens
      + usage.imageOutputTokens == 0
  }

  static let all: [LiteLLMRow] = {
    do {
      return try read()
    } catch {
      Issue.record("litellm_costs.csv: \(error)")
      return []
    }
  }()

  private static func read() throws -> [LiteLLMRow] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "References/litellm_costs.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    let monday = try #require(Moment("2026-11-02T00:00:00Z")).secondsSinceEpoch
    var rows: [LiteLLMRow] = []
    for (index, text) in lines.enumerated() {
      let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 16, "line \(index + 2)")
      let counts = try fields[4..<14].map { try $0.isEmpty ? 0 : #require(Int($0)) }
      let tier =
        try fields[1].isEmpty ? ServiceTier.standard : #require(ServiceTier(rawValue: fields[1]))
      let moment = Int(fields[3]).map { Moment(secondsSinceEpoch: monday + 60 * $0) }
      let usage = Usage.clampedAsLiteLLM(
        promptTokens: counts[0], cacheReadTokens: counts[1], cacheWrite5mTokens: counts[2],
        cacheWrite1hTokens: counts[3], outputTokens: counts[6],
        parts: TokenParts(
          reasoning: counts[7], audioInput: counts[4], imageInput: counts[5],
          audioOutput: counts[8], imageOutput: counts[9]),
        serviceTier: tier, region: fields[2].isEmpty ? nil : fields[2], at: moment)
      let rates =
        try fields[14].isEmpty
        ? #require(rows.last).rates
        : fields[14].split(separator: " ").map { try #require(Double($0)) }
      rows.append(
        LiteLLMRow(
          line: index + 2, model: try fields[0].isEmpty ? #require(rows.last).model : fields[0],
          usage: usage, rates: rates, cost: try #require(Double(fields[15]))))
    }
    return rows
  }
}
