import Foundation

extension PriceBook {
  /// Reads a book from its JSON text.
  ///
  /// - Throws: The first mistake: JSON that is none, a field that is missing, unknown or of the wrong
  ///   type, a value out of its range, two prices of one model on one day.
  package init(json: [UInt8]) throws(PriceBookError) {
    let document: BookDocument
    do {
      document = try JSONDecoder().decode(
        Strict<BookDocument>.self, from: Data(json)
      ).value
    } catch let error as DecodingError {
      throw PriceBookError(error)
    } catch {
      throw PriceBookError(path: "", message: "\(error)")
    }
    let entries = try Self.entries(of: document)
    self.init(
      name: document.name,
      releaseDate: try date(document.released, path: "released"),
      sha256: SHA256.hexDigest(of: json), entries: entries)
  }

  private static func entries(of document: BookDocument) throws(PriceBookError) -> [Entry] {
    var entries: [Entry] = []
    for (index, model) in document.models.map(\.value).enumerated() {
      let path = "models.\(index)"
      let entry = try model.entry(path: path)
      for other in entries where other.price.name == entry.price.name && other.overlaps(entry) {
        throw PriceBookError(
          path: path, message: "another price of \(model.name) holds on the same days")
      }
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

extension BookDocument.Model {
  fileprivate func entry(path: String) throws(PriceBookError) -> PriceBook.Entry {
    func check(
      _ condition: Bool, _ field: String, _ message: @autoclosure () -> String
    ) throws(PriceBookError) {
      if !condition { throw PriceBookError(path: "\(path).\(field)", message: message()) }
    }
    func optionalDate(_ text: String?, _ field: String) throws(PriceBookError) -> CalendarDate? {
      guard let text else { return nil }
      return try date(text, path: "\(path).\(field)")
    }
    try check(!name.isEmpty, "name", "a model needs a name")
    try check(
      minimumCacheTokens >= 0, "minimumCacheTokens", "\(minimumCacheTokens) is below 0")
    try check(cacheBlockTokens >= 1, "cacheBlockTokens", "\(cacheBlockTokens) is below 1")
    if let factor = batchFactor {
      try check(factor > 0 && factor <= 1, "batchFactor", "\(factor) is not in (0, 1]")
    }
    if let long = longContext?.value {
      try check(long.threshold > 0, "longContext.threshold", "\(long.threshold) is not above 0")
    }
    let validFrom = try optionalDate(validFrom, "validFrom")
    let validUntil = try optionalDate(validUntil, "validUntil")
    if let validFrom, let validUntil {
      try check(validFrom <= validUntil, "validUntil", "\(validUntil) is before \(validFrom)")
    }
    var long: LongContext?
    if let longContext = longContext?.value {
      long = LongContext(
        threshold: longContext.threshold, inclusive: longContext.inclusive ?? false,
        rates: try longContext.rates.value.rates(path: "\(path).longContext.rates"))
    }
    let price = ModelPrice(
      name: name, provider: provider, rates: try rates.value.rates(path: "\(path).rates"),
      longContext: long, batchFactor: batchFactor, minimumCacheTokens: minimumCacheTokens,
      cacheBlockTokens: cacheBlockTokens, checked: try date(checked, path: "\(path).checked"),
      source: source)
    return PriceBook.Entry(price: price, validFrom: validFrom, validUntil: validUntil)
  }
}

extension BookDocument.Rates {
  /// A read without a rate costs the input rate, and an hour's write without one that of 5 minutes,
  /// as LiteLLM's calculator has it.
  fileprivate func rates(path: String) throws(PriceBookError) -> TokenRates {
    let fields = [
      ("input", input), ("cacheRead", cacheRead), ("cacheWrite5m", cacheWrite5m),
      ("cacheWrite1h", cacheWrite1h), ("output", output),
    ]
    for case (let field, let rate?) in fields where !(rate >= 0 && rate.isFinite) {
      throw PriceBookError(path: "\(path).\(field)", message: "\(rate) is no price")
    }
    return TokenRates(
      input: input, cacheRead: cacheRead ?? input, cacheWrite5m: cacheWrite5m,
      cacheWrite1h: cacheWrite1h ?? cacheWrite5m, output: output)
  }
}

private func date(_ text: String, path: String) throws(PriceBookError) -> CalendarDate {
  guard let date = CalendarDate(text) else {
    throw PriceBookError(path: path, message: "'\(text)' is no date (YYYY-MM-DD)")
  }
  return date
}

extension PriceBookError {
  fileprivate init(_ error: DecodingError) {
    func path(_ keys: [any CodingKey]) -> String {
      keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      self.init(path: path(context.codingPath + [key]), message: "the field is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      self.init(path: path(context.codingPath), message: context.debugDescription)
    @unknown default:
      self.init(path: "", message: "\(error)")
    }
  }
}
