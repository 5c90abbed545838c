/// One input of a scenario as `validate` lists it.
package struct ScenarioInput: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// One number.
    case known
    /// Not known: drawn once per trial, the same for every request of it.
    case unknown
    /// Differs from event to event.
    case varies
  }

  /// Dotted path as people type it.
  package let path: String
  package let kind: Kind
  /// The value or law in a few words, without its unit, e.g. "90 %: 0.4 to 2".
  package let summary: String
  package let unit: String?
  /// True where the file says nothing and the language's own value holds.
  package let isDefault: Bool
  /// What a plain number in its place may be.
  package let range: InputRange

  package init(
    path: String, kind: Kind, summary: String, unit: String?, isDefault: Bool, range: InputRange
  ) {
    self.path = path
    self.kind = kind
    self.summary = summary
    self.unit = unit
    self.isDefault = isDefault
    self.range = range
  }
}

extension Decoding {
  func recordDefault(_ place: Place, range: InputRange, unit: String?, _ value: Double) {
    record(
      ScenarioInput(
        path: place.path, kind: .known, summary: Wording.number(value), unit: unit,
        isDefault: true, range: range))
  }
}
