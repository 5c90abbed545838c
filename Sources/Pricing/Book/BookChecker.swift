import JSONDocuments

/// Holds a JSON value against the language of price books and collects every finding.
struct BookChecker {
  private(set) var findings = DiagnosticList()

  mutating func error(_ position: TextPosition, _ pointer: String, _ message: String) {
    findings.add(
      Diagnostic(
        severity: .error,
        location: SourceLocation(line: position.line, column: position.column, pointer: pointer),
        message: message))
  }

  mutating func check(_ node: JSONNode, as kind: BookField.Kind, at pointer: String) {
    let found = node.words
    func number() -> Double? {
      guard case .number(let value) = node.value else { return nil }
      return value
    }
    func text() -> String? {
      guard case .string(let value) = node.value else { return nil }
      return value
    }
    func mistake(_ allowed: String) -> String { "found \(found); allowed is \(allowed)." }
    switch kind {
    case .text:
      let isFine = text().map {
        (1...500).contains($0.unicodeScalars.count)
          && !$0.unicodeScalars.contains(where: Wording.isControl)
      }
      if isFine != true {
        error(node.position, pointer, mistake("a text of one line, 1 to 500 characters"))
      }
    case .word(let words):
      if text().map(words.contains) != true {
        error(
          node.position, pointer, mistake(Wording.alternatives(words.map { Wording.quoted($0) })))
      }
    case .day:
      if text().flatMap({ CalendarDate($0) }) == nil {
        error(node.position, pointer, mistake("a day that exists, as \"YYYY-MM-DD\""))
      }
    case .timeOfDay:
      if text().flatMap(minuteOfDay) == nil {
        error(node.position, pointer, mistake("a time as \"hh:mm\", \"00:00\" to \"23:59\""))
      }
    case .flag:
      guard case .bool = node.value else {
        return error(node.position, pointer, mistake("true or false"))
      }
    case .integer(let range):
      if number().flatMap({ Int(exactly: $0) }).map(range.contains) != true {
        error(
          node.position, pointer,
          mistake("a whole number from \(range.lowerBound) to \(range.upperBound)"))
      }
    case .number(let range):
      if number().map(range.contains) != true {
        error(node.position, pointer, mistake(range.words))
      }
    case .list(let element, let count): checkList(node, of: element, count, at: pointer)
    case .names(let value): checkNames(node, of: value, at: pointer)
    case .object(let shape): checkObject(node, as: shape, at: pointer)
    }
  }

  private mutating func checkList(
    _ node: JSONNode, of element: BookField.Kind, _ count: ClosedRange<Int>, at pointer: String
  ) {
    guard case .array(let nodes) = node.value else {
      return error(node.position, pointer, "found \(node.words); allowed is a list in [ ].")
    }
    if !count.contains(nodes.count) {
      error(
        node.position, pointer,
        "this list has \(nodes.count) entries; allowed are \(count.lowerBound) to"
          + " \(count.upperBound).")
    }
    for (index, node) in nodes.enumerated() {
      check(node, as: element, at: JSONPointer.appending(String(index), to: pointer))
    }
  }

  private mutating func checkNames(
    _ node: JSONNode, of value: BookField.Kind, at pointer: String
  ) {
    guard case .object(let members) = node.value else {
      return error(node.position, pointer, "found \(node.words); allowed is an object in { }.")
    }
    for member in members {
      check(member.value, as: value, at: JSONPointer.appending(member.key, to: pointer))
    }
  }

  private mutating func checkObject(
    _ node: JSONNode, as shape: BookShape, at pointer: String
  ) {
    guard case .object(let members) = node.value else {
      return error(
        node.position, pointer, "found \(node.words); allowed is \(shape.noun), an object in { }.")
    }
    for member in members {
      let own = JSONPointer.appending(member.key, to: pointer)
      guard let field = shape.field(member.key) else {
        let names = shape.fields.map(\.name)
        error(
          member.position, own,
          "unknown field \(Wording.code(member.key)) in \(shape.noun)."
            + Spelling.suggestion(for: member.key, among: names)
            + " Allowed are \(Wording.list(names.map(Wording.code))).")
        continue
      }
      check(member.value, as: field.kind, at: own)
    }
    for field in shape.fields where field.isRequired && node.member(field.name) == nil {
      error(
        node.position, pointer,
        "\(Wording.code(field.name)) is missing from \(shape.noun); add it:"
          + " \(field.summary.prefix(1).lowercased() + field.summary.dropFirst())")
    }
    let chosen = shape.choices.filter { node.member($0) != nil }
    if !shape.choices.isEmpty && chosen.count != 1 {
      error(
        node.position, pointer,
        "found \(chosen.isEmpty ? "none" : Wording.list(chosen.map(Wording.code))) where exactly"
          + " one of \(Wording.list(shape.choices.map(Wording.code))) is expected.")
    }
  }
}

/// Minutes from midnight of `hh:mm`; `nil` for any other text.
func minuteOfDay(_ text: String) -> Int? {
  let digits = Array(text.utf8)
  guard digits.count == 5, digits[2] == UInt8(ascii: ":"),
    [0, 1, 3, 4].allSatisfy({ (48...57).contains(digits[$0]) })
  else { return nil }
  let hour = Int(digits[0] - 48) * 10 + Int(digits[1] - 48)
  let minute = Int(digits[3] - 48) * 10 + Int(digits[4] - 48)
  return hour < 24 && minute < 60 ? hour * 60 + minute : nil
}
