import Scenarios

/// Reads an expression from left to right and remembers where it is.
package struct ExpressionScanner {
  package let expression: String
  private let scalars: [Unicode.Scalar]
  private var position = 0

  package init(_ expression: String) {
    self.expression = expression
    scalars = Array(expression.unicodeScalars)
  }

  /// Place of the next scalar: 1-based.
  package var column: Int { position + 1 }

  package var isAtEnd: Bool { position == scalars.count }

  package var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  /// The next scalar for a message: in backquotes, or "the end".
  package var found: String { next.map { Wording.code(String($0)) } ?? "the end" }

  package mutating func skipSpaces() {
    while let scalar = next, scalar.properties.isWhitespace { position += 1 }
  }

  /// Steps over `scalar` and spaces before it; false when something else comes next.
  package mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard next == scalar else { return false }
    position += 1
    return true
  }

  /// The longest run of letters, digits and the given marks, perhaps empty, after spaces.
  package mutating func word(marks: String) -> String {
    skipSpaces()
    return run { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || marks.unicodeScalars.contains(scalar)
    }
  }

  /// Everything up to one of the given marks or the end.
  package mutating func text(before marks: String) -> String {
    run { !marks.unicodeScalars.contains($0) }
  }

  /// The longest run of the given marks, perhaps empty.
  package mutating func text(of marks: String) -> String {
    run { marks.unicodeScalars.contains($0) }
  }

  private mutating func run(while belongs: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = next, belongs(scalar) {
      text.append(scalar)
      position += 1
    }
    return String(text)
  }

  /// A decimal number: sign, digits, point, exponent; then perhaps a percent sign.
  ///
  /// - Throws: An error at its first character when it is none or is not finite, and at a digit
  ///   separator or a currency sign.
  package mutating func number(example: String) throws(ExpressionError) -> TypedNumber {
    skipSpaces()
    let start = column
    let before = self
    let text = run { "+-.0123456789eE".unicodeScalars.contains($0) }
    if let scalar = next, "_,".unicodeScalars.contains(scalar), !text.isEmpty {
      throw error(
        "found `\(scalar)` in a number; write digits without separators, e.g. \(example).")
    }
    guard let number = Double(text), number.isFinite else {
      self = before
      let what = text.isEmpty ? found : Wording.code(text)
      let advice = next == "$" ? "a finite number without a currency sign" : "a finite number"
      throw error("found \(what), expected \(advice), e.g. \(example).", at: start)
    }
    return TypedNumber(typed: number, isPercent: take("%"), column: start)
  }

  package func error(_ message: String, at column: Int? = nil) -> ExpressionError {
    ExpressionError(expression: expression, column: column ?? self.column, message: message)
  }
}

/// A number as people type it: `0.15` or `15%`.
package struct TypedNumber: Sendable, Equatable {
  package let typed: Double
  package let isPercent: Bool
  /// Where it begins: 1-based.
  package let column: Int

  /// A percentage as a fraction of one.
  package var value: Double { isPercent ? typed / 100 : typed }
}
