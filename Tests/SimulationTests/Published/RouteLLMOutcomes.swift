import Foundation
import Testing

/// Which of two models answered each question of a benchmark: the weak one is Mixtral 8x7B, the strong
/// one gpt-4-1106-preview.
///
/// Read from the folder that `COGCAST_SHARED_DATA` names, or `shared/data` beside the repository, and
/// never copied; tests without it are reported as skipped.
///
/// - Source: github.com/lm-sys/RouteLLM, routellm/evals, 60 % of the questions by hash; Ong et al.
///   (2024), arXiv 2406.18665.
struct RouteLLMOutcomes {
  enum Benchmark: String, CaseIterable, Sendable {
    case gsm8k, mmlu

    var file: URL? {
      var root = URL(filePath: #filePath)
      for _ in 0..<4 { root.deleteLastPathComponent() }
      let folder =
        ProcessInfo.processInfo.environment["COGCAST_SHARED_DATA"].map { URL(filePath: $0) }
        ?? root.deletingLastPathComponent().appending(path: "shared/data")
      let file = folder.appending(path: "routellm_\(rawValue)_train.csv.gz")
      return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }
  }

  static let areAtHand = Benchmark.allCases.allSatisfy { $0.file != nil }

  /// One a question.
  let outcomes: [(weak: Bool, strong: Bool)]

  init(_ benchmark: Benchmark) throws {
    let lines = try Self.lines(of: #require(benchmark.file))
    let head = try #require(lines.first)
    let weak = try #require(head.firstIndex(of: "weak_correct"))
    let strong = try #require(head.firstIndex(of: "strong_correct"))
    outcomes = lines.dropFirst().map { ($0[weak] == "1", $0[strong] == "1") }
  }

  func share(_ counts: (Bool, Bool) -> Bool) -> Double {
    Double(outcomes.count { counts($0.weak, $0.strong) }) / Double(outcomes.count)
  }

  private static func lines(of file: URL) throws -> [[String]] {
    let output = FileManager.default.temporaryDirectory
      .appending(path: "cogcast-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
