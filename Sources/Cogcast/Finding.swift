import Reports
import Scenarios

/// One remark about a scenario file: where, what was found, what is allowed, what to do.
public struct Finding: Sendable, Equatable {
  /// An error makes the scenario unusable; a warning does not.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// Whether the scenario can still be used.
  public let severity: Severity
  /// 1-based.
  public let line: Int
  /// 1-based, in Unicode scalars.
  public let column: Int
  /// JSON pointer (RFC 6901); empty for the document itself.
  public let pointer: String
  /// One or two sentences.
  public let message: String

  /// Findings as people read them: `file:line:column pointer`, then the indented message.
  public static func text(_ findings: [Finding], file: String, colour: Bool = false) -> String {
    ValidationReport.text(
      findings.map(\.diagnostic), file: file, style: colour ? .terminal : .plain)
  }

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity == .error ? .error : .warning
    line = diagnostic.location.line
    column = diagnostic.location.column
    pointer = diagnostic.location.pointer
    message = diagnostic.message
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      severity: severity == .error ? .error : .warning,
      location: SourceLocation(line: line, column: column, pointer: pointer), message: message)
  }
}
