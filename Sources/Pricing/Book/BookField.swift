import JSONDocuments

/// What the reader and the JSON Schema of price books know about one field: one value holds both,
/// so that neither can change without the other in sight.
struct BookField: Sendable {
  indirect enum Kind: Sendable {
    /// One line of at most 500 characters.
    case text
    case word([String])
    case day
    /// `hh:mm`, UTC.
    case timeOfDay
    case flag
    case integer(ClosedRange<Int>)
    case number(NumberRange)
    case object(BookShape)
    case list(of: Kind, ClosedRange<Int>)
    /// Names of the file's own, each with a value of this kind.
    case names(of: Kind)
  }

  let name: String
  let kind: Kind
  let isRequired: Bool
  /// One line for editors, with the unit.
  let summary: String

  static func required(_ name: String, _ kind: Kind, _ summary: String) -> BookField {
    BookField(name: name, kind: kind, isRequired: true, summary: summary)
  }

  static func optional(_ name: String, _ kind: Kind, _ summary: String) -> BookField {
    BookField(name: name, kind: kind, isRequired: false, summary: summary)
  }
}

/// The numbers a field may hold.
enum NumberRange: Sendable {
  /// US dollars: 0 to a million, which no meter comes near.
  case price
  /// A factor on a price: above 0, at most 100.
  case factor
  /// Above 0, at most 10^9.
  case positive

  var words: String {
    switch self {
    case .price: "a number from 0 to 1000000"
    case .factor: "a number above 0, at most 100"
    case .positive: "a number above 0, at most 10^9"
    }
  }

  func contains(_ value: Double) -> Bool {
    switch self {
    case .price: value >= 0 && value <= 1e6
    case .factor: value > 0 && value <= 100
    case .positive: value > 0 && value <= 1e9
    }
  }

  var schema: [JSONText.Member] {
    let (lower, upper): (String, Int) =
      switch self {
      case .price: ("minimum", 1_000_000)
      case .factor: ("exclusiveMinimum", 100)
      case .positive: ("exclusiveMinimum", 1_000_000_000)
      }
    return [
      JSONText.Member(key: "type", value: "number"),
      JSONText.Member(key: lower, value: .integer(0)),
      JSONText.Member(key: "maximum", value: .integer(upper)),
    ]
  }
}

/// The fields of one kind of object.
struct BookShape: Sendable {
  /// Name of the object in the JSON Schema, and in messages with an article before it.
  let name: String
  let noun: String
  let summary: String
  let fields: [BookField]
  /// Where exactly one of these fields must be there.
  let choices: [String]

  init(
    _ name: String, noun: String, _ summary: String, choices: [String] = [],
    fields: [BookField]
  ) {
    self.name = name
    self.noun = noun
    self.summary = summary
    self.fields = fields
    self.choices = choices
  }

  func field(_ name: String) -> BookField? { fields.first { $0.name == name } }
}
