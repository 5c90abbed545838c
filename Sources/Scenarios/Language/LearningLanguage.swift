/// The `learning` block.
enum LearningLanguage {
  static let promptTokensPerMonth = Field.quantity(
    "promptTokensPerMonth", .relativeChange, default: 0,
    "Relative change of system, tools and retrieved tokens in a month, e.g. -0.03.")
  static let successPerMonth = Field.quantity(
    "successPerMonth", .shareChange, default: 0, "Points of success gained in a month, e.g. 0.01.")
  static let misroutePerMonth = Field.quantity(
    "misroutePerMonth", .relativeChange, default: 0,
    "Relative change in a month of `misroute` rates and of a judge's `falsePositive`, e.g. -0.1.")
  static let shareToFirstPerMonth = Field.quantity(
    "shareToFirstPerMonth", .shareChange, default: 0,
    "Points of the sessions that move in a month from the last tier to the first, or to a router's"
      + " small model, e.g. 0.02.")
  static let untilMonth = Field.optional(
    "untilMonth", .integer(0...120), unit: "months",
    "Months after which nothing changes; the whole horizon when absent.")

  static let shape = ObjectShape(
    "learning", noun: "the learning effects", "What improves with the months since launch.",
    fields: [
      promptTokensPerMonth.description, successPerMonth.description, misroutePerMonth.description,
      shareToFirstPerMonth.description, untilMonth.description,
    ])

  static func build(_ reader: ObjectReader) -> Learning? {
    let tokens = reader.read(promptTokensPerMonth)
    let success = reader.read(successPerMonth)
    let misroute = reader.read(misroutePerMonth)
    let share = reader.read(shareToFirstPerMonth)
    let until = reader.read(untilMonth)
    guard let tokens, let success, let misroute, let share else { return nil }
    return Learning(
      promptTokensPerMonth: tokens, successPerMonth: success, misroutePerMonth: misroute,
      shareToFirstPerMonth: share, untilMonth: until)
  }
}
