import ArgumentParser
import Cogcast
import Foundation

struct AdviseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Try every lever of the FinOps-for-AI guide on a scenario, and rank them by saving.",
    discussion: """
      Each lever is a change of the file, printed as a path and a value; its effect is the difference of \
      two forecasts on the same random numbers. What a lever needs and the scenario does not state is \
      said, never made up.
      """)

  @OptionGroup var scenario: ScenarioArgument

  @Option(
    help: ArgumentHelp(
      "Months in which an effort must be paid back; all full months of the horizon unless given.",
      valueName: "months"))
  var within: Int?

  @Option(
    help: ArgumentHelp("Tell efforts in hours at this many dollars too.", valueName: "dollars"))
  var hourlyRate: Double?

  @Option(help: ArgumentHelp("Part of a system prompt that is cut.", valueName: "25%"))
  var promptCut = Precision(AdviceRequest().promptCut)

  @Option(
    help: ArgumentHelp("Answers that an output limit leaves whole.", valueName: "95%"))
  var wholeAnswers = Precision(AdviceRequest().wholeAnswers)

  @Option(help: ArgumentHelp("Turns that a bounded history sends again.", valueName: "turns"))
  var historyTurns = AdviceRequest().historyTurns

  @Option(
    help: ArgumentHelp(
      "Write the scenario with the sequence of levers in it to this file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var write: String?

  @Option(
    help: """
      Trials of each forecast: a multiple of \(RunOptions.randomisations), \(RunOptions.minimumTrials) or \
      more.
      """)
  var trials = FeatureScenario.adviceTrials

  @Option(help: "Seed of the random numbers.")
  var seed = RunOptions().seed

  @Option(help: "Threads, all cores by default; they change the time, not the result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Where the outer points come from: sobol, latin-hypercube or monte-carlo.")
  var method = RunOptions.Method.sobol

  @OptionGroup var output: OutputArguments

  func validate() throws {
    do throws(CogcastError) {
      try request.check()
      try options.check()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let feature = try scenario.read()
      let (request, options) = (request, options)
      let advice = try await ProgressBar.during {
        try await feature.advise(request, options, progress: $0)
      }
      try output.write(advice.report(output.format, colour: output.isColoured))
      try writeSequence(advice)
    }
  }

  private var options: RunOptions {
    RunOptions(method: method, trials: trials, seed: seed, threads: threads)
  }

  private var request: AdviceRequest {
    AdviceRequest(
      promptCut: promptCut.value, wholeAnswers: wholeAnswers.value, historyTurns: historyTurns,
      months: within, hourlyRate: hourlyRate)
  }

  private func writeSequence(_ advice: FeatureAdvice) throws {
    guard let write else { return }
    guard let text = advice.sequenceText else {
      StandardError.write("nothing written to \(write): no lever is in the sequence\n")
      return
    }
    guard OutputFile.write(text, to: write) else {
      StandardError.write("cannot write \(write): \(InputFile.systemError)\n")
      throw ExitStatus.missingFile
    }
  }
}
