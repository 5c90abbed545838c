extension MetadataCoverage {
  /// As JSON, `cogcast.metadata/1`.
  var document: JSONValue {
    .object([
      ("schema", .string(Self.schema)),
      ("version", .string(version)),
      (
        "book",
        [
          "name": .string(book.name), "asOf": .string(book.asOf), "sha256": .string(book.sha256),
        ]
      ),
      ("format", .string(format)),
      ("lines", .integer(lines)),
      ("records", .integer(records)),
      ("requests", .integer(requests)),
      ("invalid", .integer(invalid)),
      ("passedOver", .integer(passedOver)),
      ("cost", .number(cost)),
      (
        "complete",
        .object([
          ("requests", .number(complete.requests)), ("cost", complete.cost.map(JSONValue.number)),
        ])
      ),
      ("fields", .array(fields.map(Self.value))),
      (
        "unpriced",
        .array(
          unpriced.map {
            [
              "model": .string($0.model), "requests": .integer($0.requests),
              "reason": .string($0.reason),
            ]
          })
      ),
      ("required", judgement.map(Self.value)),
    ])
  }

  private static func value(_ field: Field) -> JSONValue {
    .object([
      ("field", .string(field.name)),
      ("minimum", .bool(field.isMinimum)),
      ("requests", .number(field.coverage.requests)),
      ("cost", field.coverage.cost.map(JSONValue.number)),
      ("lackingLines", .array(field.lacking.map(JSONValue.integer))),
      ("advice", field.lacking.isEmpty ? nil : .string(field.advice)),
    ])
  }

  private static func value(_ judgement: Judgement) -> JSONValue {
    [
      "fields": .array(judgement.requirement.fields.map(JSONValue.string)),
      "atLeast": .number(judgement.requirement.atLeast),
      "verdict": .string(judgement.shortfalls.isEmpty ? "pass" : "fail"),
      "short": .array(judgement.shortfalls.map { .string($0.field) }),
    ]
  }
}

extension ReportSchema {
  /// Of what `cogcast metadata check` writes.
  package static var metadata: String {
    plainDocument(
      MetadataCoverage.schema,
      [
        SchemaMember(
          "book",
          SchemaMember.object([
            SchemaMember("name", .anyString), SchemaMember("asOf", .day),
            SchemaMember("sha256", ["type": "string", "pattern": "^[0-9a-f]{64}$"]),
          ])),
        SchemaMember("format", .anyString, "the system whose log it is"),
        SchemaMember("lines", .count, "read, blank ones included"),
        SchemaMember("records", .count), SchemaMember("requests", .count),
        SchemaMember("invalid", .count, "records left out"),
        SchemaMember("passedOver", .count, "lines that are no call that somebody bills"),
        SchemaMember("cost", .anyNumber, "US dollars, of what has a price"),
        SchemaMember(
          "complete", SchemaMember.object(shares), "what says every field of the minimum"),
        SchemaMember(
          "fields",
          .list(
            SchemaMember.object(
              [SchemaMember("field", .anyString), SchemaMember("minimum", ["type": "boolean"])]
                + shares + [
                  SchemaMember("lackingLines", .list(.count), "the first, 1-based"),
                  SchemaMember("advice", .anyString, optional: true),
                ]))),
        SchemaMember(
          "unpriced",
          .list(
            SchemaMember.object([
              SchemaMember("model", .anyString), SchemaMember("requests", .count),
              SchemaMember("reason", .anyString),
            ]))),
        SchemaMember(
          "required",
          SchemaMember.object([
            SchemaMember("fields", .list(.anyString)), SchemaMember("atLeast", .share),
            SchemaMember("verdict", ["enum": ["pass", "fail"]]),
            SchemaMember("short", .list(.anyString), "fields that fall short"),
          ]), optional: true),
      ])
  }

  private static let shares = [
    SchemaMember("requests", .share, "of the requests"),
    SchemaMember("cost", .share, "of the cost; absent where nothing has a price", optional: true),
  ]

  /// A document with its name and version, and these members.
  static func plainDocument(_ name: String, _ members: [SchemaMember]) -> String {
    let root = SchemaMember.object(
      [
        SchemaMember("schema", ["const": .string(name)]),
        SchemaMember("version", .anyString, "of cogcast"),
      ] + members)
    guard case .object(let fields) = root else { preconditionFailure("an object is an object") }
    let head: [JSONValue.Member] = [
      JSONValue.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
      JSONValue.Member("title", .string(name)),
    ]
    return JSONValue.object(head + fields).text
  }
}
