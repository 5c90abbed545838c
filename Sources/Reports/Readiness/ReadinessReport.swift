import Governance

/// The result of an assessment, for every format.
package enum ReadinessReport {
  package static let schema = "cogcast.readiness/1"

  package static func listing(_ assessment: ReadinessAssessment, version: String) -> Listing {
    let (score, count) = (assessment.score, assessment.lines.count)
    let maturity = assessment.maturity
    return Listing(
      headline:
        "\(maturity.rawValue.capitalisedFirst): \(score) of \(count); \(maturity.focus).",
      mood: .neutral,
      tables: ReadinessItem.Area.allCases.map { area in
        let lines = assessment.lines.filter { $0.item.area == area }
        return Listing.Table(
          title(area), [.init("answer"), .init("item"), .init("shown by")],
          lines.map { [$0.answer.rawValue, $0.item.question, shown($0)] })
      },
      remarks: [
        Listing.Remarks(
          "Next steps", assessment.open.map { "\($0.item.rawValue): \($0.item.nextStep)" }),
        Listing.Remarks(
          "How it is scored",
          [
            "An item counts where the answer is yes: 0 to 4 is crawl, 5 to 8 walk, 9 and more run. What "
              + "is not known counts as no. A file goes before an answer."
          ]),
      ],
      records: [["item", "area", "answer", "said", "shownBy", "nextStep"]]
        + assessment.lines.map { line in
          [
            line.item.rawValue, line.item.area.rawValue, line.answer.rawValue,
            line.said?.rawValue ?? "", line.proof?.evidence ?? "",
            line.answer == .yes ? "" : line.item.nextStep,
          ]
        }, document: document(assessment, version: version))
  }

  private static func title(_ area: ReadinessItem.Area) -> String {
    switch area {
    case .visibility: "Visibility"
    case .unitEconomics: "Unit economics"
    case .optimization: "Optimization"
    case .governance: "Governance"
    }
  }

  private static func shown(_ line: ReadinessAssessment.Line) -> String {
    guard let proof = line.proof else {
      return line.said == nil ? "nobody answered" : "an answer"
    }
    return proof.evidence
      + (line.isContradicted ? " (the answer was \(line.said?.rawValue ?? ""))" : "")
  }

  private static func document(
    _ assessment: ReadinessAssessment, version: String
  ) -> JSONValue {
    [
      "schema": .string(schema), "version": .string(version),
      "score": .integer(assessment.score), "items": .integer(assessment.lines.count),
      "maturity": .string(assessment.maturity.rawValue),
      "checklist": .array(
        assessment.lines.map { line in
          .object([
            ("item", .string(line.item.rawValue)), ("area", .string(line.item.area.rawValue)),
            ("question", .string(line.item.question)), ("answer", .string(line.answer.rawValue)),
            ("said", line.said.map { .string($0.rawValue) }),
            ("shownBy", line.proof.map { .string($0.evidence) }),
            ("contradicted", line.isContradicted ? .bool(true) : nil),
            ("nextStep", line.answer == .yes ? nil : .string(line.item.nextStep)),
          ])
        }),
    ]
  }
}

extension ReportSchema {
  /// Of what `cogcast assess` writes.
  package static var readiness: String {
    let answers: JSONValue = [
      "enum": .array(ReadinessAnswer.allCases.map { .string($0.rawValue) })
    ]
    return plainDocument(
      ReadinessReport.schema,
      [
        SchemaMember("score", .count, "items answered yes"), SchemaMember("items", .count),
        SchemaMember("maturity", ["enum": ["crawl", "walk", "run"]]),
        SchemaMember(
          "checklist",
          .list(
            SchemaMember.object([
              SchemaMember(
                "item", ["enum": .array(ReadinessItem.allCases.map { .string($0.rawValue) })]),
              SchemaMember(
                "area", ["enum": .array(ReadinessItem.Area.allCases.map { .string($0.rawValue) })]),
              SchemaMember("question", .anyString),
              SchemaMember("answer", answers, "what counts"),
              SchemaMember("said", answers, "what somebody answered", optional: true),
              SchemaMember("shownBy", .anyString, "the file and what it shows", optional: true),
              SchemaMember(
                "contradicted", ["const": true], "the file shows the opposite of the answer",
                optional: true),
              SchemaMember("nextStep", .anyString, optional: true),
            ]))),
      ])
  }
}
