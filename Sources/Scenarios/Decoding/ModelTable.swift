import Pricing

/// The models a scenario may name, and those it does name.
final class ModelTable {
  /// Prices older than this many days before `asOf` draw a warning: providers reprice often.
  static let freshDays = PriceAge.warningDays

  private var declared: [String: ModelPrice] = [:]
  private(set) var used: [String: ModelPrice] = [:]
  private var usedNames: Set<String> = []
  private(set) var book: PriceBook
  private(set) var day: CalendarDate
  private var terms = PriceTerms.list

  /// Prices of the book's release, until the scenario says otherwise.
  init(book: PriceBook) {
    self.book = book
    day = book.releaseDate
  }

  func begin(_ choice: PriceChoice) {
    book = choice.book
    day = choice.asOf
    terms = choice.terms
  }

  func declare(_ price: ModelPrice) {
    declared[price.name] = price
  }

  /// A price of one's own, or the book's under one's terms.
  func price(of name: String) -> ModelPrice? { declared[name] ?? bookPrice(of: name) }

  func bookPrice(of name: String) -> ModelPrice? {
    book.price(of: name, on: day)?.under(terms)
  }

  /// The model whose tokens the scenario counts; models in use that the book does not relate to it
  /// draw a warning.
  func tokenUnit(_ choice: PriceChoice, _ decoding: Decoding) -> ModelPrice? {
    guard let (name, node, place) = choice.tokensOf else { return nil }
    guard let unit = declared[name] ?? decoding.bookPrice(name, node, place) else { return nil }
    let strangers = used.keys.sorted().filter {
      used[$0].map { unit.tokenRatio(to: $0) == nil } ?? false
    }
    if !strangers.isEmpty {
      decoding.warning(
        node.position, place,
        "the price book does not say how \(Wording.list(strangers.map(Wording.code)))"
          + " \(strangers.count == 1 ? "counts" : "count") tokens against \(Wording.code(name));"
          + " they are taken to count alike.")
    }
    return unit
  }

  func markUsed(_ name: String, _ price: ModelPrice?) {
    usedNames.insert(name)
    if let price { used[name] = price }
  }

  func isUsed(_ name: String) -> Bool { usedNames.contains(name) }
}

extension Codec where Value == String {
  /// The name of a model of the price book or of the `models` block.
  static let modelName = Codec(schema: Schema(["type": "string"])) { node, place, decoding in
    guard case .string(let name) = node.value else {
      decoding.wrongType(node, place, allowed: "the name of a model in double quotes")
      return nil
    }
    if decoding.names.models.contains(where: { $0.name == name }) {
      decoding.useModel(name, node, place)
      return name
    }
    guard decoding.bookPrice(name, node, place) != nil else { return nil }
    decoding.useModel(name, node, place)
    return name
  }
}

extension Decoding {
  /// The book's price of a model, or a finding that says why there is none.
  func bookPrice(_ name: String, _ node: JSONNode, _ place: Place) -> ModelPrice? {
    if let price = models.bookPrice(of: name) { return price }
    let (book, day) = (models.book, models.day)
    if book.modelNames.contains(name) {
      error(
        node, place,
        "the price book has no price of \(Wording.code(name)) on \(day); choose a later"
          + " `prices.asOf`, or price it under `models`.")
      return nil
    }
    let known = names.models.map(\.name) + book.modelNames
    error(
      node, place,
      "there is no model \(Wording.code(name)) in the price book \(Wording.quoted(book.name)) or"
        + " under `models`." + Spelling.suggestion(for: name, among: known)
        + " Price it under `models`, for example like a model of the book.")
    return nil
  }

  /// Notes the use of a model; the first use of one with old prices draws a warning.
  func useModel(_ name: String, _ node: JSONNode, _ place: Place) {
    guard !models.isUsed(name) else { return }
    let price = models.price(of: name)
    models.markUsed(name, price)
    guard let price else { return }
    let age = models.day.daysSinceEpoch - price.checked.daysSinceEpoch
    if age > ModelTable.freshDays {
      warning(
        node.position, place,
        "the price of \(Wording.code(name)) was last checked on \(price.checked), \(age) days"
          + " before `prices.asOf` (\(models.day)); compare it with the provider's page.")
    }
  }
}
