import ArgumentParser
import Cogcast

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenarios or of a report.")

  @Argument(help: "What the schema describes: scenario, estimate, compare or gate.")
  var document = PublishedSchema.scenario

  func run() throws {
    StandardOutput.write(document.text)
  }
}

extension PublishedSchema: ExpressibleByArgument {}
