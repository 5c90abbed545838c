/// What a usage log costs, as JSON, `cogcast.charge/1`.
package enum JSONLogCharges {
  package static let schema = "cogcast.charge/1"

  package static func text(_ charges: LogCharges) -> String {
    JSONValue.object([
      ("schema", .string(schema)),
      ("version", .string(charges.version)),
      (
        "book",
        [
          "name": .string(charges.book.name), "asOf": .string(charges.book.asOf),
          "sha256": .string(charges.book.sha256),
        ]
      ),
      ("lines", .integer(charges.lines)),
      ("records", .integer(charges.records)),
      ("invalid", .integer(charges.invalid)),
      (
        "passedOver",
        .object(charges.passedOver.map { ($0.reason, JSONValue.integer($0.count)) })
      ),
      ("withoutTime", .integer(charges.withoutTime)),
      (
        "days",
        charges.days.map {
          ["first": .string($0.lowerBound), "last": .string($0.upperBound)]
        }
      ),
      ("cost", .number(charges.cost)),
      ("costByMeter", .object(charges.meters.map { ($0.name, JSONValue.number($0.value)) })),
      ("models", .array(charges.models.map(model))),
      ("pricedAs", .object(charges.pricedAs.map { ($0.name, JSONValue.string($0.value)) })),
    ]).text
  }

  private static func model(_ model: LogCharges.Model) -> JSONValue {
    [
      "model": .string(model.name), "records": .integer(model.records),
      "requests": .integer(model.requests), "inputTokens": .integer(model.inputTokens),
      "outputTokens": .integer(model.outputTokens), "cost": .number(model.cost),
    ]
  }
}
