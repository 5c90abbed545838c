import Cogcast
import Foundation

/// A report whose text is kept in the repository: one command on one scenario, in every format.
struct GoldenReport: Sendable, CustomStringConvertible {
  enum Command: String, Sendable {
    case estimate, compare, diff, sensitivity, gate, optimize, advise, explain
  }

  let command: Command
  /// Where it lies below `scenarios`, without its ending.
  let scenario: String
  /// What it is compared with: the head of a difference, another file of a comparison.
  var other: String?
  /// What of it is explained.
  var path: String?

  var description: String {
    "\(command.rawValue)-"
      + [scenario, other, path].compactMap { $0 }.joined(separator: "-and-")
      .replacing("/", with: "-").filter { !"()".contains($0) }
  }

  static let estimates = Repository.scenarios.map { GoldenReport(command: .estimate, scenario: $0) }

  /// Every scenario's estimate, comparisons of strategies and of scenarios, a difference, analyses of
  /// sensitivity, gates that pass and that fail, a search, and explanations.
  static let all =
    estimates + [
      GoldenReport(command: .compare, scenario: "support-assistant"),
      GoldenReport(command: .compare, scenario: "homework-tutor"),
      GoldenReport(command: .compare, scenario: "claims-triage"),
      GoldenReport(command: .compare, scenario: "support-assistant", other: "homework-tutor"),
      GoldenReport(
        command: .compare, scenario: "ci-example/ticket-summary",
        other: "ci-example/changes/noise"),
      GoldenReport(
        command: .diff, scenario: "ci-example/ticket-summary", other: "ci-example/changes/fails"),
      GoldenReport(command: .sensitivity, scenario: "support-assistant"),
      GoldenReport(command: .sensitivity, scenario: "coding-agent"),
      GoldenReport(command: .gate, scenario: "rag-search"),
      GoldenReport(command: .gate, scenario: "guide-headline"),
      GoldenReport(command: .optimize, scenario: "homework-tutor"),
      GoldenReport(command: .advise, scenario: "support-assistant"),
      GoldenReport(command: .explain, scenario: "support-assistant"),
      GoldenReport(
        command: .explain, scenario: "support-assistant",
        path: "workflows.chat.calls.answer.retry.failureRate"),
      GoldenReport(
        command: .explain, scenario: "support-assistant",
        path: "workflows.chat.calls.answer.cache"),
      GoldenReport(
        command: .explain, scenario: "homework-tutor", path: "routing.strategies.cascade"),
      GoldenReport(command: .explain, scenario: "support-assistant", path: "roi.month(6)"),
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
    let feature = try Self.feature(scenario)
    let other = try other.map(Self.feature)
    switch command {
    case .estimate:
      let estimate = try await feature.estimate()
      return { estimate.report($0) }
    case .compare:
      let comparison = try await FeatureScenario.compare([feature] + (other.map { [$0] } ?? []))
      return { comparison.report($0) }
    case .diff:
      guard let other else { preconditionFailure("a difference has two scenarios") }
      let difference = try await other.difference(from: feature)
      return { difference.report($0) }
    case .sensitivity:
      let sensitivity = try await feature.sensitivity()
      return { sensitivity.report($0) }
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
    case .advise:
      let advice = try await feature.advise()
      return { advice.report($0) }
    case .explain:
      let explanation = try await feature.explain(path ?? "")
      return { explanation.report($0) }
    }
  }

  private static func feature(_ name: String) throws -> FeatureScenario {
    let text = try Data(contentsOf: URL(fileURLWithPath: Repository.scenario(name)))
    return try FeatureScenario(text: Array(text), file: "scenarios/\(name).json")
  }

  private static let extensions: [ReportFormat: String] = [
    .text: "txt", .json: "json", .csv: "csv", .markdown: "md",
  ]
}
