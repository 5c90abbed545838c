import Governance

extension ReportSchema {
  /// Of what `cogcast advise` writes.
  package static var advise: String { document(ForecastAdvice.schema, adviceMembers) }

  private static let optionalBand: JSONValue = ["anyOf": [["type": "null"], .reference("band")]]

  private static let adviceMembers = [
    SchemaMember("headline", .anyString, "one sentence that a review can quote"),
    SchemaMember("months", .count, "in which an effort is to be paid back"),
    SchemaMember("hourlyRate", .anyNumber, "US dollars", optional: true),
    SchemaMember(
      "settings",
      SchemaMember.object([
        SchemaMember("promptCut", .share), SchemaMember("wholeAnswers", .share),
        SchemaMember("historyTurns", .count),
      ]), "how far levers are pulled where the scenario does not say"),
    SchemaMember("cost", .reference("band"), "of the average full month, as the file is"),
    SchemaMember("success", .optionalEstimate, "as the file is"),
    SchemaMember(
      "levers", .list(SchemaMember.object(lever + effect)), "the largest saving first"),
    SchemaMember(
      "conditional",
      .list(
        SchemaMember.object(
          lever + [
            SchemaMember("share", .anyString, "of what the number that nobody gave is a share"),
            SchemaMember("tried", .share, "with which it was measured"),
            SchemaMember(
              "running", .reference("estimate"), "US dollars a month where nothing is gained"),
            SchemaMember(
              "paysFrom", .numberOrNull, "the share; null where no share saves"),
            SchemaMember(
              "tenPoints", SchemaMember.object(effect),
              "of ten percentage points, running cost apart"
            ),
          ])), "whose saving depends on a number that the scenario does not state"),
    SchemaMember(
      "idle",
      .list(
        SchemaMember.object([
          SchemaMember("lever", leverName), SchemaMember("place", .anyString, "dotted path"),
          SchemaMember("reason", .anyString),
        ])), "levers that move nothing"),
    SchemaMember(
      "sequence",
      SchemaMember.object([
        SchemaMember(
          "steps",
          .list(
            SchemaMember.object(
              lever + [
                SchemaMember("saving", .reference("estimate"), "of this step"),
                SchemaMember("cumulative", .reference("estimate"), "of all so far"),
                SchemaMember("success", .optionalEstimate, "change by all so far"),
              ]))),
        SchemaMember(
          "together",
          [
            "anyOf": [
              ["type": "null"],
              SchemaMember.object([
                SchemaMember("saving", .reference("band")),
                SchemaMember("paidBack", .reference("band")),
                SchemaMember("success", .optionalEstimate), SchemaMember("profit", optionalBand),
              ]),
            ]
          ], "null without a step"),
      ]), "levers of known quality, one on top of the other"),
    SchemaMember("warnings", .list(.reference("warning")), "findings that stop nothing"),
  ]

  private static let leverName: JSONValue = [
    "enum": .array(LeverName.allCases.map { .string($0.rawValue) })
  ]

  private static let lever = [
    SchemaMember("lever", leverName), SchemaMember("place", .anyString, "dotted path"),
    SchemaMember("title", .anyString),
    SchemaMember(
      "edits",
      .list(
        SchemaMember.object([
          SchemaMember("path", .anyString, "dotted, calls by name"),
          SchemaMember("before", [:], "null where the file has nothing"),
          SchemaMember("after", [:], "to be written there"),
        ]))),
    SchemaMember("quality", ["enum": ["unchanged", "modelled", "unknown"]]),
    SchemaMember("qualityReason", .anyString),
  ]

  private static let effect = [
    SchemaMember("saving", .reference("band"), "of the average full month"),
    SchemaMember("probabilitySaves", .optionalEstimate),
    SchemaMember("paidBack", .reference("band"), "saving of the first months together"),
    SchemaMember(
      "paidBackHours", .anyNumber, "its median over the hourly rate", optional: true),
    SchemaMember("success", .optionalEstimate, "change; null where it is not known"),
    SchemaMember("profit", optionalBand, "change of a month; null where it is not known"),
    SchemaMember("costPerSuccessfulUnit", .optionalEstimate, "change; null where it is not known"),
    SchemaMember(
      "breakEvenSuccess",
      SchemaMember.object([
        SchemaMember("rate", .anyNumber, "of the feature, at which nothing is gained any more"),
        SchemaMember("today", .share),
        SchemaMember("basis", ["enum": ["profit", "costPerSuccessfulUnit"]]),
      ]), "where success is not known", optional: true),
  ]
}
