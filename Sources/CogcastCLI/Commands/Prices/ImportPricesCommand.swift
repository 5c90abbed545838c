import ArgumentParser
import Cogcast
import Foundation

struct ImportPricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a public price map into a price book.",
    discussion: """
      litellm is LiteLLM's model_prices_and_context_window.json, genai-prices the data.json of \
      pydantic's genai-prices. What the book does not say as the map does is printed on standard \
      error, by reason.
      """)

  @Argument(help: "Price map.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(help: "litellm or genai-prices.")
  var format: PriceMap.Format

  @Option(help: "Write the book to this file.", completion: .file())
  var output: String

  @Option(help: "Name of the book; the format unless given.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Day on which the map was taken; the file's own date unless given.", valueName: "date"))
  var date: String?

  @Flag(help: "Name every model that is skipped or imported in part.")
  var allNames = false

  func run() async throws {
    try await reportingErrors {
      let text = try BookArgument.readFile(file)
      let map = try PriceMap(
        text: text, file: file, format: format, taken: date ?? modificationDay())
      let book = try map.book(name: name ?? format.rawValue)
      guard OutputFile.write(book, to: output) else {
        StandardError.write("cannot write \(output): \(InputFile.systemError)\n")
        throw ExitStatus.missingFile
      }
      for remark in map.remarks(allNames: allNames) { StandardError.write(remark + "\n") }
      StandardOutput.write("wrote \(output): \(map.modelCount) models\n")
    }
  }

  /// Day of the file's last change, UTC.
  private func modificationDay() throws -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    guard let modified = attributes?[.modificationDate] as? Date else {
      throw ValidationError("\(file) has no date of its own; give --date YYYY-MM-DD.")
    }
    return String(modified.ISO8601Format().prefix(10))
  }
}

extension PriceMap.Format: ExpressibleByArgument {}
