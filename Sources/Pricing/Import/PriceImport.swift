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

    private var names: Set<String> = []

    init(checked: CalendarDate) {
      self.checked = checked
    }

    /// Adds the entries of one model if a book can hold them: a map comes from elsewhere, and one
    /// absurd number must not spoil the rest.
    mutating func add(_ model: [PriceBook.Entry]) {
      guard let name = model.first?.price.name else { return }
      let text = BookWriter.json(name: name, released: checked, entries: model)
      do {
        _ = try PriceBook(json: Array(text.utf8))
      } catch {
        let finding = error.findings.first
        return skip(
          name, "no valid price: \(finding.map { $0.location.pointer + " " + $0.message } ?? "")")
      }
      guard names.insert(name).inserted else { return skip(name, "appears twice") }
      entries += model
    }

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
