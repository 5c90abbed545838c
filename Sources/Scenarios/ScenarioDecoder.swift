import Pricing

/// Reads scenario files.
package enum ScenarioDecoder {
  package enum DecisionReading: Sendable {
    /// Every value that a decision allows is tried in its place.
    case checked
    /// As if there were none: the text is one of those that decisions allow.
    case ignored
  }

  /// Reads one scenario and collects every finding about it.
  ///
  /// - Parameters:
  ///   - text: The file's bytes; any bytes at all.
  ///   - file: Its name, which call sites show; findings leave it to whoever prints them.
  ///   - book: Prices of the models that the scenario names.
  ///   - decisions: What to do about what a search may choose.
  ///   - fileReader: Reads a file that the scenario refers to, given its path relative to the
  ///     scenario; `nil` when there is none.
  /// - Returns: The scenario, or `nil` when a finding is an error; all findings in the order of
  ///   the text. The scenario repeats the warnings among them.
  /// - Complexity: Linear in the size of the text, for each value that a decision allows.
  package static func decode(
    text: [UInt8], file: String, book: PriceBook,
    decisions: DecisionReading = .checked, fileReader: @escaping (String) -> [UInt8]?
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let (scenario, _, diagnostics) = read(text, book, decisions, fileReader)
    return (scenario, diagnostics)
  }

  /// What a text with errors comes to, for the findings about its gates.
  ///
  /// - Returns: `nil` where too little could be read.
  package static func draft(
    text: [UInt8], book: PriceBook, fileReader: @escaping (String) -> [UInt8]?
  ) -> DraftScenario? {
    read(text, book, .checked, fileReader).draft
  }

  private static func read(
    _ text: [UInt8], _ book: PriceBook, _ decisions: DecisionReading,
    _ fileReader: @escaping (String) -> [UInt8]?
  ) -> (scenario: Scenario?, draft: DraftScenario?, diagnostics: [Diagnostic]) {
    let parsed = JSONParser.parse(text, as: .scenario)
    guard let root = parsed.root else { return (nil, nil, parsed.diagnostics) }
    let decoding = Decoding(
      root: root, book: book, fileReader: fileReader, readsDecisions: decisions == .checked)
    let codec = Codec<Scenario>.object(ScenarioLanguage.shape, build: ScenarioLanguage.build)
    let scenario = codec.decode(root, Place.root, decoding)
    let found = parsed.diagnostics + decoding.findings.all
    let outcome = DocumentDecoder.outcome(scenario, found)
    guard let valid = outcome.value, !valid.decisions.isEmpty else {
      return (outcome.value, decoding.draft, outcome.diagnostics)
    }
    let check = DecisionCheck(text: text, root: root, book: book, fileReader: fileReader)
    let checked = DocumentDecoder.outcome(scenario, found + check.findings(of: valid.decisions))
    return (checked.value, decoding.draft, checked.diagnostics)
  }
}
