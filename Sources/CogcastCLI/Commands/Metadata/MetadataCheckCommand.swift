import ArgumentParser
import Cogcast

struct MetadataCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say which requests of a log lack an owner, by requests and by cost.",
    discussion: """
      Reads every log that `cogcast prices charge` reads. With --require or --at-least it is a check for \
      CI and exits with 1 where a field is on too few requests, or on too little of the cost. Bad \
      records exit with 65.
      """)

  @OptionGroup var log: LogArguments

  @Option(
    help: ArgumentHelp(
      """
      Fields to require: \(UsageLog.MetadataField.names); \
      those of the minimum where only --at-least is given.
      """, valueName: "field,field"))
  var require: MetadataFields?

  @Option(
    help: ArgumentHelp(
      "Share of the requests, and of the cost, that must say them; 100% where only --require is given.",
      valueName: "95%"))
  var atLeast: Precision?

  @OptionGroup var output: OutputArguments

  func validate() throws { _ = try requirement }

  private var requirement: UsageLog.MetadataRequirement? {
    get throws {
      guard require != nil || atLeast != nil else { return nil }
      do throws(CogcastError) {
        return try UsageLog.MetadataRequirement(
          require?.fields ?? UsageLog.MetadataField.minimum, atLeast: atLeast?.value ?? 1)
      } catch {
        throw ValidationError("\(error)")
      }
    }
  }

  func run() async throws {
    try await reportingErrors {
      let requirement = try requirement
      let report = try log.read { log, read, report throws(CogcastError) in
        try log.checkMetadata(requirement, reading: read, reporting: report)
      }
      try output.write(report.report(output.format, colour: output.isColoured))
      if report.invalidRecords > 0, !log.skipInvalid { throw ExitStatus.invalidData }
      if !report.isMet { throw ExitStatus.gateFailed }
    }
  }
}

/// `feature,team`.
struct MetadataFields: ExpressibleByArgument {
  let fields: [UsageLog.MetadataField]

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }
    let fields = names.compactMap(UsageLog.MetadataField.init(rawValue:))
    guard fields.count == names.count, Set(fields).count == fields.count else { return nil }
    self.fields = fields
  }
}

extension UsageLog.MetadataField {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
