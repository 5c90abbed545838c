/// Of what `cogcast prices` writes as JSON; a figure that a row lacks is left out of it.
extension ReportSchema {
  package static var pricesList: String {
    sheet(
      "cogcast.prices.list/1", [SchemaMember("book", datedBook)],
      row: [
        SchemaMember("model", .anyString), SchemaMember("provider", .anyString),
        SchemaMember("input", .anyNumber, "US dollars per million tokens, like the other rates"),
        SchemaMember("cacheRead", .anyNumber),
        SchemaMember("cacheWrite5m", .anyNumber, optional: true),
        SchemaMember("cacheWrite1h", .anyNumber, optional: true),
        SchemaMember("output", .anyNumber),
        SchemaMember("longFrom", .anyNumber, "tokens of a prompt that costs more", optional: true),
        SchemaMember("tiers", .anyString, "service tiers with a blank between", optional: true),
        SchemaMember("checked", .day),
      ])
  }

  package static var pricesShow: String {
    sheet(
      "cogcast.prices.show/1",
      [
        SchemaMember("book", book(isDated: false)), SchemaMember("model", .anyString),
        SchemaMember("provider", .anyString),
      ],
      row: [
        SchemaMember("from", .day, "first day of the price", optional: true),
        SchemaMember("until", .day, "first day without it", optional: true),
        SchemaMember("figure", .anyString, "as the schema of books names it"),
        SchemaMember("value", .anyNumber, "in the unit of the schema of books"),
      ])
  }

  package static var pricesDiff: String {
    sheet(
      "cogcast.prices.diff/1",
      [
        SchemaMember("old", datedBook), SchemaMember("new", datedBook),
        SchemaMember("compared", .count, "models that both have"),
        SchemaMember("added", names, "only in the newer book"),
        SchemaMember("removed", names, "only in the older book"),
      ],
      row: [
        SchemaMember("model", .anyString), SchemaMember("figure", .anyString, optional: true),
        SchemaMember("before", .anyNumber, optional: true),
        SchemaMember("after", .anyNumber, optional: true),
        SchemaMember("change", .anyNumber, "after over before, less one", optional: true),
      ])
  }

  package static var pricesCheck: String {
    sheet(
      "cogcast.prices.check/1",
      [
        SchemaMember("book", datedBook), SchemaMember("others", .list(book(isDated: false))),
        SchemaMember("models", .count, "of the book on its day"),
        SchemaMember("confirmable", .count, "of them in one of the others"),
        SchemaMember("unconfirmed", names, "in none of the others"),
      ],
      row: [
        SchemaMember("model", .anyString), SchemaMember("figure", .anyString),
        SchemaMember("own", .anyNumber), SchemaMember("other", .anyNumber),
        SchemaMember("difference", .anyNumber, "other over own, less one", optional: true),
        SchemaMember("book", .anyString, "the other book"),
        SchemaMember("otherName", .anyString, "its name of the model"),
      ])
  }

  private static let names: JSONValue = .list(.anyString)
  private static let datedBook = book(isDated: true)

  private static func book(isDated: Bool) -> JSONValue {
    SchemaMember.object(
      [
        SchemaMember("name", .anyString), SchemaMember("released", .day),
        SchemaMember("sha256", ["type": "string", "pattern": "^[0-9a-f]{64}$"]),
      ] + (isDated ? [SchemaMember("asOf", .day, "the day of the prices")] : []))
  }

  private static func sheet(
    _ name: String, _ facts: [SchemaMember], row: [SchemaMember]
  ) -> String {
    document(
      name,
      of: facts + [
        SchemaMember("rows", .list(SchemaMember.object(row))),
        SchemaMember("remarks", names, "in words", optional: true),
      ])
  }
}
