import Foundation
import Testing

/// Which of two models answered each question of a benchmark: the weak one is Mixtral 8x7B, the strong
/// one gpt-4-1106-preview.
///
/// - Source: github.com/lm-sys/RouteLLM, routellm/evals, 60 % of the questions by hash; Ong et al.
///   (2024), arXiv 2406.18665.
struct RouteLLMOutcomes {
  enum Benchmark: String, CaseIterable, Sendable {
    case gsm8k, mmlu

    var file: String { "routellm_\(rawValue)_train.csv.gz" }
  }

  static let areAtHand = SharedData.has(Benchmark.allCases.map(\.file))

  /// One a question.
  let outcomes: [(weak: Bool, strong: Bool)]

  init(_ benchmark: Benchmark) throws {
    let lines = try SharedData.table(benchmark.file)
    let head = try #require(lines.first)
    let weak = try #require(head.firstIndex(of: "weak_correct"))
    let strong = try #require(head.firstIndex(of: "strong_correct"))
    outcomes = lines.dropFirst().map { ($0[weak] == "1", $0[strong] == "1") }
  }

  func share(_ counts: (Bool, Bool) -> Bool) -> Double {
    Double(outcomes.count { counts($0.weak, $0.strong) }) / Double(outcomes.count)
  }
}
