import ArgumentParser
import Cogcast

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the routing strategies of a scenario, on the same random numbers.",
    discussion: "Gates are printed, but only `cogcast gate` fails on them.")

  @OptionGroup var scenario: ScenarioArgument

  @Option(
    help: ArgumentHelp("Strategies to compare, in this order; all by default.", valueName: "a,b"))
  var strategies: String?

  @OptionGroup var run: RunArguments
  @OptionGroup var age: PriceAgeArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let feature = try scenario.read()
      try age.check(feature)
      let options = run.options
      let comparison = try await ProgressBar.during {
        try await feature.compare(strategies: names, options, progress: $0)
      }
      try output.write(comparison.report(output.format, colour: output.isColoured))
    }
  }

  private var names: [String] {
    (strategies ?? "").split(separator: ",").map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
