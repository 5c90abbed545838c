import Summaries

/// An estimate as JSON, `cogcast.estimate/1`.
package enum JSONReport {
  package static let schema = "cogcast.estimate/1"

  package static func text(_ forecast: Forecast) -> String { document(forecast).text }

  static func document(_ forecast: Forecast) -> JSONValue {
    .object(
      JSONValue.heading(schema: schema, forecast.run) + [
        ("strategy", forecast.strategy.map(JSONValue.string)),
        ("latencyClass", forecast.latencyClass.map { .string($0.rawValue) }),
        ("headline", .string(forecast.headline)),
        ("metrics", JSONValue(forecast.metrics)),
        ("months", .array(forecast.months.map(month))),
        ("weeks", .array(forecast.weeks.map(week))),
        ("unitEconomics", JSONValue(forecast.unitEconomics)),
        ("breakdown", breakdown(forecast.breakdown)),
        (
          "allocation", forecast.allocations.isEmpty ? nil : allocation(forecast.allocations)
        ), ("shares", forecast.shares.map(shares) ?? .null),
        ("sessions", forecast.sessions.map(sessions) ?? .null),
        ("spreadsheet", .number(forecast.spreadsheet.total)),
        ("spreadsheetMonth", .number(forecast.spreadsheet.month)),
        ("bridge", .array(forecast.bridge.map(rung))),
        ("sensitivityMethod", sensitivityMethod(forecast.drivers)),
        ("sensitivity", .array(forecast.drivers.drivers.map(driver))),
        ("gates", .array(forecast.gates.map(JSONValue.init))),
        ("warnings", .array(forecast.warnings.map(JSONValue.init))),
        ("notes", .array(forecast.notes.map(JSONValue.init))),
      ])
  }

  private static func month(_ month: Forecast.Month) -> JSONValue {
    .object([
      ("month", .integer(month.number)),
      ("start", month.start.map { .string($0.description) }),
      ("partial", month.isPartial ? true : nil),
      ("metrics", JSONValue(month.metrics)),
    ])
  }

  private static func week(_ week: Forecast.Week) -> JSONValue {
    .object([
      ("week", .integer(week.number)),
      ("start", week.start.map { .string($0.description) }),
      ("metrics", JSONValue([MetricBand(.costWeek, week.cost)])),
    ])
  }

  private static func breakdown(_ tables: [Forecast.BreakdownTable]) -> JSONValue {
    .object(
      tables.map { table in
        let parts = table.parts.map { ($0.name, JSONValue($0.cost)) }
        return (table.dimension.rawValue, JSONValue.object(parts))
      })
  }

  private static func allocation(_ tables: [Allocation]) -> JSONValue {
    .object(
      tables.map { table in
        let parts = table.parts.map { part in
          (
            part.value,
            JSONValue(MetricBand(name: "cost.month", unit: .dollars, band: part.month))
          )
        }
        return (table.field, JSONValue.object(parts))
      })
  }

  private static func shares(_ shares: VarianceSplit) -> JSONValue {
    [
      "uncertainty": .number(shares.uncertainty), "variability": .number(shares.variability),
      "demand": .number(shares.demand), "request": .number(shares.request),
    ]
  }

  private static func sessions(_ sessions: SessionTail) -> JSONValue {
    [
      "simulated": .integer(sessions.count),
      "cost": JSONValue(
        MetricBand(name: "session.cost", unit: .dollarsPerSession, band: sessions.cost)),
      "tails": .array(
        sessions.tails.map { tail in
          [
            "p": .number(tail.probability), "mean": JSONValue(tail.mean),
            "share": tail.share.map(JSONValue.init) ?? .null,
          ]
        }),
    ]
  }

  private static func rung(_ rung: Forecast.Rung) -> JSONValue {
    [
      "effect": .string(rung.effect), "label": .string(rung.label),
      "amount": .number(rung.amount.value), "error": .number(rung.amount.error),
      "month": .number(rung.month),
    ]
  }

  private static func sensitivityMethod(_ drivers: Forecast.DriverTable) -> JSONValue {
    [
      "name": .string(drivers.method), "explained": .number(drivers.explained),
      "noise": .number(drivers.noise),
    ]
  }

  private static func driver(_ driver: Forecast.Driver) -> JSONValue {
    .object([
      ("assumption", .string(driver.path)),
      ("coefficient", .number(driver.coefficient)),
      ("effect", JSONValue(driver.effect)),
      ("source", driver.source.map(JSONValue.string) ?? .null),
    ])
  }
}
