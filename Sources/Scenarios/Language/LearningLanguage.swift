/// The `learning` block.
enum LearningLanguage {
  static let promptTokensPerMonth = Field.quantity(
    "promptTokensPerMonth", .relativeChange, default: 0,
    "Relative change of system, tools and retrieved tokens in a month, e.g. -0.03.")
  static let successPerMonth = Field.quantity(
    "successPerMonth", .shareChange, default: 0, "Points of success gained in a month, e.g. 0.01.")
  static let untilMonth = Field.optional(
    "untilMonth", .integer(0...120), unit: "months",
    "Months after which nothing changes; the whole horizon when absent.")

  static let shape = ObjectShape(
    "learning", noun: "the learning effects", "What improves with the months since launch.",
    fields: [
      promptTokensPerMonth.description, successPerMonth.description, untilMonth.description,
    ])

  static func build(_ reader: ObjectReader) -> Learning? {
    let tokens = reader.read(promptTokensPerMonth)
    let success = reader.read(successPerMonth)
    let until = reader.read(untilMonth)
    guard let tokens, let success else { return nil }
    return Learning(
      promptTokensPerMonth: tokens, successPerMonth: success, untilMonth: until)
  }
}
