import ArgumentParser
import Cogcast

struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Hold gates and a policy against the forecasts of scenarios, for CI.",
    discussion: """
      Exits with 1 when a gate fails and with 2 when one is inconclusive. Every file is checked, \
      whatever the others say; one that cannot be estimated exits with 65, a missing one with 66.
      """)

  enum Inconclusive: String, ExpressibleByArgument, CaseIterable {
    case fail, warn
  }

  @Argument(help: "Scenario files.", completion: .file(extensions: ["json"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "What changes are held against: a git revision, or the file of the scenario before.",
      valueName: "rev"))
  var base: String?

  @Option(help: "The organisation's policy, e.g. cogcast.policy.json.", completion: .file())
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "Day of the check, by which a policy measures prices and approvals; today by default.",
      valueName: "YYYY-MM-DD"))
  var day: CalendarDay?

  @Option(help: "What an inconclusive gate does: fail exits with 2, warn with 0.")
  var inconclusive = Inconclusive.fail

  @Flag(help: "Exit with 1 on any warning about the scenario or the run.")
  var failOnWarn = false

  @Option(
    help: """
      Most trials, \(RunOptions.standardGateTrials) by default: while a gate is inconclusive, trials \
      double up to these.
      """)
  var maxTrials: Int?

  @Option(help: "text, json, csv, markdown, junit, sarif, github or gitlab.")
  var format = GateFormat.text

  @OptionGroup var run: RunArguments
  @OptionGroup var age: PriceAgeArguments
  @OptionGroup var output: OutputFileArgument

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name a scenario file.") }
    if let twice = files.indices.first(where: { files[..<$0].contains(files[$0]) }) {
      throw ValidationError("\(files[twice]) is named twice; name each file once.")
    }
    if let maxTrials, maxTrials < run.options.trials {
      throw ValidationError(
        "found \(maxTrials) in --max-trials, less than the \(run.options.trials) of --trials that a check"
          + " begins with; ask for as many at least.")
    }
    do throws(CogcastError) {
      try options.check()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let policy = try policy.map(PolicyFile.read)
      let source = try base.map { try GateBaseSource($0, files: files) }
      // The day changes no verdict without a policy, and then no byte.
      let day = policy == nil ? self.day : self.day ?? CalendarDay.today
      var report = FeatureGateReport(policy: policy, base: source?.name, day: day)
      var worst: ExitCode?
      for file in files {
        guard let text = InputFile.read(file) else {
          let complaint = InputFile.complaint(file)
          StandardError.write("\(complaint)\n")
          report.add(.invalidRequest(complaint), of: file)
          worst = worst ?? ExitStatus.missingFile
          continue
        }
        guard !ScenarioSource.isSchema(text) else {
          StandardError.write("\(file) is a JSON Schema, not a scenario, and left out\n")
          continue
        }
        do {
          let check = try await check(text, of: file, policy: policy, base: source, day: day)
          report.add(check)
        } catch let error as CogcastError {
          guard case .invalidScenario = error else { throw error }
          StandardError.write(error.report(colour: StandardError.takesColour))
          report.add(error, of: file)
          worst = worst ?? ExitStatus.invalidData
        }
      }
      try output.write(report.text(format, colour: output.isColoured))
      if let status = worst ?? status(of: report) { throw status }
    }
  }

  private func check(
    _ text: [UInt8], of file: String, policy: OrganisationPolicy?, base: GateBaseSource?,
    day: CalendarDay?
  ) async throws -> FeatureGateCheck {
    let feature = try FeatureScenario(
      text: text, file: file, fileReader: InputFile.reader(besides: file))
    try age.check(feature)
    let base = try base?.base(of: file)
    return try await ProgressBar.during {
      try await feature.checkGates(options, policy: policy, base: base, on: day, progress: $0)
    }
  }

  private var options: RunOptions {
    var options = run.options
    options.gateTrials = maxTrials ?? max(RunOptions.standardGateTrials, options.trials)
    return options
  }

  private func status(of report: FeatureGateReport) -> ExitCode? {
    if report.verdict == .fail { return ExitStatus.gateFailed }
    if failOnWarn, report.hasWarnings || report.verdict == .warn {
      StandardError.write("failed on a warning, as --fail-on-warn asks\n")
      return ExitStatus.gateFailed
    }
    guard report.verdict == .inconclusive else { return nil }
    if inconclusive == .fail { return ExitStatus.gateInconclusive }
    StandardError.write(
      "warning: a gate is inconclusive; ask for more with --max-trials\n")
    return failOnWarn ? ExitStatus.gateFailed : nil
  }
}

extension GateFormat: ExpressibleByArgument {}
