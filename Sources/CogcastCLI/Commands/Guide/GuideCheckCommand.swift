import ArgumentParser
import Cogcast

struct GuideCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold the figures that the guide prints against forecasts.",
    discussion: """
      The folder has scenarios, and in figures.json what is printed and what is forecast to check it. \
      `cogcast schema figures` prints what that file may hold. Exit code 1 says that a figure differs \
      under the assumption that should give it, 2 that its error does not tell.
      """)

  @Argument(help: "Folder with figures.json and its scenarios.", completion: .directory)
  var folder = "scenarios/guide"

  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let file = (folder.hasSuffix("/") ? folder : folder + "/") + "figures.json"
      guard let text = InputFile.read(file) else {
        StandardError.write("\(InputFile.complaint(file))\n")
        throw ExitStatus.missingFile
      }
      let figures = try GuideFigures(
        text: text, file: file, fileReader: InputFile.reader(besides: file))
      let options = run.options
      let check = try await ProgressBar.during { try await figures.check(options, progress: $0) }
      try output.write(check.report(output.format, colour: output.isColoured))
      switch check.verdict {
      case .agrees: break
      case .differs: throw ExitStatus.gateFailed
      case .inconclusive: throw ExitStatus.gateInconclusive
      }
    }
  }
}
