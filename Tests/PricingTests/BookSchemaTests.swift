import Foundation
import Pricing
import Testing

struct BookSchemaTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let file = root.appending(path: "scenarios/schemas/book.schema.json")

  @Test func thePublishedSchemaIsTheGenerated() throws {
    if ProcessInfo.processInfo.environment["COGCAST_REWRITE_GOLDENS"] != nil {
      try Data(BookSchema.json.utf8).write(to: Self.file)
    }
    let published = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(
      published == BookSchema.json,
      "run the tests with COGCAST_REWRITE_GOLDENS=1 to write the schema anew")
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func theSchemaAcceptsWhatTheReaderAccepts() throws {
    let builtin = Self.root.appending(path: "Sources/Pricing/Resources/builtin.book.json")
    let texts = [
      try String(contentsOf: builtin, encoding: .utf8),
      Self.book(PriceBookDecodingTests.fullModel),
    ]
    #expect(try SchemaValidator.findings(texts) == ["", ""])
  }

  /// The rest compare values, know the calendar, or depend on another field.
  private static let beyondSchema = [
    "is before `validFrom`", "thresholds must rise", "a day that exists", "the standard thresholds",
    "add `longContext` to the tier", "this rule has no", "`tile` needs",
  ]

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func theSchemaRefusesWhatTheReaderRefuses() throws {
    let texts = PriceBookDecodingTests.mistakes.map { mistake in
      Self.book(
        PriceBookDecodingTests.fullModel.replacing(
          mistake.old, with: mistake.new, maxReplacements: 1))
    }
    let verdicts = try SchemaValidator.findings(texts)
    try #require(verdicts.count == texts.count)
    for (mistake, findings) in zip(PriceBookDecodingTests.mistakes, verdicts) {
      let isBeyond = Self.beyondSchema.contains { mistake.message.contains($0) }
      #expect(findings.isEmpty == isBeyond, "\(mistake.message)")
    }
  }

  private static func book(_ model: String) -> String {
    #"{ "name": "b", "released": "2026-01-03", "models": [\#(model)] }"#
  }
}

/// Python's jsonschema, where it is installed.
private enum SchemaValidator {
  static let isAvailable = (try? run("import jsonschema", Data()))?.isEmpty == true

  /// What the validator says of each document; empty for a valid one.
  static func findings(_ documents: [String]) throws -> [String] {
    let input = try JSONEncoder().encode([BookSchema.json] + documents)
    let output = try run(
      """
      import json, sys, jsonschema
      texts = [json.loads(text) for text in json.load(sys.stdin)]
      jsonschema.Draft202012Validator.check_schema(texts[0])
      validator = jsonschema.Draft202012Validator(texts[0])
      print(json.dumps([
          "; ".join(e.json_path + " " + e.message for e in validator.iter_errors(text))
          for text in texts[1:]]))
      """, input)
    return try JSONDecoder().decode([String].self, from: output)
  }

  private static func run(_ script: String, _ input: Data) throws -> Data {
    try ToolRun.output(["python3", "-c", script], input: input).0
  }
}
