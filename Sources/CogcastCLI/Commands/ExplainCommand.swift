import ArgumentParser
import Cogcast
import Foundation

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print the formula, inputs, result and source of any figure.",
    discussion: """
      A path is dotted, with calls by name, e.g. workflows.chat.calls.answer.retry or a field inside \
      it; or a metric, e.g. "roi.month(6)". Without one, what can be explained is listed.
      """)

  @OptionGroup var scenario: ScenarioArgument

  @Argument(help: "Mechanism, field or metric; everything that can be explained when left out.")
  var path = ""

  @Option(
    help: """
      Trials of the bands: a multiple of \(RunOptions.randomisations), \(RunOptions.minimumTrials) or \
      more; formulas need none.
      """)
  var trials = FeatureScenario.explanationTrials

  @Option(help: "Seed of the random numbers.")
  var seed = RunOptions().seed

  @Option(help: "Threads, all cores by default; they change the time, not the result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Where the outer points come from: sobol, latin-hypercube or monte-carlo.")
  var method = RunOptions.Method.sobol

  @Option(help: "Explain under this routing strategy instead of the one in use.")
  var strategy: String?

  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      var feature = try scenario.read()
      if let strategy { feature = try feature.using(strategy: strategy) }
      let options = RunOptions(method: method, trials: trials, seed: seed, threads: threads)
      let (explained, path) = (feature, path)
      let explanation = try await ProgressBar.during {
        try await explained.explain(path, options, progress: $0)
      }
      try output.write(explanation.report(output.format, colour: output.isColoured))
    }
  }
}
