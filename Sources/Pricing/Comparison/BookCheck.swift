/// A book held against others: prices that disagree, models that nobody confirms.
package struct BookCheck: Sendable {
  package struct Disagreement: Sendable, Equatable {
    package let model: String
    /// The other book, and what it calls the model.
    package let book: String
    package let otherModel: String
    package let figure: String
    package let own: Double
    package let other: Double
  }

  package let disagreements: [Disagreement]
  /// Models with a price on the day.
  package let models: Int
  /// Of these, models that at least one other book has.
  package let confirmable: Int
  /// In the order of the book's names.
  package let unconfirmed: [String]

  /// Compares the prices that both sides have; what one does not list is no disagreement.
  ///
  /// Books call a model by different names: `name` is also `provider/name`.
  package init(
    _ book: PriceBook, against others: [PriceBook], on day: CalendarDate
  ) {
    var disagreements: [Disagreement] = []
    var unconfirmed: [String] = []
    var models = 0
    for name in book.modelNames {
      guard let price = book.price(of: name, on: day) else { continue }
      models += 1
      var isConfirmable = false
      for other in others {
        guard let (otherName, otherPrice) = Self.counterpart(of: price, in: other, on: day) else {
          continue
        }
        isConfirmable = true
        let changes = BookDifference.changes(
          name, price.priceFigures, otherPrice.priceFigures)
        disagreements += changes.compactMap { change in
          guard let figure = change.figure, let own = change.before, let theirs = change.after
          else { return nil }
          return Disagreement(
            model: name, book: other.name, otherModel: otherName, figure: figure, own: own,
            other: theirs)
        }
      }
      if !isConfirmable { unconfirmed.append(name) }
    }
    self.disagreements = disagreements
    self.models = models
    self.confirmable = models - unconfirmed.count
    self.unconfirmed = unconfirmed
  }

  /// What public maps call the providers of this project's books.
  private static let providerNames = [
    "google": ["gemini", "google"], "xai": ["xai", "x-ai"], "bedrock": ["bedrock", "aws"],
  ]

  private static func counterpart(
    of price: ModelPrice, in other: PriceBook, on day: CalendarDate
  ) -> (String, ModelPrice)? {
    let prefixes = providerNames[price.provider] ?? [price.provider]
    // A provider's own name first: the name alone may be another provider's.
    let names =
      price.name.contains("/")
      ? [price.name] : prefixes.map { "\($0)/\(price.name)" } + [price.name]
    for name in names {
      if let found = other.price(of: name, on: day) { return (name, found) }
    }
    return nil
  }
}
