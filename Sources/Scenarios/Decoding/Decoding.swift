import Pricing

/// What one decoding has found so far.
///
/// A class because every codec adds to it; it lives on one thread for one file.
package final class Decoding {
  /// The book that scenarios know by its name.
  let book: PriceBook
  /// Reads a file named by the scenario, relative to it; `nil` when there is none.
  let fileReader: (String) -> [UInt8]?
  /// Names that other parts of the file refer to, read before any of them is decoded.
  let names: DeclaredNames

  /// What a scenario with errors comes to.
  var draft: DraftScenario?
  private(set) var findings = DiagnosticList()
  private(set) var inputs: [ScenarioInput] = []
  private var usedWorkflows: Set<Int> = []
  private var closingChecks: [([Assumption], Decoding) -> Void] = []
  let draws: DrawTable
  let models: ModelTable
  /// Where a misplaced field belongs, or nothing: ` It belongs to a call.`
  let hint: (String) -> String
  /// False where a value is tried in its place: what may be decided there has been read before.
  let readsDecisions: Bool

  init(
    root: JSONNode, book: PriceBook, fileReader: @escaping (String) -> [UInt8]?,
    readsDecisions: Bool = true, hint: @escaping (String) -> String = LanguageIndex.hint
  ) {
    self.hint = hint
    self.readsDecisions = readsDecisions
    self.book = book
    self.fileReader = fileReader
    self.names = DeclaredNames(root: root)
    self.draws = DrawTable(named: names.assumptions)
    self.models = ModelTable(book: book)
  }

  func record(_ input: ScenarioInput) {
    inputs.append(input)
  }

  func markWorkflowUsed(_ index: Int) {
    usedWorkflows.insert(index)
  }

  func isWorkflowUsed(_ index: Int) -> Bool { usedWorkflows.contains(index) }

  /// Adds a check that needs the laws of all assumptions.
  func atEnd(_ check: @escaping ([Assumption], Decoding) -> Void) {
    closingChecks.append(check)
  }

  func runClosingChecks(_ assumptions: [Assumption]) {
    for check in closingChecks { check(assumptions, self) }
    closingChecks = []
  }

  package func error(_ position: TextPosition, _ place: Place, _ message: String) {
    add(.error, position, place, message)
  }

  package func error(_ node: JSONNode, _ place: Place, _ message: String) {
    add(.error, node.position, place, message)
  }

  func warning(_ position: TextPosition, _ place: Place, _ message: String) {
    add(.warning, position, place, message)
  }

  package func location(_ position: TextPosition, _ place: Place) -> SourceLocation {
    SourceLocation(line: position.line, column: position.column, pointer: place.pointer)
  }

  /// Reports a value of another type than the field takes.
  package func wrongType(_ node: JSONNode, _ place: Place, allowed: String) {
    if case .invalid = node.value { return }
    error(node, place, "found \(node.words); allowed is \(allowed).")
  }

  /// Reads a plain number.
  func number(_ node: JSONNode, _ place: Place, in range: InputRange) -> Double? {
    guard case .number(let value) = node.value else {
      wrongType(node, place, allowed: range.words)
      return nil
    }
    guard range.contains(value) else {
      error(node, place, "found \(Wording.number(value)); allowed is \(range.words).")
      return nil
    }
    return value
  }

  private func add(
    _ severity: Diagnostic.Severity, _ position: TextPosition, _ place: Place, _ message: String
  ) {
    findings.add(
      Diagnostic(severity: severity, location: location(position, place), message: message))
  }
}

/// Names that a scenario declares, with their nodes, in the order of the file.
struct DeclaredNames {
  struct Entry {
    let name: String
    let position: TextPosition
    let node: JSONNode
  }

  let workflows: [Entry]
  let strategies: [Entry]
  let assumptions: [Entry]
  let models: [Entry]
  let hasRouting: Bool

  init(root: JSONNode) {
    func entries(_ node: JSONNode?) -> [Entry] {
      guard case .object(let members) = node?.value else { return [] }
      return members.filter { !ObjectShape.annotations.contains($0.key) }
        .map { Entry(name: $0.key, position: $0.position, node: $0.value) }
    }
    let routing = root.member("routing")?.value
    self.workflows = entries(root.member("workflows")?.value)
    self.strategies = entries(routing?.member("strategies")?.value)
    self.assumptions = entries(root.member("assumptions")?.value)
    self.models = entries(root.member("models")?.value)
    self.hasRouting = routing != nil
  }
}
