/// What changed between two books, each on a day of its own.
package struct BookDifference: Sendable {
  package struct Change: Sendable, Equatable {
    package let model: String
    /// A figure's name; `nil` for a model that came or went.
    package let figure: String?
    /// `nil` where only the other book has it.
    package let before: Double?
    package let after: Double?

    /// Relative change; `nil` where there is nothing to compare with.
    package var relative: Double? {
      guard let before, let after, before != 0 else { return nil }
      return after / before - 1
    }
  }

  package let added: [String]
  package let removed: [String]
  /// By model, in the order of its figures.
  package let changes: [Change]
  /// Models that both books have.
  package let compared: Int

  package init(
    from old: PriceBook, on oldDay: CalendarDate, to new: PriceBook, on newDay: CalendarDate
  ) {
    var (added, removed): ([String], [String]) = ([], [])
    var changes: [Change] = []
    var compared = 0
    for name in Set(old.modelNames + new.modelNames).sorted() {
      switch (old.price(of: name, on: oldDay), new.price(of: name, on: newDay)) {
      case (let before?, let after?):
        compared += 1
        changes += Self.changes(name, before.figures, after.figures)
      case (nil, .some): added.append(name)
      case (.some, nil): removed.append(name)
      case (nil, nil): break
      }
    }
    (self.added, self.removed) = (added, removed)
    self.changes = changes
    self.compared = compared
  }

  /// Figures that differ by more than rounding.
  static func changes(
    _ model: String, _ before: [PriceFigure], _ after: [PriceFigure]
  ) -> [Change] {
    let olds = Dictionary(before.map { ($0.name, $0.value) }) { first, _ in first }
    let news = Dictionary(after.map { ($0.name, $0.value) }) { first, _ in first }
    let names = before.map(\.name) + after.map(\.name).filter { olds[$0] == nil }
    return names.compactMap { name in
      let (one, two) = (olds[name], news[name])
      if let one, let two, abs(one - two) <= 1e-9 * max(abs(one), abs(two)) { return nil }
      return Change(model: model, figure: name, before: one, after: two)
    }
  }
}
