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

  static let shape = ObjectShape(
    "segment", noun: "a segment", "A group of users with one adoption curve and one workflow.",
    fields: [
      users.description, workflow.description, adoption.description,
      sessionsPerUserPerWeek.description, userHeterogeneity.description,
      churnPerMonth.description, unitsPerSession.description,
    ])

  static func build(_ reader: ObjectReader) -> Segment? {
    let users = reader.read(users)
    let workflow = workflow(reader)
    let adoption = reader.read(adoption)
    let sessions = reader.read(sessionsPerUserPerWeek)
    let heterogeneity = reader.read(userHeterogeneity)
    let churn = reader.read(churnPerMonth)
    let units = reader.read(unitsPerSession)
    guard let users, let workflow, let adoption, let sessions, let heterogeneity, let churn,
      let units
    else { return nil }
    return Segment(
      name: reader.place.name, users: users, workflow: workflow, adoption: adoption,
      sessionsPerUserPerWeek: sessions, userHeterogeneity: heterogeneity, churnPerMonth: churn,
      unitsPerSession: units)
  }

  private static func workflow(_ reader: ObjectReader) -> Int? {
    if reader.has(workflow) { return reader.read(workflow) }
    let count = reader.decoding.names.workflows.count
    if count > 1 {
      reader.decoding.error(
        reader.node, reader.place,
        "`workflow` is missing, and there are \(count) workflows; name one of"
          + " \(Wording.list(reader.decoding.names.workflows.map { Wording.code($0.name) })).")
    }
    return count == 1 ? 0 : nil
  }
}

extension Codec where Value == Int {
  /// The name of a workflow, read as its index.
  static let workflowName = Codec(schema: Schema(["type": "string"])) {
    node, place, decoding in
    let names = decoding.names.workflows.map(\.name)
    guard case .string(let name) = node.value else {
      decoding.wrongType(node, place, allowed: "the name of a workflow in double quotes")
      return nil
    }
    if let index = names.firstIndex(of: name) {
      decoding.markWorkflowUsed(index)
      return index
    }
    decoding.error(
      node, place,
      "there is no workflow \(Wording.code(name))." + Spelling.suggestion(for: name, among: names)
        + (names.isEmpty
          ? "" : " Declared are \(Wording.list(names.map(Wording.code))).")
        + " Add it under `workflows` or name another.")
    return nil
  }
}

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

/// The `demand` block.
enum DemandLanguage {
  static let weeklyNoise = Field.quantity(
    "weeklyNoise", .nonNegative, default: 0,
    "Standard deviation of the logarithm of a week's demand, common to all segments.")
  static let autocorrelation = Field.quantity(
    "autocorrelation", .autocorrelation, default: 0,
    "Correlation of that noise from one week to the next.")

  static let shape = ObjectShape(
    "demand", noun: "the demand", "Noise of demand from week to week.",
    reserved: [
      "hourProfile": "the shape of a day matters to capacity prices only",
      "peakToMean": "peaks matter to capacity prices only",
    ],
    fields: [weeklyNoise.description, autocorrelation.description])

  static func build(_ reader: ObjectReader) -> Demand? {
    let noise = reader.read(weeklyNoise)
    let autocorrelation = reader.read(autocorrelation)
    guard let noise, let autocorrelation else { return nil }
    return Demand(weeklyNoise: noise, autocorrelation: autocorrelation)
  }
}

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
