/// What is wrong with a field of a record: what was found, what is allowed, what to do.
package struct FieldError: Error, Equatable, Sendable {
  /// JSON pointer within the line (RFC 6901); empty for the line itself.
  package let pointer: String
  package let message: String
  /// 1-based, where the line is no JSON.
  package let column: Int?

  init(_ pointer: String, _ message: String, column: Int? = nil) {
    self.pointer = pointer
    self.message = message
    self.column = column
  }

  /// The same in a value that stands below `parent`.
  func below(_ parent: String) -> FieldError {
    FieldError(parent + pointer, message, column: column)
  }
}

/// A record that cannot be used, with its line.
package struct RecordError: Equatable, Sendable, CustomStringConvertible {
  /// 1-based.
  package let line: Int
  package let field: FieldError

  package init(line: Int, field: FieldError) {
    self.line = line
    self.field = field
  }

  /// `12:7 /usage/input_tokens`, then the indented message.
  package var description: String {
    let place = "\(line)" + (field.column.map { ":\($0)" } ?? "")
    return place + (field.pointer.isEmpty ? "" : " " + field.pointer) + "\n  " + field.message
  }
}
