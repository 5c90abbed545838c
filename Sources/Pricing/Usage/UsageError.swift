/// Why counts are no usage.
package enum UsageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A count that is negative, or beyond anything a provider reports.
  case noCount(field: String, value: String)
  /// Tokens that are not conserved.
  case partExceedsWhole(part: String, count: Int, whole: String, of: Int)

  package var description: String {
    switch self {
    case .noCount(let field, let value):
      "found \(value) in `\(field)`; allowed is a number from 0 to 10^15."
    case .partExceedsWhole(let part, let count, let whole, let total):
      "`\(part)` are \(count) tokens, more than the \(total) of `\(whole)` they are part of;"
        + " correct the record, or say whether the count of \(whole == "outputTokens" ? "output" : "input")"
        + " tokens includes them."
    }
  }
}
