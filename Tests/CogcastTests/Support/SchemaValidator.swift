import Foundation

/// Python's jsonschema, where it is installed.
enum SchemaValidator {
  static let isAvailable = (try? run("import jsonschema", []))?.status == 0

  /// What the validator says of a file; empty for a valid document.
  static func findings(of document: URL, schema: URL) throws -> String {
    let run = try run(
      """
      import json, sys, jsonschema
      def members(pairs):
          keys = [key for key, _ in pairs]
          for key in sorted(set(keys)):
              if keys.count(key) > 1: print(key, "stands there twice")
          return dict(pairs)
      schema, document = (json.load(open(path), object_pairs_hook=members) for path in sys.argv[1:])
      jsonschema.Draft202012Validator.check_schema(schema)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
          print(error.json_path, error.message)
      """, [schema.path, document.path])
    return run.status == 0 ? run.output : run.error
  }

  private static func run(_ script: String, _ arguments: [String]) throws -> CommandRun {
    try CommandRun(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", script] + arguments)
  }
}
