import ArgumentParser
import Cogcast

struct CheckPricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold a book against others, and its prices against their age.",
    discussion: """
      Exits with 1 when a book disagrees or a price is older than --max-price-age. Models are \
      matched by name, or by provider/name; what only one book lists is no disagreement.
      """)

  @Argument(help: "Price book.", completion: .file(extensions: ["json"]))
  var book: String

  @Argument(help: "Books to compare it with.", completion: .file(extensions: ["json"]))
  var others: [String] = []

  @Option(help: ArgumentHelp("Day; the book's release unless given.", valueName: "date"))
  var on: String?

  @OptionGroup var age: PriceAgeArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    try await reportingErrors {
      let catalogue = try BookArgument.read(book)
      let report = try catalogue.check(against: others.map(BookArgument.read), on: on)
      try output.write(report.report(output.format, colour: output.isColoured))
      let tooOld = try age.maxPriceAge.map { try catalogue.oldPrices(olderThan: $0, on: on) } ?? []
      for line in tooOld { StandardError.write("error: \(line)\n") }
      if age.maxPriceAge == nil {
        for line in try catalogue.oldPrices(on: on) { StandardError.write("warning: \(line)\n") }
      }
      try age.warnAsOfToday(catalogue.oldPrices)
      if report.findings > 0 || !tooOld.isEmpty { throw ExitStatus.gateFailed }
    }
  }
}
