/// Findings in the order they were made, at most a thousand: a file of ten million commas must
/// not print ten million lines.
package struct DiagnosticList {
  package static let limit = 1000

  package private(set) var all: [Diagnostic] = []
  package private(set) var hasErrors = false

  package init() {}

  package var isFull: Bool { all.count >= Self.limit }

  package mutating func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { hasErrors = true }
    guard !isFull else { return }
    all.append(diagnostic)
    if isFull {
      all.append(
        Diagnostic(
          severity: .error, location: diagnostic.location,
          message: "this is finding \(Self.limit); the rest is not listed. Mend these first."))
    }
  }
}
