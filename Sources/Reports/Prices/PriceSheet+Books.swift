import Pricing

extension PriceSheet {
  /// What every model of a book costs on a day.
  package static func list(
    _ book: PriceBook, on day: CalendarDate, provider: String? = nil
  ) -> PriceSheet {
    let prices = book.modelNames.compactMap { book.price(of: $0, on: day) }
      .filter { provider == nil || $0.provider == provider }
    let retired =
      book.modelNames.count
      - book.modelNames.filter {
        book.price(of: $0, on: day) != nil
      }.count
    let rows = prices.map { price -> [Cell] in
      let rates = price.rates
      func number(_ value: Double?) -> Cell { value.map { .number($0) } ?? .empty }
      let tiers = ServiceTier.allCases.filter { price.tiers[$0] != nil }.map(\.rawValue)
      return [
        .text(price.name), .text(price.provider), .number(rates.input), .number(rates.cacheRead),
        number(rates.cacheWrite5m), number(rates.cacheWrite1h), .number(rates.output),
        number(price.longContext.map { Double($0.threshold) }),
        tiers.isEmpty ? .empty : .text(tiers.joined(separator: " ")),
        .text(price.checked.description),
      ]
    }
    return PriceSheet(
      schema: "cogcast.prices.list/1",
      headline: "\(prices.count) models of the price book \(book.name) on \(day), US dollars per"
        + " million tokens",
      facts: facts(book, day),
      columns: [
        Column("model"), Column("provider"), Column("input", isNumber: true),
        Column("cacheRead", isNumber: true), Column("cacheWrite5m", isNumber: true),
        Column("cacheWrite1h", isNumber: true), Column("output", isNumber: true),
        Column("longFrom", isNumber: true), Column("tiers"), Column("checked"),
      ],
      rows: rows,
      remarks: retired > 0
        ? ["\(retired) more have no price on this day; `prices show` prints their dates."] : [])
  }

  /// Every figure of one model, for each time that it has a price.
  package static func show(_ model: String, in book: PriceBook) -> PriceSheet {
    let entries = book.entries(of: model)
    let rows = entries.flatMap { entry in
      entry.price.figures.map { figure -> [Cell] in
        [
          entry.validFrom.map { .text($0.description) } ?? .empty,
          entry.validUntil.map { .text($0.description) } ?? .empty, .text(figure.name),
          .number(figure.value),
        ]
      }
    }
    let remarks = entries.flatMap { entry -> [String] in
      let price = entry.price
      var lines = ["Checked \(price.checked) against \(price.source)"]
      if let region = price.region { lines.append("Region \(region)") }
      if let deployment = price.deployment { lines.append("Deployment \(deployment)") }
      if price.standard.longContexts.contains(where: \.inclusive) {
        lines.append("A prompt of exactly the threshold is long.")
      }
      if let hit = price.rates.breakEvenHitRate(), hit > 0 {
        lines.append(
          "Caching for five minutes pays from a hit rate of"
            + " \(Numerals.fixed(100 * hit, decimals: 1)) %.")
      }
      if let note = entry.note { lines.append(note) }
      return lines
    }
    let provider = entries.first?.price.provider ?? ""
    return PriceSheet(
      schema: "cogcast.prices.show/1",
      headline: "\(model) (\(provider)) in the price book \(book.name)",
      facts: facts(book, nil) + [("model", .string(model)), ("provider", .string(provider))],
      columns: [
        Column("from"), Column("until"), Column("figure"), Column("value", isNumber: true),
      ],
      rows: rows, remarks: remarks)
  }

  /// What changed from one book to the other.
  package static func difference(
    from old: PriceBook, on oldDay: CalendarDate, to new: PriceBook, on newDay: CalendarDate
  ) -> PriceSheet {
    let difference = BookDifference(from: old, on: oldDay, to: new, on: newDay)
    func number(_ value: Double?) -> Cell { value.map { .number($0) } ?? .empty }
    let rows = difference.changes.map { change -> [Cell] in
      [
        .text(change.model), change.figure.map { .text($0) } ?? .empty, number(change.before),
        number(change.after), change.relative.map { .share($0) } ?? .empty,
      ]
    }
    let models = Set(difference.changes.map(\.model)).count
    var remarks: [String] = []
    func list(_ names: [String], _ word: String) {
      guard !names.isEmpty else { return }
      let shown = names.prefix(20).joined(separator: ", ")
      let rest = names.count > 20 ? " and \(names.count - 20) more" : ""
      remarks.append("\(names.count) \(word): \(shown)\(rest)")
    }
    list(difference.added, "only in the newer book")
    list(difference.removed, "only in the older book")
    return PriceSheet(
      schema: "cogcast.prices.diff/1",
      headline: "\(models) of \(difference.compared) models changed between \(old.name) on"
        + " \(oldDay) and \(new.name) on \(newDay)",
      facts: [
        ("old", reference(old, oldDay)), ("new", reference(new, newDay)),
        ("compared", .integer(difference.compared)),
        ("added", .array(difference.added.map { .string($0) })),
        ("removed", .array(difference.removed.map { .string($0) })),
      ],
      columns: [
        Column("model"), Column("figure"), Column("before", isNumber: true),
        Column("after", isNumber: true), Column("change", isNumber: true),
      ],
      rows: rows, remarks: remarks)
  }

  /// Where a book disagrees with others.
  package static func check(
    _ book: PriceBook, _ check: BookCheck, against others: [PriceBook], on day: CalendarDate
  ) -> PriceSheet {
    let rows = check.disagreements.map { found -> [Cell] in
      [
        .text(found.model), .text(found.figure), .number(found.own), .number(found.other),
        found.own == 0 ? .empty : .share(found.other / found.own - 1), .text(found.book),
        .text(found.otherModel),
      ]
    }
    let models = Set(check.disagreements.map(\.model)).count
    let names = others.map(\.name).joined(separator: ", ")
    let verdict =
      others.isEmpty
      ? "\(check.models) models of \(book.name) on \(day), compared with no other book"
      : "\(models) of the \(check.confirmable) models of \(book.name) that \(names) has disagree"
        + " on \(day)"
    return PriceSheet(
      schema: "cogcast.prices.check/1", headline: verdict,
      facts: facts(book, day) + [
        ("others", .array(others.map { reference($0, nil) })),
        ("models", .integer(check.models)), ("confirmable", .integer(check.confirmable)),
        ("unconfirmed", .array(check.unconfirmed.map { .string($0) })),
      ],
      columns: [
        Column("model"), Column("figure"), Column("own", isNumber: true),
        Column("other", isNumber: true), Column("difference", isNumber: true), Column("book"),
        Column("otherName"),
      ],
      rows: rows,
      remarks: others.isEmpty || check.unconfirmed.isEmpty
        ? []
        : [
          "\(check.unconfirmed.count) in no other book: "
            + check.unconfirmed.prefix(20).joined(separator: ", ")
            + (check.unconfirmed.count > 20 ? " and more" : "")
        ])
  }

  private static func facts(
    _ book: PriceBook, _ day: CalendarDate?
  ) -> [(name: String, value: JSONValue)] {
    [("book", reference(book, day))]
  }

  private static func reference(_ book: PriceBook, _ day: CalendarDate?) -> JSONValue {
    .object([
      ("name", .string(book.name)), ("released", .string(book.releaseDate.description)),
      ("sha256", .string(book.sha256)), ("asOf", day.map { .string($0.description) }),
    ])
  }
}
