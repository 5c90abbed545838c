import ArgumentParser
import Cogcast

struct MetadataSnippetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snippet",
    abstract: "Print the code that attaches the fields to every call.")

  @Option(name: .customLong("for"), help: "litellm or otel.")
  var system: MetadataSnippet

  func run() throws {
    StandardOutput.write(system.text)
  }
}

extension MetadataSnippet: ExpressibleByArgument {}
