import ArgumentParser
import Cogcast

struct ChargeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charge",
    abstract: "Price the records of a request log.",
    discussion: """
      Reads JSON lines, plain or packed with gzip or zstd, and writes every record with its cost and \
      the cost of each meter. The summary goes to standard error. A record is priced as on its own \
      day, one without a time as on the day of the book's release. Bad records are reported with \
      their line and make the exit code 65.
      """)

  enum SummaryFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var log: LogArguments

  @Flag(help: "Print the summary alone, on standard output.")
  var summary = false

  @Option(help: "How the summary is written: text or json.")
  var format = SummaryFormat.text

  @Option(help: "Write the records to this file.", completion: .file())
  var output: String?

  func validate() throws {
    guard !summary || output == nil else {
      throw ValidationError("--summary writes no records; leave --output out.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let records = try output.map(RecordFile.init)
      let charges = try log.read { log, read, report throws(CogcastError) in
        do throws(CogcastError) {
          return try log.charge(
            reading: read, writing: summary ? nil : { Self.write($0, to: records) },
            reporting: report)
        } catch {
          if case .unreadableLog(_, let partial?) = error { print(partial) }
          throw error
        }
      }
      try records?.close()
      print(charges)
      if charges.invalidRecords > 0, !log.skipInvalid { throw ExitStatus.invalidData }
    }
  }

  private static func write(_ bytes: [UInt8], to file: RecordFile?) -> Bool {
    if let file { return file.write(bytes) }
    StandardOutput.write(bytes)
    return true
  }

  private func print(_ charges: UsageCharges) {
    let colour = summary ? StandardOutput.takesColour : StandardError.takesColour
    let text = format == .json ? charges.json : charges.report(colour: colour)
    if summary { StandardOutput.write(text) } else { StandardError.write(text) }
  }
}
