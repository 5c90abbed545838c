import JSONDocuments
import Pricing

/// What the `prices` block chooses.
struct PriceChoice {
  let book: PriceBook
  let asOf: CalendarDate
  let terms: PriceTerms
  /// The model whose tokens the scenario counts, with its place for findings.
  let tokensOf: (name: String, node: JSONNode, place: Place)?
  let changes: [WrittenPriceChange]
}

/// The `prices` block.
enum PriceLanguage {
  static let book = Field.defaulting(
    "book", .text(longest: 500), to: "builtin", written: "builtin",
    "Price book: \"builtin\", or the path of a JSON file relative to the scenario.")
  static let asOf = Field.optional(
    "asOf", .date, "Day whose prices hold; the book's release when absent.")
  static let region = Field.optional(
    "region", .text(longest: 60),
    "Where requests are served, in the provider's words, e.g. \"eu\"; some ask for more there.")
  static let discounts = Field.emptyObject(
    "discounts",
    .names(.identifier, of: .number(.probability), count: 0...50, noun: "discount"),
    "Share off the list price, by provider, as your contract has it.")
  static let tokensOf = Field.optional(
    "tokensOf", .text(longest: 100),
    "Model whose tokens this file counts; lengths are converted for models that count otherwise.")

  static let changes = Field.defaulting(
    "changes",
    .list(
      of: .object(PriceChangeLanguage.shape, build: PriceChangeLanguage.build), count: 0...100,
      noun: "price change"),
    written: .array([]), "Changes of token prices within the horizon; none when absent."
  ) { _, _ in [] }

  static let shape = ObjectShape(
    "prices", noun: "the prices", "The price book, the day of its prices, and your terms.",
    fields: [
      book.description, asOf.description, region.description, discounts.description,
      tokensOf.description, changes.description,
    ])

  /// Warns of a region that no model of the book asks more or less for: perhaps it is misspelt.
  private static func check(_ region: String, _ book: PriceBook, _ reader: ObjectReader) {
    let listed = book.regions
    guard let member = reader.member(self.region), region != "global", !listed.contains(region)
    else { return }
    reader.decoding.warning(
      member.value.position, reader.place.member(self.region.name),
      "no model of the price book \(Wording.quoted(book.name)) has a price of its own in"
        + " \(Wording.quoted(region)), so that none costs more there."
        + Spelling.suggestion(for: region, among: listed)
        + (listed.isEmpty
          ? "" : " Listed are \(Wording.list(listed.map(Wording.quoted)))."))
  }

  static func build(_ reader: ObjectReader) -> PriceChoice? {
    let name = reader.read(book)
    let day = reader.read(asOf)
    let region = reader.read(region)
    let discounts = reader.read(discounts)
    let unit = reader.read(tokensOf)
    let changes = reader.read(changes)
    guard let name, let discounts, let changes, let book = openBook(name, reader) else {
      return nil
    }
    if reader.has(asOf), day == nil { return nil }
    if let region { check(region, book, reader) }
    let providers = book.providers
    if let member = reader.member(Self.discounts), case .object(let members) = member.value.value {
      for entry in members
      where !ObjectShape.annotations.contains(entry.key) && !providers.contains(entry.key) {
        reader.decoding.error(
          entry.position, reader.place.member(Self.discounts.name).member(entry.key),
          "no model of the price book \(Wording.quoted(book.name)) is billed by"
            + " \(Wording.code(entry.key))." + Spelling.suggestion(for: entry.key, among: providers)
            + " Providers are \(Wording.list(providers.map(Wording.code))).")
      }
    }
    return PriceChoice(
      book: book, asOf: day ?? book.releaseDate,
      terms: PriceTerms(
        discounts: Dictionary(uniqueKeysWithValues: discounts.map { ($0.name, $0.value) }),
        region: region),
      tokensOf: reader.member(tokensOf).flatMap { member in
        unit.map { ($0, member.value, reader.place.member(tokensOf.name)) }
      }, changes: changes)
  }

  /// The built-in book by its name, any other by its path.
  private static func openBook(_ name: String, _ reader: ObjectReader) -> PriceBook? {
    let decoding = reader.decoding
    if name == decoding.book.name { return decoding.book }
    guard let member = reader.member(book) else { return nil }
    let place = reader.place.member(book.name)
    guard name.contains("/") || name.contains(".") else {
      decoding.error(
        member.value, place,
        "there is no price book \(Wording.code(name))."
          + Spelling.suggestion(for: name, among: [decoding.book.name])
          + " Allowed is \(Wording.quoted(decoding.book.name)), or the path of a JSON file relative"
          + " to the scenario, such as \"prices/2026-11.json\".")
      return nil
    }
    guard let bytes = decoding.fileReader(name) else {
      decoding.error(
        member.value, place,
        "the file \(Wording.quoted(name)) is missing; paths are relative to the scenario file.")
      return nil
    }
    do {
      return try PriceBook(json: bytes)
    } catch {
      for finding in error.findings {
        let location = finding.location
        decoding.error(
          member.value, place,
          "\(Wording.quoted(name)), line \(location.line), column \(location.column)"
            + (location.pointer.isEmpty ? "" : ", \(location.pointer)") + ": \(finding.message)")
      }
      return nil
    }
  }
}

extension PriceBook {
  /// Everybody who bills a model of the book, in alphabetical order.
  fileprivate var providers: [String] {
    Set(modelNames.flatMap { entries(of: $0).map(\.price.provider) }).sorted()
  }
}
