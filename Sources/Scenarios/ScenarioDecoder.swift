import Pricing

/// Reads scenario files.
package enum ScenarioDecoder {
  /// Reads one scenario and collects every finding about it.
  ///
  /// - Parameters:
  ///   - text: The file's bytes; any bytes at all.
  ///   - file: Its name, which call sites show; findings leave it to whoever prints them.
  ///   - book: Prices of the models that the scenario names.
  ///   - fileReader: Reads a file that the scenario refers to, given its path relative to the
  ///     scenario; `nil` when there is none.
  /// - Returns: The scenario, or `nil` when a finding is an error; all findings in the order of
  ///   the text. The scenario repeats the warnings among them.
  /// - Complexity: Linear in the size of the text.
  package static func decode(
    text: [UInt8], file: String, book: PriceBook,
    fileReader: @escaping (String) -> [UInt8]?
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let parsed = JSONParser.parse(text, as: .scenario)
    guard let root = parsed.root else { return (nil, parsed.diagnostics) }
    let decoding = Decoding(root: root, book: book, fileReader: fileReader)
    let codec = Codec<Scenario>.object(ScenarioLanguage.shape, build: ScenarioLanguage.build)
    let scenario = codec.decode(root, Place.root, decoding)
    let outcome = DocumentDecoder.outcome(
      scenario, parsed.diagnostics + decoding.findings.all)
    return (outcome.value, outcome.diagnostics)
  }
}
