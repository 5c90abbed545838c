import ArgumentParser
import Cogcast

/// A request log and how its models are priced.
struct LogArguments: ParsableArguments {
  @Argument(help: "Log; standard input where it is - or missing.", completion: .file())
  var file = "-"

  @OptionGroup var reading: LogReadingArguments

  var skipInvalid: Bool { reading.skipInvalid }

  /// Reads the log, bad records told on standard error.
  ///
  /// - Throws: `CogcastError`, or `ExitCode` for a file that cannot be read.
  func read<Result>(
    _ body: (
      UsageLog, @escaping (inout [UInt8]) -> Int, (String) -> Void
    ) throws(CogcastError) -> Result
  ) throws -> Result {
    try reading.read(file, body)
  }
}

/// How a log is read and its models are priced.
struct LogReadingArguments: ParsableArguments {
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

  func validate() throws {
    guard errors >= 0 else { throw ValidationError("--errors takes a number from 0.") }
    for (position, alias) in alias.enumerated()
    where self.alias[..<position].contains(where: { $0.name == alias.name }) {
      throw ValidationError("--alias \(alias.name) is given twice; leave one of them out.")
    }
  }

  func usageLog() throws -> UsageLog {
    let aliases = Dictionary(uniqueKeysWithValues: alias.map { ($0.name, $0.model) })
    guard let book else { return UsageLog(format: from, aliases: aliases, undated: undated) }
    guard let text = InputFile.read(book) else {
      StandardError.write("\(InputFile.complaint(book))\n")
      throw ExitStatus.missingFile
    }
    return try UsageLog(
      format: from, book: text, bookFile: book, aliases: aliases, undated: undated)
  }

  func read<Result>(
    _ file: String,
    _ body: (
      UsageLog, @escaping (inout [UInt8]) -> Int, (String) -> Void
    ) throws(CogcastError) -> Result
  ) throws -> Result {
    let log = try usageLog()
    let input = try LogInput(file)
    let complaints = Complaints(limit: errors, file: input.name)
    defer { complaints.close() }
    do {
      return try body(log, input.read(into:), complaints.add)
    } catch CogcastError.unreadableLog(let reason, let charges) {
      if let failure = input.failure { throw failure }
      throw CogcastError.unreadableLog(input.name + ": " + reason, charges: charges)
    }
  }
}

extension UsageLog.Format: ExpressibleByArgument {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
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
