/// The `segments` block.
enum SegmentLanguage {
  static let users = Field.quantity(
    "users", .nonNegative, unit: "people", "People who could use the feature.")
  static let workflow = Field.optional(
    "workflow", .workflowName, "Workflow of their sessions; may be left out when there is one.")
  static let adoption = Field.defaulting(
    "adoption", .adoption, written: .integer(1), "Share of the users that have adopted the feature."
  ) { place, decoding in
    decoding.recordDefault(place, range: .probability, unit: nil, 1)
    return .constant(.known(1, path: place.path))
  }
  static let sessionsPerUserPerWeek = Field.quantity(
    "sessionsPerUserPerWeek", .nonNegative, unit: "sessions",
    "Mean sessions of one adopter in a week.")
  static let userHeterogeneity = Field.quantity(
    "userHeterogeneity", .nonNegative, default: 0,
    "Coefficient of variation of one user's persistent rate.")
  static let churnPerMonth = Field.quantity(
    "churnPerMonth", .probability, default: 0, "Share of the adopters lost in a month.")
  static let unitsPerSession = Field.quantity(
    "unitsPerSession", .positive, unit: "units", default: 1, "Units of value one session makes.")

  static let events = Field.defaulting(
    "events",
    .list(
      of: .object(TrafficEventLanguage.shape, build: TrafficEventLanguage.build), count: 0...100,
      noun: "event"), written: .array([]), "Launches, campaigns and new groups of users."
  ) { _, _ in [] }
  static let shadowShare = Field.optional(
    "shadowShare", Codec<Quantity>.quantity(.shadowShare, unit: nil),
    "Share of all use, and of what it costs at the models, that is not tracked; the scenario's when"
      + " absent.")

  static let attribution = Field.defaulting(
    "attribution", .labels, written: .object([]),
    "Who the cost of this segment belongs to, where it differs from the feature's."
  ) { _, _ in [] }

  static let shape = ObjectShape(
    "segment", noun: "a segment", "A group of users with one adoption curve and one workflow.",
    fields: [
      users.description, workflow.description, adoption.description,
      sessionsPerUserPerWeek.description, userHeterogeneity.description,
      churnPerMonth.description, unitsPerSession.description, events.description,
      shadowShare.description, attribution.description,
    ])

  static func build(_ reader: ObjectReader) -> Segment? {
    let users = reader.read(users)
    let workflow = reader.workflow(workflow)
    let adoption = reader.read(adoption)
    let sessions = reader.read(sessionsPerUserPerWeek)
    let heterogeneity = reader.read(userHeterogeneity)
    let churn = reader.read(churnPerMonth)
    let units = reader.read(unitsPerSession)
    let events = reader.read(events)
    let shadow = reader.read(shadowShare)
    let labels = reader.read(attribution)
    guard let users, let workflow, let adoption, let sessions, let heterogeneity, let churn,
      let units, let events, let labels, !reader.has(shadowShare) || shadow != nil
    else { return nil }
    return Segment(
      name: reader.place.name, users: users, workflow: workflow, adoption: adoption,
      sessionsPerUserPerWeek: sessions, userHeterogeneity: heterogeneity, churnPerMonth: churn,
      unitsPerSession: units, events: events, shadowShare: shadow, labels: labels)
  }
}
