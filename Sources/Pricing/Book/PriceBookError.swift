import JSONDocuments

/// Why a text is not a price book: every finding, in the order of the text.
package struct PriceBookError: Error, Equatable, Sendable, CustomStringConvertible {
  package let findings: [Diagnostic]

  package init(findings: [Diagnostic]) {
    self.findings = findings.enumerated().sorted { first, second in
      let (one, other) = (first.element.location, second.element.location)
      return (one.line, one.column, first.offset) < (other.line, other.column, second.offset)
    }.map(\.element)
  }

  /// One finding a line, with its line and column in the text.
  package var description: String {
    findings.map {
      "\($0.location.line):\($0.location.column) \($0.location.pointer)\n  \($0.message)"
    }.joined(separator: "\n")
  }
}
