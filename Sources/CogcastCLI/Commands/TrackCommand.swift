import ArgumentParser
import Cogcast

struct TrackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: "Hold the weeks of a request log against the forecast of a scenario.",
    discussion: """
      Says of each week whether its cost lies inside the band, and whether volume or unit cost moved it; \
      and whether unit cost has improved over the latest weeks. With --fail-above it is a check and \
      exits with 1, or with 2 where no week can be judged. Bad records exit with 65.
      """)

  @OptionGroup var scenario: ScenarioArgument

  @Argument(help: "Log; standard input where it is - or missing.", completion: .file())
  var log = "-"

  @OptionGroup var reading: LogReadingArguments

  @Option(help: "What counts as a session of the scenario: session or trace.")
  var unit = TrackingRequest.Unit.session

  @Option(
    help: "What requests cost by: book, or recorded where the log has the cost of each.")
  var cost = TrackingRequest.Cost.book

  @Option(
    help: ArgumentHelp(
      "First day of the first week; that of the scenario unless given.", valueName: "YYYY-MM-DD"))
  var start: CalendarDay?

  @Option(
    help: ArgumentHelp("Fail where so many weeks lie above the band.", valueName: "weeks"))
  var failAbove: Int?

  @OptionGroup var run: RunArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    do throws(CogcastError) {
      try request.check()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  private var request: TrackingRequest {
    TrackingRequest(unit: unit, cost: cost, start: start, limit: failAbove)
  }

  func run() async throws {
    try await reportingErrors {
      let feature = try scenario.read()
      let (request, options) = (request, run.options)
      let actuals = try reading.read(log) { log, read, report throws(CogcastError) in
        try feature.weeklyActuals(of: log, request, reading: read, reporting: report)
      }
      let tracking = try await ProgressBar.during {
        try await feature.track(actuals, options, progress: $0)
      }
      try output.write(tracking.report(output.format, colour: output.isColoured))
      if actuals.invalidRecords > 0, !reading.skipInvalid { throw ExitStatus.invalidData }
      if tracking.isFailed { throw ExitStatus.gateFailed }
      if tracking.isInconclusive { throw ExitStatus.gateInconclusive }
    }
  }
}

extension TrackingRequest.Unit: ExpressibleByArgument {}
extension TrackingRequest.Cost: ExpressibleByArgument {}
