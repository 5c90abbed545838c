import ArgumentParser
import Cogcast

struct GuideChaptersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chapters",
    abstract: "List the chapters of the guide and the command that serves each.")

  @OptionGroup var output: OutputArguments

  func run() throws {
    try output.write(GuideOverview.report(output.format, colour: output.isColoured))
  }
}
