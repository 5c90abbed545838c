/// A place in a scenario text.
package struct SourceLocation: Sendable, Equatable {
  /// 1-based.
  package let line: Int
  /// 1-based, in Unicode scalars.
  package let column: Int
  /// JSON pointer (RFC 6901); empty for the document itself.
  package let pointer: String

  package init(line: Int, column: Int, pointer: String) {
    self.line = line
    self.column = column
    self.pointer = pointer
  }
}

/// One finding about a scenario: where, what was found, what is allowed, what to do.
package struct Diagnostic: Error, Sendable, Equatable {
  package enum Severity: String, Sendable {
    case error, warning
  }

  package let severity: Severity
  package let location: SourceLocation
  /// What was found and what is allowed, in one or two sentences that end with what to do.
  package let message: String

  package init(severity: Severity, location: SourceLocation, message: String) {
    self.severity = severity
    self.location = location
    self.message = message
  }
}
