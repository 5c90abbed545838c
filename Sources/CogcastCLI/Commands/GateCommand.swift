import ArgumentParser
import Cogcast

struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Hold the gates of a scenario against its forecast, for CI.",
    discussion: "Exits with 1 when a gate fails and with 2 when one is inconclusive.")

  enum Inconclusive: String, ExpressibleByArgument, CaseIterable {
    case fail, warn
  }

  @OptionGroup var scenario: ScenarioArgument

  @Option(help: "What an inconclusive gate does: fail exits with 2, warn with 0.")
  var inconclusive = Inconclusive.fail

  @Flag(help: "Exit with 1 on any warning about the scenario or the run.")
  var failOnWarn = false

  @Option(
    help: """
      Most trials, \(RunOptions.standardGateTrials) by default: while a gate is inconclusive, trials \
      double up to these.
      """)
  var maxTrials = RunOptions.standardGateTrials

  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let feature = try scenario.read()
      var options = run.options
      options.gateTrials = maxTrials
      let checked = options
      let check = try await ProgressBar.during {
        try await feature.checkGates(checked, progress: $0)
      }
      try output.write(check.report(output.format, colour: output.isColoured))
      if let status = status(of: check) { throw status }
    }
  }

  private func status(of check: FeatureGateCheck) -> ExitCode? {
    if check.verdict == .fail { return ExitStatus.gateFailed }
    if failOnWarn, check.hasWarnings || check.verdict == .warn {
      StandardError.write("failed on a warning, as --fail-on-warn asks\n")
      return ExitStatus.gateFailed
    }
    guard check.verdict == .inconclusive else { return nil }
    if inconclusive == .fail { return ExitStatus.gateInconclusive }
    StandardError.write(
      "warning: a gate is inconclusive; ask for more with --max-trials\n")
    return failOnWarn ? ExitStatus.gateFailed : nil
  }
}
