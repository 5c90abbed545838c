import ArgumentParser
import Cogcast

struct PatternsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Look for the five AI cost anti-patterns in a forecast or in a request log.",
    discussion: """
      Zombie features, debt of changing technology, agents in loops, data between regions and units at a \
      loss: how probable each is within the horizon, when, and what shows it. With --log it looks at the \
      running feature, too; with --log alone at that. A condition for CI is a gate: see `cogcast gate`.
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["json"]))
  var file: String?

  @Option(
    help:
      "A request log of the running feature, as of `cogcast metadata check`; - is standard input.",
    completion: .file())
  var log: String?

  @Option(help: "Look at this routing strategy instead of the one in use.")
  var strategy: String?

  @OptionGroup var reading: LogReadingArguments
  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard file != nil || log != nil else {
      throw ValidationError("name a scenario, or a request log with --log, or both.")
    }
    guard strategy == nil || file != nil else {
      throw ValidationError("--strategy is one of a scenario; name the scenario, too.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let report = try await report()
      try output.write(report.report(output.format, colour: output.isColoured))
      if report.invalidRecords > 0, !reading.skipInvalid { throw ExitStatus.invalidData }
    }
  }

  private func report() async throws -> PatternReport {
    guard let file else {
      return try reading.read(log ?? "-") { usage, read, report throws(CogcastError) in
        try usage.history(reading: read, reporting: report).patterns
      }
    }
    var feature = try ScenarioSource(file).read()
    if let strategy { feature = try feature.using(strategy: strategy) }
    let scenario = feature
    let options = run.options
    guard let log else {
      return try await ProgressBar.during { try await scenario.patterns(options, progress: $0) }
    }
    let history = try reading.read(log) { usage, read, report throws(CogcastError) in
      try usage.history(reading: read, reporting: report)
    }
    return try await ProgressBar.during {
      try await scenario.patterns(in: history, options, progress: $0)
    }
  }
}
