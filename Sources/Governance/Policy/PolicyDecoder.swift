import JSONDocuments
import Pricing
import Scenarios

/// Reads policy files.
package enum PolicyDecoder {
  /// Reads one policy and collects every finding about it.
  ///
  /// - Parameter text: The file's bytes; any bytes at all.
  /// - Returns: The policy, or `nil` when a finding is an error; all findings in the order of the
  ///   text.
  package static func decode(text: [UInt8]) -> (policy: Policy?, diagnostics: [Diagnostic]) {
    let decoded = DocumentDecoder.decode(
      text: text, as: .policy,
      codec: .object(PolicyLanguage.shape, build: PolicyLanguage.build))
    return (decoded.value, decoded.diagnostics)
  }
}

/// The JSON Schema of policy files, for editors and other tools.
package enum PolicySchema {
  /// JSON Schema 2020-12, made from the descriptions that drive the decoder; ends with a newline.
  package static let json = PolicyLanguage.shape.schemaDocument(title: "cogcast policy")
}

extension DocumentKind {
  fileprivate static let policy = DocumentKind(
    emptyFileAdvice: "a policy is a JSON object, e.g. { \"maxTokens\": {} }.",
    depthAdvice: "a policy needs four.")
}
