import Foundation
import Reports
import Testing

/// SARIF held against the schema that OASIS publishes, by an independent validator.
struct SARIFSchemaTests {
  /// The definitions of the objects that are written, with every `required`, `enum`, `pattern`,
  /// `minimum`, `uniqueItems`, `format` and `anyOf` that the published schema puts on their members.
  /// Members that are never written are left out; since objects are closed, one that is written
  /// without being listed here is an error.
  ///
  /// - Source: OASIS, sarif-schema-2.1.0.json (Committee Specification 2.1.0, JSON Schema draft-07),
  ///   `#` and the definitions `run`, `tool`, `toolComponent`, `reportingDescriptor`,
  ///   `multiformatMessageString`, `result`, `message`, `location`, `physicalLocation`,
  ///   `artifactLocation` and `region`.
  static let schema = #"""
    { "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object", "additionalProperties": false, "required": ["version", "runs"],
      "properties": {
        "$schema": { "type": "string", "format": "uri" },
        "version": { "enum": ["2.1.0"] },
        "runs": { "type": "array", "minItems": 0, "items": { "$ref": "#/$defs/run" } } },
      "$defs": {
        "run": { "type": "object", "additionalProperties": false, "required": ["tool"],
          "properties": {
            "tool": { "$ref": "#/$defs/tool" },
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
            "results": { "type": "array", "minItems": 0,
              "items": { "$ref": "#/$defs/result" } } } },
        "tool": { "type": "object", "additionalProperties": false, "required": ["driver"],
          "properties": { "driver": { "$ref": "#/$defs/toolComponent" } } },
        "toolComponent": { "type": "object", "additionalProperties": false, "required": ["name"],
          "properties": {
            "name": { "type": "string" },
            "semanticVersion": { "type": "string" },
            "rules": { "type": "array", "minItems": 0, "uniqueItems": true,
              "items": { "$ref": "#/$defs/reportingDescriptor" } } } },
        "reportingDescriptor": { "type": "object", "additionalProperties": false,
          "required": ["id"],
          "properties": {
            "id": { "type": "string" },
            "shortDescription": { "$ref": "#/$defs/multiformatMessageString" } } },
        "multiformatMessageString": { "type": "object", "additionalProperties": false,
          "required": ["text"], "properties": { "text": { "type": "string" } } },
        "result": { "type": "object", "additionalProperties": false, "required": ["message"],
          "properties": {
            "ruleId": { "type": "string" },
            "ruleIndex": { "type": "integer", "minimum": -1 },
            "level": { "enum": ["none", "note", "warning", "error"] },
            "message": { "$ref": "#/$defs/message" },
            "locations": { "type": "array", "minItems": 0,
              "items": { "$ref": "#/$defs/location" } },
            "partialFingerprints": { "type": "object",
              "additionalProperties": { "type": "string" } } } },
        "message": { "type": "object", "additionalProperties": false,
          "properties": { "text": { "type": "string" } },
          "anyOf": [{ "required": ["text"] }, { "required": ["id"] }] },
        "location": { "type": "object", "additionalProperties": false,
          "properties": { "physicalLocation": { "$ref": "#/$defs/physicalLocation" } } },
        "physicalLocation": { "type": "object", "additionalProperties": false,
          "properties": {
            "artifactLocation": { "$ref": "#/$defs/artifactLocation" },
            "region": { "$ref": "#/$defs/region" } },
          "anyOf": [{ "required": ["address"] }, { "required": ["artifactLocation"] }] },
        "artifactLocation": { "type": "object", "additionalProperties": false,
          "properties": { "uri": { "type": "string", "format": "uri-reference" } } },
        "region": { "type": "object", "additionalProperties": false,
          "properties": {
            "startLine": { "type": "integer", "minimum": 1 },
            "startColumn": { "type": "integer", "minimum": 1 } } } } }
    """#

  @Test(.enabled(if: JSONSchemaValidator.isAvailable))
  func `a report satisfies the published schema`() throws {
    for summary in [GateFormatTests.all, Sample.summary([])] {
      let findings = try JSONSchemaValidator.findings(
        SARIFReport.text(summary), schema: Self.schema)
      #expect(findings == "")
    }
  }

  /// Each change breaks one rule of the schema: a test that cannot fail says nothing.
  @Test(
    .enabled(if: JSONSchemaValidator.isAvailable),
    arguments: [
      ("\"version\": \"2.1.0\", ", ""), ("\"2.1.0\"", "\"2.0.0\""),
      ("\"name\": \"cogcast\", ", ""), ("\"level\": \"error\"", "\"level\": \"fatal\""),
      ("\"unicodeCodePoints\"", "\"bytes\""), ("\"startLine\": 7", "\"startLine\": 0"),
      ("\"artifactLocation\": {", "\"artifact\": {"), ("\"message\": {", "\"messages\": {"),
      ("\"id\": \"gate\"", "\"name\": \"gate\""), ("\"ruleIndex\": 1", "\"ruleIndex\": -2"),
      ("\"shortDescription\": { \"text\"", "\"shortDescription\": { \"words\""),
    ])
  func `a report that breaks a rule of it is found out`(part: String, broken: String) throws {
    let text = SARIFReport.text(GateFormatTests.all)
    // However it is laid out.
    let compact = text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
      .replacing("{ ", with: "{").replacing("{", with: "{ ")
    let changed = compact.replacing(part, with: broken, maxReplacements: 1)
    try #require(changed != compact, "\(part) is not written")
    #expect(try JSONSchemaValidator.findings(changed, schema: Self.schema) != "")
  }

  /// What the schema leaves to the text of the standard.
  @Test func `versions, rules and places are as the text of the standard asks`() throws {
    let text = SARIFReport.text(GateFormatTests.all)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    // `$schema`: that of the very version.
    #expect((document["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    let run = try #require((document["runs"] as? [[String: Any]])?.first)
    let tool = try #require(run["tool"] as? [String: Any])
    let driver = try #require(tool["driver"] as? [String: Any])
    // `semanticVersion`: Semantic Versioning 2.0.
    let version = try #require(driver["semanticVersion"] as? String)
    #expect(version.wholeMatch(of: /\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?/) != nil)
    // `ruleIndex`: the rule there has the identifier of the result.
    let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    for result in try #require(run["results"] as? [[String: Any]]) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index] == result["ruleId"] as? String)
    }
  }
}
