import ArgumentParser
import Cogcast

@main
struct CogcastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cogcast",
    abstract: "Forecasts what an AI feature will cost before it ships.",
    discussion: """
      Start with `cogcast init my-feature`, then `cogcast estimate scenarios/my-feature.json`.

      Exit codes: 0 done or passed; 1 a gate, `prices check`, `metadata check`, `guide check` or `track` failed; 2 a gate or a figure is inconclusive; 64 usage; \
      65 the scenario, a file it names or a log is invalid; 66 a file on the command line is missing; \
      70 an internal error.
      """,
    version: cogcastVersion,
    subcommands: [
      EstimateCommand.self, CompareCommand.self, DiffCommand.self, SensitivityCommand.self,
      ExplainCommand.self, OptimizeCommand.self, AdviseCommand.self, PatternsCommand.self,
      GateCommand.self,
      ValidateCommand.self,
      InitCommand.self, SchemaCommand.self, PricesCommand.self, MetadataCommand.self,
      PolicyCommand.self, AssessCommand.self, GuideCommand.self, TrackCommand.self,
    ])

  static func main() async {
    ProcessStart.endIdleThreads()
    var parsed: (any ParsableCommand)?
    do {
      var command = try parseAsRoot(joiningNegativeNumbers(CommandLine.arguments.dropFirst()))
      parsed = command
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as ValidationError {
      // The parser, which does not know the command any more, would show how to use the tool.
      guard let parsed else { exit(withError: error) }
      StandardError.write(
        "Error: \(error.message)\nUsage: \(usageString(for: type(of: parsed)))\n")
      exit(withError: ExitCode.validationFailure)
    } catch {
      // The parser would exit with 1 for an error it does not know, which means a failed gate.
      if !(error is ExitCode), exitCode(for: error) == .failure {
        StandardError.write("internal error: \(error)\n")
        exit(withError: ExitStatus.internalError)
      }
      exit(withError: error)
    }
  }

  /// Writes a negative number behind the option whose value it is: alone the parser takes it for the name of
  /// another, and says that the value is missing.
  static func joiningNegativeNumbers(_ arguments: some Sequence<String>) -> [String] {
    var joined: [String] = []
    for argument in arguments {
      let isNegative = argument.first == "-" && Double(argument) != nil
      if isNegative, let option = joined.last, option.hasPrefix("--"), option.count > 2,
        !option.contains("="), !joined.contains("--")
      {
        joined[joined.count - 1] = "\(option)=\(argument)"
      } else {
        joined.append(argument)
      }
    }
    return joined
  }
}
