/// Findings in the order they were made, at most a thousand: a file of ten million commas must
/// not print ten million lines.
struct DiagnosticList {
  static let limit = 1000

  private(set) var all: [Diagnostic] = []
  private(set) var hasErrors = false

  var isFull: Bool { all.count >= Self.limit }

  mutating func add(_ diagnostic: Diagnostic) {
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
