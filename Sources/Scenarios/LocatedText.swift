import JSONDocuments

// Words of the layer below that every reader of a scenario needs.
package typealias Diagnostic = JSONDocuments.Diagnostic
package typealias SourceLocation = JSONDocuments.SourceLocation
package typealias Spelling = JSONDocuments.Spelling
package typealias Wording = JSONDocuments.Wording
typealias DiagnosticList = JSONDocuments.DiagnosticList
package typealias JSONNode = JSONDocuments.JSONNode
typealias JSONParser = JSONDocuments.JSONParser
package typealias JSONPointer = JSONDocuments.JSONPointer
package typealias JSONText = JSONDocuments.JSONText
package typealias JSONStep = JSONDocuments.JSONStep
package typealias JSONRewriter = JSONDocuments.JSONRewriter
package typealias TextPosition = JSONDocuments.TextPosition

extension DocumentKind {
  package static let scenario = DocumentKind(
    emptyFileAdvice: "a scenario is a JSON object. `cogcast init NAME` writes one.",
    depthAdvice: "a scenario needs nine.",
    largeFileAdvice:
      " Keep long tables in files of their own and name them with `profile`.")
}
