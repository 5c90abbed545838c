import JSONDocuments

/// Reads the fields of a node that has passed the checker: what is there has the right type.
struct BookReader {
  let node: JSONNode

  init(_ node: JSONNode) {
    self.node = node
  }

  func has(_ name: String) -> Bool { node.member(name) != nil }

  func number(_ name: String) -> Double? {
    guard case .number(let value) = node.member(name)?.value.value else { return nil }
    return value
  }

  func integer(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0) } }

  func text(_ name: String) -> String? {
    guard case .string(let value) = node.member(name)?.value.value else { return nil }
    return value
  }

  func flag(_ name: String) -> Bool? {
    guard case .bool(let value) = node.member(name)?.value.value else { return nil }
    return value
  }

  func day(_ name: String) -> CalendarDate? { text(name).flatMap { CalendarDate($0) } }

  func object(_ name: String) -> BookReader? { node.member(name).map { BookReader($0.value) } }

  func nodes(_ name: String) -> [JSONNode] {
    guard case .array(let nodes) = node.member(name)?.value.value else { return [] }
    return nodes
  }

  /// - Precondition: The checker requires the field.
  func requiredNumber(_ name: String) -> Double { unwrapped(number(name), name) }
  func requiredInteger(_ name: String) -> Int { unwrapped(integer(name), name) }
  func requiredText(_ name: String) -> String { unwrapped(text(name), name) }
  func requiredDay(_ name: String) -> CalendarDate { unwrapped(day(name), name) }
  func requiredObject(_ name: String) -> BookReader { unwrapped(object(name), name) }

  private func unwrapped<Value>(_ value: Value?, _ name: String) -> Value {
    guard let value else { preconditionFailure("the checker let a missing `\(name)` pass") }
    return value
  }
}
