import JSONDocuments
import Pricing

/// A record and what it costs.
package struct ChargedRecord: Sendable {
  package let record: UsageRecord
  package let charge: Charge
  /// The book's name of the model, where it is not the log's.
  package let pricedAs: String?
}

/// Prices records one after the other, each at the price of its own day.
///
/// Free allowances (web searches) are used up in the order of the log.
package struct RecordCharger {
  private struct Name: Hashable {
    let model: String
    let provider: String?
  }

  private struct Known {
    let name: String
    let entries: [PriceBook.Entry]
  }

  package let book: PriceBook
  /// The day of records that have no time.
  package let defaultDay: CalendarDate
  private let resolver: ModelResolver
  private var known: [Name: Known] = [:]
  /// A suggestion is dear to find, and an unknown model mostly stands in many lines.
  private var unknown: [Name: FieldError] = [:]
  private static let unknownLimit = 1000
  private var allowances = AllowanceLedger()

  /// - Parameters:
  ///   - aliases: Names of the log and the book's names for them.
  ///   - undated: Whether a dated snapshot that the book does not list costs what its model does.
  package init(book: PriceBook, aliases: [String: String] = [:], undated: Bool = false) {
    self.book = book
    defaultDay = book.releaseDate
    resolver = ModelResolver(book: book, aliases: aliases, undated: undated)
  }

  /// - Throws: Where the book has no price of the record, with the key of cogcast's own records whose
  ///   value it has none for.
  package mutating func charge(_ record: UsageRecord) throws(FieldError) -> ChargedRecord {
    let known = try known(record)
    let day = record.usage.at?.date ?? defaultDay
    guard let entry = known.entries.first(where: { $0.isValid(on: day) }) else {
      throw Self.noPrice(known, on: day)
    }
    do throws(ChargeError) {
      let charge = try entry.price.charge(
        for: record.usage, freeSearches: freeSearches(record, entry.price))
      return ChargedRecord(
        record: record, charge: charge, pricedAs: known.name == record.model ? nil : known.name)
    } catch {
      throw FieldError(error.pointer, error.description)
    }
  }

  private mutating func known(_ record: UsageRecord) throws(FieldError) -> Known {
    let name = Name(model: record.model, provider: record.provider)
    if let known = known[name] { return known }
    if let error = unknown[name] { throw error }
    guard let bookName = resolver.bookName(of: record.model, provider: record.provider) else {
      let error = resolver.unknown(record.model, provider: record.provider)
      if unknown.count == Self.unknownLimit { unknown.removeAll() }
      unknown[name] = error
      throw error
    }
    let entries = book.entries(of: bookName)
    guard !entries.isEmpty else {
      throw FieldError(
        "/model",
        "the price book \(book.name) has no model \(Wording.code(bookName)), which an alias names;"
          + " name one of its models.")
    }
    known[name] = Known(name: bookName, entries: entries)
    return Known(name: bookName, entries: entries)
  }

  private static func noPrice(_ known: Known, on day: CalendarDate) -> FieldError {
    let spans = known.entries.map { entry in
      "from \(entry.validFrom?.description ?? "any day")"
        + " to \(entry.validUntil?.description ?? "now")"
    }
    return FieldError(
      "/at",
      "the price book has no price of \(Wording.code(known.name)) on \(day); it has prices"
        + " \(Wording.list(spans)). Correct `at`, or add a price with --book.")
  }

  private mutating func freeSearches(_ record: UsageRecord, _ price: ModelPrice) -> Int {
    guard record.usage.webSearches > 0, let fee = price.fees.webSearch else { return 0 }
    let units = fee.units(searches: record.usage.webSearches, requests: record.usage.requests)
    return allowances.take(units, fee: fee, model: price.name, at: record.usage.at)
  }
}

extension ChargeError {
  fileprivate var pointer: String {
    switch self {
    case .tierWithoutPrice: "/serviceTier"
    case .searchWithoutPrice: "/webSearches"
    case .storageWithoutPrice: "/cacheStorageTokenHours"
    }
  }
}
