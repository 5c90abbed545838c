import Cogcast
import Foundation

/// A report whose text is kept in the repository: one command on one scenario, in every format.
struct GoldenReport: Sendable, CustomStringConvertible {
  enum Command: String, Sendable { case estimate, compare, gate, optimize }

  let command: Command
  let scenario: String

  var description: String { "\(command.rawValue)-\(scenario)" }

  static let estimates = Repository.scenarios.map { GoldenReport(command: .estimate, scenario: $0) }

  /// Every scenario's estimate, comparisons, gates that pass and that fail, and a search.
  static let all =
    estimates + [
      GoldenReport(command: .compare, scenario: "support-assistant"),
      GoldenReport(command: .compare, scenario: "homework-tutor"),
      GoldenReport(command: .gate, scenario: "rag-search"),
      GoldenReport(command: .gate, scenario: "guide-headline"),
      GoldenReport(command: .optimize, scenario: "homework-tutor"),
    ]

  static let folder = Repository.root.appending(path: "Tests/CogcastTests/Goldens")

  /// Where the golden text is.
  func file(_ format: ReportFormat) -> URL {
    Self.folder.appending(path: "\(self).\(Self.extensions[format] ?? "")")
  }

  /// The golden text; empty where there is none yet.
  func golden(_ format: ReportFormat) -> String {
    (try? String(contentsOf: file(format), encoding: .utf8)) ?? ""
  }

  /// The same command now, with the options that it has by default.
  func run() async throws -> @Sendable (ReportFormat) -> String {
    let file = Repository.scenario(scenario)
    let text = try Data(contentsOf: URL(fileURLWithPath: file))
    let feature = try FeatureScenario(text: Array(text), file: "scenarios/\(scenario).json")
    switch command {
    case .estimate:
      let estimate = try await feature.estimate()
      return { estimate.report($0) }
    case .compare:
      let comparison = try await feature.compare()
      return { comparison.report($0) }
    case .gate:
      let check = try await feature.checkGates()
      return { format in GateFormat(rawValue: format.rawValue).map { check.report($0) } ?? "" }
    case .optimize:
      // Every policy of it, with a quarter of the trials.
      let found = try await feature.optimize(
        OptimizationRequest(
          .minimize("p95(cost.month)"), subjectTo: ["mean(quality.success) >= 0.85"]),
        RunOptions(trials: 1024))
      return { found.report($0) }
    }
  }

  private static let extensions: [ReportFormat: String] = [
    .text: "txt", .json: "json", .csv: "csv", .markdown: "md",
  ]
}
