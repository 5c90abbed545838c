import ArgumentParser
import Cogcast

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenarios, of a report or of price books.")

  @Argument(
    help: "What the schema describes: scenario, estimate, compare, diff, gate, charge or book.")
  var document = PublishedSchema.scenario

  func run() throws {
    StandardOutput.write(document.text)
  }
}

extension PublishedSchema: ExpressibleByArgument {}
