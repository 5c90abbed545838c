/// Why a text is not a price book.
package struct PriceBookError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The field, from the top (`models.3.rates.input`), or empty for the text as a whole.
  package let path: String
  /// One sentence: what was found and what is allowed.
  package let message: String

  package init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  package var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
