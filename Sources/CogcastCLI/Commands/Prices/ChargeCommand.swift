import ArgumentParser
import Cogcast
import Foundation

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

  @Argument(help: "Log; standard input where it is - or missing.", completion: .file())
  var file = "-"

  @Option(help: "Whose log it is: \(UsageLog.Format.names).")
  var from = UsageLog.Format.cogcast

  @Option(help: "Price book; the built-in one unless given.", completion: .file())
  var book: String?

  @Option(
    help: ArgumentHelp(
      "A name in the log, and the model of the book that costs the same; may be repeated.",
      valueName: "name=model"))
  var alias: [ModelAlias] = []

  @Flag(help: "Price dated snapshots that the book does not list like their model.")
  var undated = false

  @Flag(help: "Exit with 0 in spite of bad records.")
  var skipInvalid = false

  @Option(help: "How many bad records to report one by one; the rest is counted.")
  var errors = 20

  @Flag(help: "Print the summary alone, on standard output.")
  var summary = false

  @Option(help: "How the summary is written: text or json.")
  var format = SummaryFormat.text

  @Option(help: "Write the records to this file.", completion: .file())
  var output: String?

  func validate() throws {
    guard errors >= 0 else { throw ValidationError("--errors takes a number from 0.") }
    guard !summary || output == nil else {
      throw ValidationError("--summary writes no records; leave --output out.")
    }
    for (position, alias) in alias.enumerated()
    where self.alias[..<position].contains(where: { $0.name == alias.name }) {
      throw ValidationError("--alias \(alias.name) is given twice; leave one of them out.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let log = try usageLog()
      let input = try LogInput(file)
      let records = try output.map(RecordFile.init)
      let complaints = Complaints(limit: errors, file: input.name)
      let charges: UsageCharges
      do {
        charges = try log.charge(
          reading: input.read(into:), writing: summary ? nil : { Self.write($0, to: records) },
          reporting: complaints.add)
      } catch CogcastError.unreadableLog(let reason, let partial) {
        complaints.close()
        if let partial { print(partial) }
        if let failure = input.failure { throw failure }
        throw CogcastError.unreadableLog(input.name + ": " + reason, charges: partial)
      }
      try records?.close()
      complaints.close()
      print(charges)
      if charges.invalidRecords > 0, !skipInvalid { throw ExitStatus.invalidData }
    }
  }

  private func usageLog() throws -> UsageLog {
    let aliases = Dictionary(uniqueKeysWithValues: alias.map { ($0.name, $0.model) })
    guard let book else { return UsageLog(format: from, aliases: aliases, undated: undated) }
    guard let text = InputFile.read(book) else {
      StandardError.write("\(InputFile.complaint(book))\n")
      throw ExitStatus.missingFile
    }
    return try UsageLog(
      format: from, book: text, bookFile: book, aliases: aliases, undated: undated)
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

extension UsageLog.Format: ExpressibleByArgument {
  fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// `NAME=MODEL`; the name may have an equals sign in it, a model of a book has none.
struct ModelAlias: ExpressibleByArgument {
  let name: String
  let model: String

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex else { return nil }
    name = String(argument[..<sign])
    model = String(argument[argument.index(after: sign)...])
    guard !model.isEmpty else { return nil }
  }
}
