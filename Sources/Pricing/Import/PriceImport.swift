import JSONDocuments

/// A public price map, turned into entries of a price book.
package struct PriceImport: Sendable {
  /// Formats of public maps.
  package enum Format: String, Sendable, CaseIterable {
    /// `model_prices_and_context_window.json` of LiteLLM.
    case litellm
    /// `data.json` of pydantic's genai-prices.
    case genaiPrices = "genai-prices"
  }

  /// Something that the book does not say as the map does.
  package struct Remark: Sendable, Equatable {
    package let model: String
    package let reason: String
  }

  /// In the order of the map.
  package let entries: [PriceBook.Entry]
  /// Models that are not in the book.
  package let skipped: [Remark]
  /// Models that are, without everything the map says of them.
  package let incomplete: [Remark]

  /// Reads a map.
  ///
  /// - Parameter checked: The day on which the map was taken.
  /// - Throws: ``PriceBookError`` for a text that is no map of this format.
  package init(
    _ json: [UInt8], format: Format, checked: CalendarDate
  ) throws(PriceBookError) {
    let parsed = JSONParser.parse(json, as: .priceMap)
    guard let root = parsed.root, parsed.diagnostics.isEmpty else {
      throw PriceBookError(findings: parsed.diagnostics)
    }
    var collector = Collector(checked: checked)
    switch format {
    case .litellm: try collector.readLiteLLM(root)
    case .genaiPrices: try collector.readGenAIPrices(root)
    }
    entries = collector.entries
    skipped = collector.skipped
    incomplete = collector.incomplete
  }

  /// What one import has found so far.
  struct Collector {
    let checked: CalendarDate
    var entries: [PriceBook.Entry] = []
    var skipped: [Remark] = []
    var incomplete: [Remark] = []

    mutating func skip(_ model: String, _ reason: String) {
      skipped.append(Remark(model: model, reason: reason))
    }

    mutating func leaveOut(_ model: String, _ reason: String) {
      incomplete.append(Remark(model: model, reason: reason))
    }

    func wrongMap(_ node: JSONNode, _ expected: String) -> PriceBookError {
      PriceBookError(findings: [
        Diagnostic(
          severity: .error,
          location: SourceLocation(
            line: node.position.line, column: node.position.column, pointer: ""),
          message: "found \(node.words); \(expected).")
      ])
    }

    /// A name or a text as a book may hold it; `nil` where nothing of it is left.
    static func text(_ written: String) -> String? {
      let scalars = written.unicodeScalars.filter { !Wording.isControl($0) }.prefix(500)
      return scalars.isEmpty ? nil : String(String.UnicodeScalarView(scalars))
    }
  }
}

extension DocumentKind {
  static let priceMap = DocumentKind(
    emptyFileAdvice: "a price map is a JSON document.", depthAdvice: "no price map does.")
}
