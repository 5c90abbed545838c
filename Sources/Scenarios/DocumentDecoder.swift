import JSONDocuments
import Pricing

/// Reads documents beside scenarios with the same machinery.
package enum DocumentDecoder {
  /// Reads one document and collects every finding about it.
  ///
  /// - Returns: The value, or `nil` when a finding is an error; all findings in the order of the
  ///   text.
  package static func decode<Value>(
    text: [UInt8], as kind: DocumentKind, codec: Codec<Value>
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    let parsed = JSONParser.parse(text, as: kind)
    guard let root = parsed.root else { return (nil, parsed.diagnostics) }
    let decoding = Decoding(
      root: root, book: .builtin, fileReader: { _ in nil }, hint: { _ in "" })
    let value = codec.decode(root, Place.root, decoding)
    return outcome(value, parsed.diagnostics + decoding.findings.all)
  }

  static func outcome<Value>(
    _ value: Value?, _ all: [Diagnostic]
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    let findings = sorted(all)
    let isValid = !findings.contains { $0.severity == .error }
    return (isValid ? value : nil, findings)
  }

  /// Findings in the order of the text.
  package static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.enumerated().sorted { first, second in
      let (one, other) = (first.element.location, second.element.location)
      return (one.line, one.column, first.offset) < (other.line, other.column, second.offset)
    }.map(\.element)
  }
}
