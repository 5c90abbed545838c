import Governance

/// Checks of gates as SARIF: a result for each rule that does not hold.
///
/// - Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0" (2020).
package enum SARIFReport {
  package static func text(_ summary: GateSummary) -> String {
    let names =
      [GateFinding.brokenRule] + RuleName.allCases.map(\.rawValue)
    let results = summary.findings.map { result($0, rules: names) }
    let document: JSONValue = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "cogcast", "semanticVersion": .string(summary.version),
              "rules": .array(names.map(rule)),
            ]
          ],
          "columnKind": "unicodeCodePoints", "results": .array(results),
        ]
      ],
    ]
    return document.text
  }

  private static func rule(_ name: String) -> JSONValue {
    let summary = RuleName(rawValue: name)?.summary ?? GateFinding.brokenSummary
    return ["id": .string(name), "shortDescription": ["text": .string(summary)]]
  }

  private static func result(_ finding: GateFinding, rules: [String]) -> JSONValue {
    .object([
      ("ruleId", .string(finding.rule)),
      ("ruleIndex", rules.firstIndex(of: finding.rule).map(JSONValue.integer)),
      ("level", finding.verdict == .warn ? "warning" : "error"),
      (
        "message",
        ["text": .string("\(finding.title.printable): \(finding.message.printable)")]
      ),
      (
        "locations",
        [
          [
            "physicalLocation": [
              "artifactLocation": ["uri": .string(uri(finding.file))],
              "region": [
                "startLine": .integer(finding.line), "startColumn": .integer(finding.column),
              ],
            ]
          ]
        ]
      ),
      ("partialFingerprints", ["cogcast/v1": .string(finding.fingerprint)]),
    ])
  }

  /// A file's path as a URI reference: relative to the repository, as it was named.
  ///
  /// - Source: RFC 3986, section 3.3: unreserved characters, sub-delimiters, `@` and `/` stand for
  ///   themselves; `:` in the first segment would read as a scheme.
  static func uri(_ path: String) -> String {
    let plain = Set(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@".utf8)
    let relative = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    let encoded = relative.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return (path.hasPrefix("/") ? "file://" : "") + encoded.joined()
  }
}
