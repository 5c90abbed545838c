import ArgumentParser
import Cogcast

struct GuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: "List the chapters of the FinOps-for-AI guide and the command that serves each.")

  @OptionGroup var output: OutputArguments

  func run() throws {
    try output.write(GuideOverview.report(output.format, colour: output.isColoured))
  }
}
