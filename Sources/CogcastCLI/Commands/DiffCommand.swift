import ArgumentParser
import Cogcast

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what a change of a scenario does to its cost, and which field does it.",
    discussion: """
      BASE and HEAD are files, or git:REVISION:PATH for a file as it was, e.g.
      `cogcast diff git:main:scenarios/chat.json scenarios/chat.json`.
      """)

  @Argument(help: "Scenario before the change.", completion: .file(extensions: ["json"]))
  var base: String

  @Argument(help: "Scenario after the change.", completion: .file(extensions: ["json"]))
  var head: String

  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let before = try ScenarioSource(base).read()
      let after = try ScenarioSource(head).read()
      let options = run.options
      let difference = try await ProgressBar.during {
        try await after.difference(from: before, options, progress: $0)
      }
      try output.write(difference.report(output.format, colour: output.isColoured))
    }
  }
}
