import Pricing
import Reports

/// A price book: what models cost, since when, and according to whom.
///
///     let book = try PriceCatalogue(text: bytes, file: "prices.json")
///     print(try book.list().report(.text))
public struct PriceCatalogue: Sendable {
  /// The book that ships with this version.
  public static let builtin = PriceCatalogue(book: .builtin)

  let book: PriceBook

  /// Reads a book.
  ///
  /// - Throws: ``CogcastError/invalidPriceBook(file:findings:)`` with every finding.
  public init(text: [UInt8], file: String) throws(CogcastError) {
    do {
      book = try PriceBook(json: text)
    } catch {
      throw CogcastError(error, file: file)
    }
  }

  private init(book: PriceBook) {
    self.book = book
  }

  /// Name by which scenarios pin the book.
  public var name: String { book.name }

  /// Day of the book's last change, `YYYY-MM-DD`.
  public var released: String { book.releaseDate.description }

  /// Models that have a price on some day.
  public var models: [String] { book.modelNames }

  /// What every model costs on a day, the book's release unless given.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a text that is no day, or a provider without
  ///   models.
  public func list(on day: String? = nil, provider: String? = nil) throws(CogcastError)
    -> PriceReport
  {
    let day = try self.day(day)
    let providers = Set(book.modelNames.flatMap { book.entries(of: $0).map(\.price.provider) })
    if let provider, !providers.contains(provider) {
      throw .invalidRequest(
        "no provider `\(provider)` in \(name); it has \(providers.sorted().joined(separator: ", "))."
      )
    }
    return PriceReport(.list(book, on: day, provider: provider))
  }

  /// Every figure of one model.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a model that the book does not have.
  public func show(_ model: String) throws(CogcastError) -> PriceReport {
    guard !book.entries(of: model).isEmpty else {
      throw .invalidRequest(
        "no model `\(model)` in \(name).\(book.suggestion(for: model))"
          + " `cogcast prices list` prints those it has.")
    }
    return PriceReport(.show(model, in: book))
  }

  /// What changed between this book and a newer one, each on its own release day unless a day is
  /// given.
  public func difference(to newer: PriceCatalogue, on day: String? = nil) throws(CogcastError)
    -> PriceReport
  {
    PriceReport(
      .difference(
        from: book, on: try self.day(day), to: newer.book, on: try newer.day(day)))
  }

  /// Where this book disagrees with others, on a day.
  public func check(against others: [PriceCatalogue], on day: String? = nil) throws(CogcastError)
    -> PriceReport
  {
    let day = try self.day(day)
    let books = others.map(\.book)
    let check = BookCheck(book, against: books, on: day)
    return PriceReport(
      .check(book, check, against: books, on: day), findings: check.disagreements.count)
  }

  /// Prices that were checked with their source more than `limit` days before a day, oldest first;
  /// one sentence each.
  public func oldPrices(olderThan limit: Int? = nil, on day: String? = nil) throws(CogcastError)
    -> [String]
  {
    let day = try self.day(day)
    return book.prices(olderThan: limit ?? PriceAge.warningDays, on: day)
      .map { $0.sentence(on: day) }
  }

  private func day(_ text: String?) throws(CogcastError) -> CalendarDate {
    guard let text else { return book.releaseDate }
    return try CalendarDate(argument: text)
  }
}

extension CalendarDate {
  /// A day that somebody typed.
  init(argument text: String) throws(CogcastError) {
    guard let day = CalendarDate(text) else {
      throw .invalidRequest("`\(text)` is no day; write one as YYYY-MM-DD, e.g. 2026-11-01.")
    }
    self = day
  }
}

extension CogcastError {
  init(_ error: PriceBookError, file: String) {
    self = .invalidPriceBook(file: file, findings: error.findings.map(Finding.init))
  }
}

/// A report about prices.
public struct PriceReport: Sendable {
  private let sheet: PriceSheet
  /// How many disagreements a check has found; 0 for other reports.
  public let findings: Int

  init(_ sheet: PriceSheet, findings: Int = 0) {
    self.sheet = sheet
    self.findings = findings
  }

  /// The report as text of a format.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown.
  ///   - colour: Whether text uses ANSI colours.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: sheet.text(style: colour ? .terminal : .plain)
    case .json: sheet.json
    case .csv: sheet.csv
    case .markdown: sheet.markdown
    }
  }
}
