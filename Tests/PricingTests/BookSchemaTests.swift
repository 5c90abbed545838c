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
    for text in texts { #expect(try SchemaValidator.findings(text).isEmpty) }
  }

  /// The rest compare values, know the calendar, or depend on another field.
  private static let beyondSchema = [
    "is before `validFrom`", "thresholds must rise", "a day that exists", "the standard thresholds",
    "add `longContext` to the tier", "this rule has no", "`tile` needs",
  ]

  @Test(
    .enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"),
    arguments: PriceBookDecodingTests.mistakes.indices)
  func theSchemaRefusesWhatTheReaderRefuses(index: Int) throws {
    let mistake = PriceBookDecodingTests.mistakes[index]
    let text = PriceBookDecodingTests.fullModel
      .replacing(mistake.old, with: mistake.new, maxReplacements: 1)
    let isBeyond = Self.beyondSchema.contains { mistake.message.contains($0) }
    #expect(try SchemaValidator.findings(Self.book(text)).isEmpty == isBeyond, "\(mistake.message)")
  }

  private static func book(_ model: String) -> String {
    #"{ "name": "b", "released": "2026-01-03", "models": [\#(model)] }"#
  }
}

/// Python's jsonschema, where it is installed.
private enum SchemaValidator {
  static let isAvailable = (try? run("import jsonschema", [])) == ""

  static func findings(_ document: String) throws -> String {
    try run(
      """
      import json, sys, jsonschema
      schema, document = json.loads(sys.argv[1]), json.loads(sys.argv[2])
      jsonschema.Draft202012Validator.check_schema(schema)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
          print(error.json_path, error.message)
      """, [BookSchema.json, document])
  }

  private static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
