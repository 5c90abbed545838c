import JSONDocuments
import Scenarios

/// What somebody answered to an item.
package enum ReadinessAnswer: String, Sendable, CaseIterable {
  case yes, no, unknown
}

/// Reads files of answers: `{ "answers": { "maxTokens": "yes" } }`.
package enum ReadinessAnswers {
  private static let codec = Codec<String>.choice(ReadinessAnswer.allCases.map(\.rawValue)).map {
    ReadinessAnswer(rawValue: $0) ?? .unknown
  }
  private static let items = ReadinessItem.allCases.map { item in
    (item, Field.optional(item.rawValue, codec, item.question))
  }
  private static let itemsShape = ObjectShape(
    "answers", noun: "the answers", "Answers by item; one that is missing is unknown.",
    fields: items.map(\.1.description))
  private static let schema = Field.optional(
    "$schema", .text(longest: 1000), "Where editors find the schema.")
  private static let answers = Field.required(
    "answers",
    .object(itemsShape) { reader in
      var found: [ReadinessItem: ReadinessAnswer] = [:]
      for (item, field) in items {
        if let answer = reader.read(field) { found[item] = answer }
      }
      return found
    }, "Answers by item.")
  private static let shape = ObjectShape(
    "readiness", noun: "a file of answers", "What an organisation answers to the checklist.",
    fields: [schema.description, answers.description])

  /// - Returns: The answers, or `nil` when a finding is an error; all findings in the order of the text.
  package static func decode(
    text: [UInt8]
  ) -> (answers: [ReadinessItem: ReadinessAnswer]?, diagnostics: [Diagnostic]) {
    let decoded = DocumentDecoder.decode(
      text: text,
      as: DocumentKind(
        emptyFileAdvice:
          "answers are a JSON object, e.g. { \"answers\": { \"maxTokens\": \"yes\" } }.",
        depthAdvice: "answers need two."),
      codec: .object(shape) { reader in
        _ = reader.read(schema)
        return reader.read(answers)
      })
    return (decoded.value, decoded.diagnostics)
  }

  /// JSON Schema 2020-12; ends with a newline.
  package static let json = shape.schemaDocument(title: "cogcast readiness answers")
}
