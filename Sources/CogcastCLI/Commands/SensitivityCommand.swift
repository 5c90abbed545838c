import ArgumentParser
import Cogcast

struct SensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Say which guess matters, and which to measure first.",
    discussion: """
      A tornado and Sobol indices of a metric; for each gate the probability that knowing an input \
      turns its verdict; and what that knowledge is worth before launch.
      """)

  @OptionGroup var scenario: ScenarioArgument

  @Option(help: "Metric that inputs move, e.g. \"cost.month{segment:free}\".")
  var metric = "cost.total"

  @Option(
    help: ArgumentHelp(
      "Gate to decide: its number in the scenario or an expression; may be repeated; all by default.",
      valueName: "N|expr"))
  var gate: [String] = []

  @Option(help: "Analyse this routing strategy instead of the one in use.")
  var strategy: String?

  @OptionGroup var run: RunArguments
  @OptionGroup var age: PriceAgeArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      var feature = try scenario.read()
      try age.check(feature)
      if let strategy { feature = try feature.using(strategy: strategy) }
      let options = run.options
      let sensitivity = try await ProgressBar.during {
        try await feature.sensitivity(metric: metric, gates: gate, options, progress: $0)
      }
      try output.write(sensitivity.report(output.format, colour: output.isColoured))
    }
  }
}
