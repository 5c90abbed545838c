import JSONDocuments
import Scenarios

/// Reads lists of printed figures: `{ "figures": [ ... ] }`.
package enum GuideFigureLanguage {
  private static let schema = Field.optional(
    "$schema", .text(longest: 1000), "Where editors find the schema.")
  private static let figures = Field.required(
    "figures",
    .list(
      of: .object(FigureLanguage.shape, build: FigureLanguage.build), count: 1...1000,
      noun: "figure"),
    "The figures, in the order of the report.")
  private static let shape = ObjectShape(
    "figures", noun: "a list of figures", "Printed figures and what is forecast to check them.",
    fields: [schema.description, figures.description])

  /// - Returns: The figures, or `nil` when a finding is an error; all findings in the order of the text.
  package static func decode(
    text: [UInt8]
  ) -> (figures: [GuideFigure]?, diagnostics: [Diagnostic]) {
    let decoded = DocumentDecoder.decode(
      text: text,
      as: DocumentKind(
        emptyFileAdvice: "a list of figures is a JSON object, { \"figures\": [ ... ] }.",
        depthAdvice: "a list of figures needs four."),
      codec: .object(shape) { reader in
        _ = reader.read(schema)
        return reader.read(figures)
      })
    return (decoded.value, decoded.diagnostics)
  }

  /// JSON Schema 2020-12; ends with a newline.
  package static let json = shape.schemaDocument(title: "cogcast figures")
}

private enum FigureLanguage {
  static let name = Field.required("name", .text(longest: 60), "What the report calls the figure.")
  static let place = Field.required("place", .text(longest: 60), "Where the guide prints it.")
  static let reading = Field.required(
    "reading",
    Codec<String>.choice(GuideFigure.Reading.allCases.map(\.rawValue)).map {
      GuideFigure.Reading(rawValue: $0) ?? .assumed
    },
    "`asPrinted` with the guide's inputs as they stand, `assumed` with what it leaves out.")
  static let assumption = Field.required(
    "assumption", .text(longest: 400), "What the scenario takes for granted.")
  static let quantity = Field.required(
    "of", .object(QuantityLanguage.shape, build: QuantityLanguage.build), "What is forecast.")
  static let divisor = Field.optional(
    "over", .object(QuantityLanguage.shape, build: QuantityLanguage.build),
    "What the forecast is divided by.")
  static let unit = Field.required(
    "unit",
    Codec<String>.choice(GuideFigure.Unit.allCases.map(\.rawValue)).map {
      GuideFigure.Unit(rawValue: $0) ?? .count
    }, "How the numbers are written; a share is written in percent.")
  static let printed = Field.optional("printed", .number(.signed), "The number printed.")
  static let rounding = Field.optional(
    "rounding", .number(.positive), "The step to which the printed number is rounded.")
  static let range = Field.optional(
    "range", .object(RangeLanguage.shape, build: RangeLanguage.build), "The range printed.")

  static let shape = ObjectShape(
    "figure", noun: "a figure", "A printed figure, as a number with its rounding or as a range.",
    fields: [
      name.description, place.description, reading.description, assumption.description,
      quantity.description, divisor.description, unit.description, printed.description,
      rounding.description, range.description,
    ],
    constraints: ["oneOf": .array([.requiring("printed", "rounding"), .requiring("range")])])

  static func build(_ reader: ObjectReader) -> GuideFigure? {
    let (name, place) = (reader.read(name), reader.read(place))
    let (reading, assumption) = (reader.read(reading), reader.read(assumption))
    let (quantity, divisor) = (reader.read(quantity), reader.read(divisor))
    let (unit, figure) = (reader.read(unit), figure(reader))
    guard let name, let place, let reading, let assumption, let quantity, let unit, let figure
    else { return nil }
    return GuideFigure(
      name: name, place: place, reading: reading, assumption: assumption, quantity: quantity,
      divisor: divisor, unit: unit, printed: figure)
  }

  private static func figure(_ reader: ObjectReader) -> GuideFigure.Printed? {
    let (number, step, range) = (reader.read(printed), reader.read(rounding), reader.read(range))
    let has = (
      number: reader.has(printed), step: reader.has(rounding), range: reader.has(self.range)
    )
    guard has.range ? !has.number && !has.step : has.number && has.step else {
      reader.decoding.error(
        reader.node, reader.place,
        "a figure is printed as a number or as a range; give `printed` and `rounding`, or `range`"
          + " alone.")
      return nil
    }
    if let range { return range }
    guard let number, let step else { return nil }
    return .rounded(number, to: step)
  }
}

private enum QuantityLanguage {
  static let scenario = Field.required(
    "scenario", .text(longest: 100), "The name of a scenario file beside this list.")
  static let measure = Field.required(
    "measure", .gateText, "What is measured, as in a gate but without a limit: mean(cost.perUnit).")

  static let shape = ObjectShape(
    "quantity", noun: "a quantity", "A number of the forecast of one scenario.",
    fields: [scenario.description, measure.description])

  static func build(_ reader: ObjectReader) -> GuideFigure.Quantity? {
    let (scenario, measure) = (reader.read(scenario), reader.read(measure))
    guard let scenario, let measure else { return nil }
    guard !scenario.contains("/") else {
      reader.decoding.error(
        reader.node, reader.place,
        "\(Wording.quoted(scenario)) is in another folder; name a file beside this list.")
      return nil
    }
    return GuideFigure.Quantity(
      scenario: scenario, measure: measure.expression,
      location: reader.decoding.location(reader.node.position, reader.place),
      measureLocation: measure.location)
  }
}

private enum RangeLanguage {
  static let from = Field.optional("from", .number(.signed), "The least; open when absent.")
  static let to = Field.optional("to", .number(.signed), "The most; open when absent.")

  static let shape = ObjectShape(
    "range", noun: "a range", "A printed range, both ends within.",
    fields: [from.description, to.description],
    constraints: ["anyOf": .array([.requiring("from"), .requiring("to")])])

  static func build(_ reader: ObjectReader) -> GuideFigure.Printed? {
    let (from, to) = (reader.read(from), reader.read(to))
    guard reader.has(self.from) || reader.has(self.to) else {
      reader.decoding.error(
        reader.node, reader.place, "this range has no end; add `from`, `to` or both.")
      return nil
    }
    if let from, let to, from > to {
      reader.decoding.error(
        reader.node, reader.place,
        "`from` (\(Wording.number(from))) is above `to` (\(Wording.number(to))); swap them.")
      return nil
    }
    return .range(from: from, to: to)
  }
}
