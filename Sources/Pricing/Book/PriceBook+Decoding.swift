import JSONDocuments

extension PriceBook {
  /// Reads a book from its JSON text.
  ///
  /// - Throws: Every mistake with its line: text that is no JSON, a field that is missing, unknown or
  ///   of the wrong type, a value out of its range, two prices of one model on one day.
  package init(json: [UInt8]) throws(PriceBookError) {
    let parsed = JSONParser.parse(json, as: .priceBook)
    guard let root = parsed.root, parsed.diagnostics.isEmpty else {
      throw PriceBookError(findings: parsed.diagnostics)
    }
    var checker = BookChecker()
    checker.check(root, as: .object(BookLanguage.book), at: "")
    if checker.findings.hasErrors { throw PriceBookError(findings: checker.findings.all) }
    let entries = Self.entries(of: root, &checker)
    if checker.findings.hasErrors { throw PriceBookError(findings: checker.findings.all) }
    let reader = BookReader(root)
    self.init(
      name: reader.requiredText("name"), releaseDate: reader.requiredDay("released"),
      sha256: SHA256.hexDigest(of: json), entries: entries)
  }

  private static func entries(of root: JSONNode, _ checker: inout BookChecker) -> [Entry] {
    var entries: [Entry] = []
    var byName: [String: [Entry]] = [:]
    for (index, node) in BookReader(root).nodes("models").enumerated() {
      let pointer = "/models/\(index)"
      guard let entry = BookReader(node).entry(&checker, at: pointer) else { continue }
      if byName[entry.price.name]?.contains(where: { $0.overlaps(entry) }) == true {
        checker.error(
          node.position, pointer,
          "another price of \(Wording.code(entry.price.name)) holds on the same days; set"
            + " `validUntil` on the older one and `validFrom` on the newer one.")
      }
      byName[entry.price.name, default: []].append(entry)
      entries.append(entry)
    }
    return entries
  }
}

extension PriceBook.Entry {
  fileprivate func overlaps(_ other: PriceBook.Entry) -> Bool {
    func isBefore(_ end: CalendarDate?, _ start: CalendarDate?) -> Bool {
      guard let end, let start else { return false }
      return end < start
    }
    return !isBefore(validUntil, other.validFrom) && !isBefore(other.validUntil, validFrom)
  }
}

extension DocumentKind {
  static let priceBook = DocumentKind(
    emptyFileAdvice: "a price book is a JSON object.",
    depthAdvice: "a price book needs seven.")
}
