import ArgumentParser
import Cogcast

struct PricesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: "Read, compare and import price books, and price what was used.",
    discussion: """
      BOOK is a file, or `builtin` for the book that ships with cogcast. `cogcast schema book` \
      prints what a book may hold.
      """,
    subcommands: [
      ListPricesCommand.self, ShowPriceCommand.self, DiffPricesCommand.self,
      CheckPricesCommand.self, ImportPricesCommand.self, ChargeCommand.self,
    ])
}

/// A price book of a command line: a file, or the built-in one.
enum BookArgument {
  static let builtin = "builtin"

  /// - Throws: `CogcastError` for an invalid book, `ExitCode` for a file that cannot be read.
  static func read(_ argument: String) throws -> PriceCatalogue {
    if argument == builtin { return .builtin }
    return try PriceCatalogue(text: readFile(argument), file: argument)
  }

  static func readFile(_ path: String) throws -> [UInt8] {
    guard let text = InputFile.read(path) else {
      StandardError.write("\(InputFile.complaint(path))\n")
      throw ExitStatus.missingFile
    }
    return text
  }
}

struct ListPricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print what every model of a book costs on a day.")

  @Option(help: "Price book.", completion: .file(extensions: ["json"]))
  var book = BookArgument.builtin

  @Option(help: ArgumentHelp("Day; the book's release unless given.", valueName: "date"))
  var on: String?

  @Option(help: "Models of this provider only.")
  var provider: String?

  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let report = try BookArgument.read(book).list(on: on, provider: provider)
      try output.write(report.report(output.format, colour: output.isColoured))
    }
  }
}

struct ShowPriceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print every figure of one model, with its dates and source.")

  @Argument(help: "Model.")
  var model: String

  @Option(help: "Price book.", completion: .file(extensions: ["json"]))
  var book = BookArgument.builtin

  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let report = try BookArgument.read(book).show(model)
      try output.write(report.report(output.format, colour: output.isColoured))
    }
  }
}

struct DiffPricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Print what changed from one book to another, in percent.")

  @Argument(help: "Older book.", completion: .file(extensions: ["json"]))
  var older: String

  @Argument(help: "Newer book.", completion: .file(extensions: ["json"]))
  var newer: String

  @Option(
    help: ArgumentHelp(
      "Day in both books; each on its own release unless given.", valueName: "date"))
  var on: String?

  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let report = try BookArgument.read(older).difference(to: BookArgument.read(newer), on: on)
      try output.write(report.report(output.format, colour: output.isColoured))
    }
  }
}
