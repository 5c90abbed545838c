import ArgumentParser
import Cogcast

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenarios, reports, price books or policies.")

  @Argument(
    help: """
      What the schema describes: \
      \(PublishedSchema.allCases.map(\.rawValue).joined(separator: ", ")).
      """)
  var document = PublishedSchema.scenario

  func run() throws {
    StandardOutput.write(document.text)
  }
}

extension PublishedSchema: ExpressibleByArgument {}
