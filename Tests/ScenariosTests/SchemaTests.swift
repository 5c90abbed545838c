import Foundation
import Scenarios
import Testing

@Suite struct SchemaTests {
  /// The published schema, which editors find beside the scenarios.
  private static let file = Repository.root.appending(path: "scenarios/scenario.schema.json")

  @Test func publishedSchemaIsTheGenerated() throws {
    if Repository.rewritesGoldens {
      try FileManager.default.createDirectory(
        at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(ScenarioSchema.json.utf8).write(to: Self.file)
    }
    let published = String(decoding: try Data(contentsOf: Self.file), as: UTF8.self)
    #expect(
      published == ScenarioSchema.json,
      "run the tests with COGCAST_REWRITE_GOLDENS=1 to write the schema anew")
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func schemaAcceptsEveryValidScenario() throws {
    var texts = try Repository.scenarios.map { try String(contentsOf: $0, encoding: .utf8) }
    texts += ValidInputs.all
    for (text, accepted) in zip(texts, try SchemaValidator.accepts(texts)) {
      #expect(accepted, "the schema refuses \(text.prefix(2000))")
    }
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func schemaRefusesWhatTheDecoderRefuses() throws {
    let texts = BadInputTests.all.map(\.text) + RuleTests.errors.map(\.text)
    for (text, accepted) in zip(texts, try SchemaValidator.accepts(texts)) {
      let message = Fixture.errors(text).first?.message ?? ""
      let reason = beyondSchema.first { message.contains($0.words) }?.reason
      #expect(
        accepted == (reason != nil),
        "\(message) – the schema \(accepted ? "accepts" : "refuses") it, \(reason ?? "listed nowhere")"
      )
    }
  }

  /// Findings that JSON Schema cannot make, by words of their messages, with the reason.
  private let beyondSchema: [(words: String, reason: String)] = [
    ("is below p", "compares two values"),
    ("lies before the first", "compares two values"),
    ("goes by the calendar", "looks for another block"),
    ("every hour is 0", "adds numbers"),
    ("no peak to stretch", "compares two fields"),
    ("no stretching of this", "looks up a table"),
    ("equals p", "compares two values"),
    ("is not above", "compares two values"),
    ("one percentile says no width", "counts keys of one kind among others"),
    ("can be computed", "multiplies the tails of laws"),
    ("n is 6.5", "whole numbers are told by the law"),
    ("this law reaches", "the range of a law belongs to the input around it"),
    ("infinite", "the mean of a law is a calculation"),
    ("values and", "compares the lengths of two lists"),
    ("is no day", "knows the calendar"),
    ("paid in no week", "compares two values"),
    ("the shares of these tiers", "adds numbers"),
    ("these outcomes", "adds numbers"),
    ("the shares of these kinds", "adds numbers"),
    ("the shares of the `kinds`", "adds numbers"),
    ("both stages are", "compares two elements"),
    ("the fallback is", "compares two values"),
    ("list price of", "knows what is listed of a kind"),
    ("in which region", "looks a place up elsewhere"),
    ("begins and ends at", "compares two values"),
    ("`pricePerUnitHour` is missing", "reads the price book"),
    ("is below `minimumReplicas`", "compares two values"),
    ("a flat profile has no peak", "compares two values"),
    ("there is no capacity", "looks a name up elsewhere"),
    ("which gets no standard request", "looks a name up elsewhere"),
    ("both serve", "looks names up elsewhere"),
    ("uses no model", "looks a name up elsewhere"),
    ("is billed by", "reads the price book"),
    ("this is week", "compares two values"),
    ("has no `start`", "looks for a field elsewhere"),
    ("no strategy has", "looks strategies up elsewhere"),
    ("both models are", "compares two values"),
    ("no batch price is listed", "reads the price book"),
    ("`summarise` replaces a full history", "compares two fields"),
    ("the share of this point", "compares two elements"),
    ("`share` is missing", "tells the last element from the others"),
    ("the last tier takes", "tells the last element from the others"),
    ("there is no model", "looks up a name elsewhere"),
    ("there is no workflow", "looks up a name elsewhere"),
    ("there is no strategy", "looks up a name elsewhere"),
    ("there is no assumption", "looks up a name elsewhere"),
    ("there is no price book", "looks up a name elsewhere"),
    ("there is no unknown input", "looks up a path elsewhere"),
    ("there is no input", "looks up a path elsewhere"),
    ("is missing; paths are relative", "reads another file"),
    ("`use` is missing", "counts the entries of another object"),
    ("only unknown inputs can be correlated", "looks up a path elsewhere"),
    ("read the same draw", "compares two values"),
    ("this pair is correlated twice", "compares two elements"),
    ("`workflows.chat.turns` is", "looks up the range of another input"),
    ("two calls of this workflow", "compares two elements"),
    ("this call has no `model`", "looks for another block"),
    ("the assumption `share` is 3", "follows a reference"),
    ("suits both", "follows two references"),
    ("found 9; allowed is a number from 0 to 1", "follows a reference to an assumption"),
  ]

  @Test(.enabled(if: SchemaValidator.isAvailable, "needs python3 with the package jsonschema"))
  func schemaAcceptsWhatOnlyWarns() throws {
    let verdicts = try SchemaValidator.accepts(RuleTests.remarks.map(\.text))
    #expect(verdicts.allSatisfy { $0 })
  }
}

/// Asks the python package `jsonschema` in one process.
enum SchemaValidator {
  private static let python: String = {
    let local = Repository.root.appending(path: ".venv/bin/python").path
    return FileManager.default.isExecutableFile(atPath: local) ? local : "python3"
  }()

  static let isAvailable = (try? run("import jsonschema", input: Data())) != nil

  private static let script = """
    import json, sys, jsonschema
    given = json.load(sys.stdin)
    jsonschema.Draft202012Validator.check_schema(given["schema"])
    validator = jsonschema.Draft202012Validator(given["schema"])
    print(json.dumps([validator.is_valid(json.loads(text)) for text in given["texts"]]))
    """

  static func accepts(_ texts: [String]) throws -> [Bool] {
    let schema = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.json.utf8))
    let input = try JSONSerialization.data(withJSONObject: ["schema": schema, "texts": texts])
    return try JSONDecoder().decode([Bool].self, from: try run(script, input: input))
  }

  private struct Failed: Error {}

  private static func run(_ script: String, input: Data) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "cogcast-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "input.json")
    try input.write(to: source)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-W", "ignore", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: source)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
    return data
  }
}

/// The files of the repository that tests read.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let rewritesGoldens =
    ProcessInfo.processInfo.environment["COGCAST_REWRITE_GOLDENS"] == "1"

  static var scenarios: [URL] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        at: root.appending(path: "scenarios"), includingPropertiesForKeys: nil
      )
      .filter { $0.pathExtension == "json" && !$0.lastPathComponent.hasSuffix(".schema.json") }
      .sorted { $0.path < $1.path }
    }
  }
}
