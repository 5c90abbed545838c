import Governance
import Summaries

/// Printed figures beside their forecasts, for every format.
package enum GuideCheckReport {
  package static let schema = "cogcast.guideCheck/1"

  package static func listing(_ lines: [GuideCheckLine], version: String) -> Listing {
    let assumed = lines.filter { $0.figure.reading == .assumed }
    let asPrinted = lines.filter { $0.figure.reading == .asPrinted }
    func agreeing(_ lines: [GuideCheckLine]) -> Int { lines.count { $0.verdict == .agrees } }
    return Listing(
      headline: "\(agreeing(assumed)) of \(assumed.count) figures come out under their assumption, "
        + "\(agreeing(asPrinted)) of \(asPrinted.count) as they are printed.",
      mood: agreeing(assumed) == assumed.count ? .good : .bad,
      tables: [
        table("Under an assumption", assumed), table("As printed", asPrinted),
      ],
      remarks: [
        Listing.Remarks(
          "What is assumed", assumed.map { "\($0.figure.name): \($0.figure.assumption)." }),
        Listing.Remarks(
          "What is read as printed",
          asPrinted.map { "\($0.figure.name): \($0.figure.assumption)." }),
      ],
      records: records(lines), document: document(lines, version: version))
  }

  private static func table(_ title: String, _ lines: [GuideCheckLine]) -> Listing.Table {
    Listing.Table(
      title,
      [
        .init("verdict"), .init("figure"), .init("printed", isNumber: true),
        .init("forecast", isNumber: true), .init("in the guide"),
      ],
      lines.map { line in
        let figure = line.figure
        return [
          line.verdict.rawValue, figure.name, printed(figure),
          line.forecast.map { text($0.value, figure.unit) } ?? "–", figure.place,
        ]
      })
  }

  private static func printed(_ figure: GuideFigure) -> String {
    switch figure.printed {
    case .rounded(let number, _): text(number, figure.unit)
    case .range(let from?, let to?): "\(text(from, figure.unit)) to \(text(to, figure.unit))"
    case .range(let from?, nil): "at least \(text(from, figure.unit))"
    case .range(nil, let to?): "at most \(text(to, figure.unit))"
    case .range(nil, nil): "any"
    }
  }

  private static func text(_ value: Double, _ unit: GuideFigure.Unit) -> String {
    switch unit {
    case .dollars: NumberStyle(.dollars, magnitude: value.magnitude).text(value)
    case .share: NumberStyle(.ratio, magnitude: value.magnitude).text(value)
    case .times: Numerals.fixed(value, decimals: 1) + "×"
    case .count: Numerals.fixed(value, decimals: 1)
    }
  }

  private static func records(_ lines: [GuideCheckLine]) -> [[String]] {
    [
      [
        "name", "place", "reading", "verdict", "unit", "printed", "rounding", "from", "to",
        "forecast",
        "error", "scenario", "measure", "overScenario", "overMeasure", "assumption",
      ]
    ]
      + lines.map { line in
        let figure = line.figure
        let (number, rounding, from, to) = figure.printed.numbers
        func field(_ value: Double?) -> String { value.map(CSVTable.number) ?? "" }
        return [
          figure.name, figure.place, figure.reading.rawValue, line.verdict.rawValue,
          figure.unit.rawValue, field(number), field(rounding), field(from), field(to),
          field(line.forecast?.value), field(line.forecast?.error), figure.quantity.scenario,
          figure.quantity.measure, figure.divisor?.scenario ?? "", figure.divisor?.measure ?? "",
          figure.assumption,
        ]
      }
  }

  private static func document(_ lines: [GuideCheckLine], version: String) -> JSONValue {
    func quantity(_ quantity: GuideFigure.Quantity) -> JSONValue {
      ["scenario": .string(quantity.scenario), "measure": .string(quantity.measure)]
    }
    return [
      "schema": .string(schema), "version": .string(version),
      "figures": .array(
        lines.map { line in
          let figure = line.figure
          let (number, rounding, from, to) = figure.printed.numbers
          return .object([
            ("name", .string(figure.name)), ("place", .string(figure.place)),
            ("reading", .string(figure.reading.rawValue)),
            ("assumption", .string(figure.assumption)), ("of", quantity(figure.quantity)),
            ("over", figure.divisor.map(quantity)), ("unit", .string(figure.unit.rawValue)),
            ("printed", number.map(JSONValue.number)), ("rounding", rounding.map(JSONValue.number)),
            ("from", from.map(JSONValue.number)), ("to", to.map(JSONValue.number)),
            ("forecast", line.forecast.map { .number($0.value) } ?? .null),
            ("error", line.forecast.map { .number($0.error) } ?? .null),
            ("verdict", .string(line.verdict.rawValue)),
          ])
        }),
    ]
  }
}

extension GuideFigure.Printed {
  fileprivate var numbers: (number: Double?, rounding: Double?, from: Double?, to: Double?) {
    switch self {
    case .rounded(let number, let step): (number, step, nil, nil)
    case .range(let from, let to): (nil, nil, from, to)
    }
  }
}

extension ReportSchema {
  /// Of what `cogcast guide check` writes.
  package static var guideCheck: String {
    func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> JSONValue {
      ["enum": .array(Word.allCases.map { .string($0.rawValue) })]
    }
    let quantity = SchemaMember.object([
      SchemaMember("scenario", .anyString, "the file"), SchemaMember("measure", .anyString),
    ])
    return plainDocument(
      GuideCheckReport.schema,
      [
        SchemaMember(
          "figures",
          .list(
            SchemaMember.object([
              SchemaMember("name", .anyString), SchemaMember("place", .anyString, "in the guide"),
              SchemaMember("reading", words(GuideFigure.Reading.self)),
              SchemaMember("assumption", .anyString),
              SchemaMember("of", quantity, "what is forecast"),
              SchemaMember("over", quantity, "what it is divided by", optional: true),
              SchemaMember("unit", words(GuideFigure.Unit.self)),
              SchemaMember("printed", .anyNumber, "with `rounding`, or a range", optional: true),
              SchemaMember("rounding", .anyNumber, "the step it is rounded to", optional: true),
              SchemaMember("from", .anyNumber, "open when absent", optional: true),
              SchemaMember("to", .anyNumber, "open when absent", optional: true),
              SchemaMember("forecast", .numberOrNull, "null where no trial defines it"),
              SchemaMember("error", .numberOrNull, "Monte Carlo standard error"),
              SchemaMember("verdict", words(GuideCheckLine.Verdict.self)),
            ])))
      ])
  }
}
