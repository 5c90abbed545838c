import ArgumentParser
import Cogcast

struct OptimizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize",
    abstract: "Find the best policy among the decisions that a scenario declares.",
    discussion: """
      The scenario says under `decisions` what may be chosen. Expressions are those of gates, e.g. \
      --minimize "p95(cost.month)" --subject-to "mean(quality.success) >= 0.92".
      """)

  @OptionGroup var scenario: ScenarioArgument

  @Option(
    help: ArgumentHelp("Make this as small as possible.", valueName: "p95(cost.month)"))
  var minimize: String?

  @Option(
    help: ArgumentHelp("Make this as large as possible.", valueName: "mean(margin.perUnit)"))
  var maximize: String?

  @Option(
    help: ArgumentHelp(
      "A condition that a policy must keep; may be given several times.",
      valueName: "mean(quality.success) >= 0.92"))
  var subjectTo: [String] = []

  @Option(help: "Most policies that are measured, each once.")
  var evaluations = OptimizationRequest.standardEvaluations

  @Option(
    help: ArgumentHelp(
      "Write the scenario with the best policy in it to this file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var write: String?

  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    switch (minimize, maximize) {
    case (nil, nil):
      throw ValidationError(
        "say what shall be best, e.g. --minimize \"p95(cost.month)\".")
    case (.some, .some):
      throw ValidationError(
        "--minimize and --maximize: give one of them, and a limit of the other with --subject-to.")
    default: break
    }
    do throws(CogcastError) {
      try request.check()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let feature = try scenario.read()
      let options = run.options
      let found = try await ProgressBar.during {
        try await feature.optimize(request, options, progress: $0)
      }
      try output.write(found.report(output.format, colour: output.isColoured))
      try writeBest(found)
    }
  }

  private var request: OptimizationRequest {
    OptimizationRequest(
      minimize.map { .minimize($0) } ?? .maximize(maximize ?? ""), subjectTo: subjectTo,
      evaluations: evaluations)
  }

  private func writeBest(_ found: FeatureOptimization) throws {
    guard let write else { return }
    guard let text = found.bestText else {
      StandardError.write("nothing written to \(write): no policy keeps every constraint\n")
      return
    }
    guard OutputFile.write(text, to: write) else {
      StandardError.write("cannot write \(write): \(InputFile.systemError)\n")
      throw ExitStatus.missingFile
    }
  }
}
