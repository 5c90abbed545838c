/// What messages say about a document whose text is no use at all.
package struct DocumentKind: Sendable {
  /// Follows "the file is empty; ".
  let emptyFileAdvice: String
  /// Follows "nested more than 128 levels deep; ".
  let depthAdvice: String
  /// Follows the size of a file that is too large, with a space before it; may be empty.
  let largeFileAdvice: String

  package init(emptyFileAdvice: String, depthAdvice: String, largeFileAdvice: String = "") {
    self.emptyFileAdvice = emptyFileAdvice
    self.depthAdvice = depthAdvice
    self.largeFileAdvice = largeFileAdvice
  }
}
