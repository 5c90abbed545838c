import JSONDocuments

/// Dated prices of models, each with its source.
///
/// ```swift
/// let book = PriceBook.builtin
/// let price = book.price(of: "claude-haiku-5-5", on: book.releaseDate)
/// ```
///
/// A model may have several entries, one after the other in time: an old scenario is priced as on its
/// own day.
package struct PriceBook: Sendable {
  /// A price and the days on which it held.
  package struct Entry: Sendable, Equatable {
    package let price: ModelPrice
    /// First day; `nil` for as long ago as anybody asks.
    package let validFrom: CalendarDate?
    /// Last day; `nil` for a price that still holds.
    package let validUntil: CalendarDate?
    package let note: String?

    package init(
      price: ModelPrice, validFrom: CalendarDate?, validUntil: CalendarDate?, note: String? = nil
    ) {
      self.price = price
      self.validFrom = validFrom
      self.validUntil = validUntil
      self.note = note
    }

    package func isValid(on date: CalendarDate) -> Bool {
      if let validFrom, date < validFrom { return false }
      if let validUntil, date > validUntil { return false }
      return true
    }
  }

  package let name: String
  package let releaseDate: CalendarDate
  /// Of the bytes the book was read from, in hexadecimal digits.
  package let sha256: String
  private let entries: [String: [Entry]]

  init(name: String, releaseDate: CalendarDate, sha256: String, entries: [Entry]) {
    self.name = name
    self.releaseDate = releaseDate
    self.sha256 = sha256
    self.entries = Dictionary(grouping: entries, by: \.price.name)
  }

  /// The book that ships with this version.
  package static let builtin: PriceBook = {
    do {
      return try PriceBook(json: PackageResources.builtin_book_json)
    } catch {
      preconditionFailure("the embedded price book: \(error)")
    }
  }()

  /// The models that have a price on some day, in alphabetical order.
  package var modelNames: [String] { entries.keys.sorted() }

  /// Regions for which any model has a price of its own, in alphabetical order.
  package var regions: [String] {
    Set(entries.values.joined().flatMap { $0.price.uplifts.byRegion.keys }).sorted()
  }

  /// Every price of a model, in the order of the book.
  package func entries(of name: String) -> [Entry] { entries[name] ?? [] }

  /// What a model cost on a day, or `nil` if the book does not know it or not on that day.
  package func price(of name: String, on date: CalendarDate) -> ModelPrice? {
    entries[name]?.first { $0.isValid(on: date) }?.price
  }

  /// ` Did you mean X?` for the name of a model that is near to this, or nothing.
  package func suggestion(for name: String) -> String {
    Spelling.suggestion(for: name, among: modelNames)
  }
}
