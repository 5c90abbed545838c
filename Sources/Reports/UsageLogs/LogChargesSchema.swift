extension ReportSchema {
  /// Of what `cogcast prices charge` writes as its summary.
  package static var charge: String {
    document(JSONLogCharges.schema, of: chargeMembers)
  }

  private static let chargeMembers = [
    version,
    SchemaMember(
      "book",
      SchemaMember.object([
        SchemaMember("name", .anyString),
        SchemaMember("asOf", .day, "its release: the day of records without a time"),
        SchemaMember("sha256", ["type": "string", "pattern": "^[0-9a-f]{64}$"]),
      ]), "the price book"),
    SchemaMember("lines", .count, "read, blank ones included"),
    SchemaMember("records", .count, "priced"),
    SchemaMember("invalid", .count, "records left out of every sum"),
    SchemaMember("passedOver", .map(of: .count), "what is no call that somebody bills, by reason"),
    SchemaMember("withoutTime", .count, "records priced on the day of the book's release"),
    SchemaMember(
      "days",
      SchemaMember.object([SchemaMember("first", .day), SchemaMember("last", .day)]),
      "of the records that have a time", optional: true),
    SchemaMember("cost", .anyNumber, "US dollars"),
    SchemaMember("costByMeter", .map(of: .anyNumber), "US dollars; meters sum to the cost"),
    SchemaMember(
      "models",
      .list(
        SchemaMember.object([
          SchemaMember("model", .anyString, "the book's name"), SchemaMember("records", .count),
          SchemaMember("requests", .count),
          SchemaMember("inputTokens", .count, "cached tokens included"),
          SchemaMember("outputTokens", .count), SchemaMember("cost", .anyNumber),
        ])), "dearest first"),
    SchemaMember("pricedAs", .map(of: .anyString), "names of the log, and the book's for them"),
  ]
}

extension JSONValue {
  /// An object with any keys, and values of one kind.
  fileprivate static func map(of value: JSONValue) -> JSONValue {
    ["type": "object", "additionalProperties": value]
  }
}
