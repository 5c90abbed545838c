/// A finding inside an expression that people type, e.g. `p95(cost.month) <= 5000`.
package struct ExpressionError: Error, Sendable, Equatable, CustomStringConvertible {
  package let expression: String
  /// Place inside the expression: 1-based, in Unicode scalars.
  package let column: Int
  /// What was found, what is allowed and what to write instead.
  package let message: String
  /// True where the expression is sound but selects other features by their attribution.
  package let isAboutAnotherFeature: Bool

  package init(
    expression: String, column: Int, message: String, isAboutAnotherFeature: Bool = false
  ) {
    self.expression = expression
    self.column = column
    self.message = message
    self.isAboutAnotherFeature = isAboutAnotherFeature
  }

  package var description: String { "\(expression):\(column): \(message)" }
}
