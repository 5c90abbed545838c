/// Adoption curves.
enum AdoptionLanguage {
  static let ceiling = Field.quantity(
    "ceiling", .probability, "Share of the users that adopt it in the end.")
  static let weeksToHalf = Field.quantity(
    "weeksToHalf", .positive, unit: "weeks", "Weeks until half of the ceiling is reached.")
  static let launchShare = Field.quantity(
    "launchShare", .launchShare, default: 0.05, "Share of the ceiling reached at launch.")
  static let innovation = Field.quantity(
    "innovation", .positive, unit: "per year", "Bass coefficient p: adoption without example.")
  static let imitation = Field.quantity(
    "imitation", .nonNegative, unit: "per year", "Bass coefficient q: adoption by example.")

  static let logistic = ObjectShape(
    "logistic", noun: "a logistic adoption", "S-shaped adoption by weeks.",
    fields: [ceiling.description, weeksToHalf.description, launchShare.description])
  static let bass = ObjectShape(
    "bass", noun: "a Bass adoption", "Bass diffusion, rates per year.",
    fields: [innovation.description, imitation.description, ceiling.description])

  static func buildLogistic(_ reader: ObjectReader) -> Adoption? {
    let ceiling = reader.read(ceiling)
    let weeks = reader.read(weeksToHalf)
    let launch = reader.read(launchShare)
    guard let ceiling, let weeks, let launch else { return nil }
    return .logistic(ceiling: ceiling, weeksToHalf: weeks, launchShare: launch)
  }

  static func buildBass(_ reader: ObjectReader) -> Adoption? {
    let innovation = reader.read(innovation)
    let imitation = reader.read(imitation)
    let ceiling = reader.read(ceiling)
    guard let innovation, let imitation, let ceiling else { return nil }
    return .bass(innovation: innovation, imitation: imitation, ceiling: ceiling)
  }
}

extension Codec where Value == Adoption {
  static let adoption = Codec.oneOf(
    [
      .unnamed(
        "logistic", .object(AdoptionLanguage.logistic, build: AdoptionLanguage.buildLogistic)),
      .unnamed("bass", .object(AdoptionLanguage.bass, build: AdoptionLanguage.buildBass)),
    ],
    otherwise: Codec<Quantity>.quantity(.probability, unit: nil).map { .constant($0) })
}
