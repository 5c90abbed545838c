import ArgumentParser
import Cogcast

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenarios, reports, price books or policies.")

  @Argument(
    help: """
      What the schema describes: scenario, estimate, compare, diff, sensitivity, gate, optimize, \
      explain, charge, metadata, answers, readiness, patterns, guide, figures, guide-check, book or policy.
      """)
  var document = PublishedSchema.scenario

  func run() throws {
    StandardOutput.write(document.text)
  }
}

extension PublishedSchema: ExpressibleByArgument {}
