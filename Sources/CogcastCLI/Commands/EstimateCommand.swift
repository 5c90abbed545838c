import ArgumentParser
import Cogcast

struct EstimateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Forecast the cost of a feature, with bands.",
    discussion: "Gates are printed, but only `cogcast gate` fails on them.")

  @OptionGroup var scenario: ScenarioArgument
  @OptionGroup var run: RunArguments
  @OptionGroup var age: PriceAgeArguments
  @OptionGroup var output: OutputArguments

  @Option(help: "Estimate this routing strategy instead of the one in use.")
  var strategy: String?

  @Option(
    help: ArgumentHelp(
      """
      Show what each value of a field costs a month: a label of the attribution, call, layer, model, \
      provider or segment; may be repeated.
      """, valueName: "field"))
  var by: [String] = []

  func run() async throws {
    try await reportingErrors {
      var feature = try scenario.read()
      try age.check(feature)
      if let strategy { feature = try feature.using(strategy: strategy) }
      let options = run.options
      let fields = by
      let estimate = try await ProgressBar.during {
        try await feature.estimate(options, allocatedBy: fields, progress: $0)
      }
      try output.write(estimate.report(output.format, colour: output.isColoured))
    }
  }
}
