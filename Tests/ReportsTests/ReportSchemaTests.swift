import Foundation
import Reports
import Testing

struct ReportSchemaTests {
  static let documents: [(name: String, schema: String, document: String)] = [
    ("estimate", ReportSchema.estimate, JSONReport.text(Sample.forecast)),
    ("compare", ReportSchema.compare, JSONComparison.text(Sample.comparison)),
    (
      "sensitivity", ReportSchema.sensitivity,
      JSONSensitivity.text(SensitivityReportTests.sample(".x"))
    ),
    ("gate", ReportSchema.gate, JSONGateCheck.text(GateFormatTests.all)),
    ("charge", ReportSchema.charge, JSONLogCharges.text(LogChargesTests.sample())),
  ]

  @Test(.enabled(if: JSONSchemaValidator.isAvailable), arguments: documents.indices)
  func `every document satisfies its schema`(index: Int) throws {
    let (_, schema, document) = Self.documents[index]
    #expect(try JSONSchemaValidator.findings(document, schema: schema) == "")
  }

  @Test(.enabled(if: JSONSchemaValidator.isAvailable), arguments: documents.indices)
  func `a member that the schema does not know is an error`(index: Int) throws {
    let (_, schema, document) = Self.documents[index]
    let extended = "{ \"surprise\": 1," + document.dropFirst()
    #expect(try JSONSchemaValidator.findings(extended, schema: schema).contains("surprise"))
  }
}

/// Python's jsonschema, where it is installed.
enum JSONSchemaValidator {
  static let isAvailable = (try? run("import jsonschema", [])) == ""

  /// What the validator says; empty for a valid document.
  static func findings(_ document: String, schema: String) throws -> String {
    try run(
      """
      import json, sys, jsonschema
      schema, document = json.loads(sys.argv[1]), json.loads(sys.argv[2])
      jsonschema.Draft202012Validator.check_schema(schema)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
          print(error.json_path, error.message)
      """, [schema, document])
  }

  private static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
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
