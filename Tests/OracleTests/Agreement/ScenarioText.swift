/// A JSON value under construction, written out as the text of a scenario.
enum ScenarioText: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, CustomStringConvertible
{
  case number(Double)
  case string(String)
  case flag(Bool)
  case array([ScenarioText])
  case object([(name: String, value: ScenarioText)])

  init(dictionaryLiteral elements: (String, ScenarioText)...) {
    self = .object(elements.map { (name: $0, value: $1) })
  }

  init(arrayLiteral elements: ScenarioText...) { self = .array(elements) }

  init(floatLiteral value: Double) { self = .number(value) }

  init(integerLiteral value: Int) { self = .number(Double(value)) }

  init(stringLiteral value: String) { self = .string(value) }

  init(booleanLiteral value: Bool) { self = .flag(value) }

  /// Adds or replaces a member of an object; `nil` removes it.
  subscript(_ name: String) -> ScenarioText? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.name == name }?.value
    }
    set {
      guard case .object(var members) = self else { preconditionFailure("\(self) has no members") }
      members.removeAll { $0.name == name }
      if let newValue { members.append((name: name, value: newValue)) }
      self = .object(members)
    }
  }

  /// JSON text; numbers in the shortest form that reads back as the same value.
  var description: String {
    switch self {
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .string(let text): "\"\(text)\""
    case .flag(let value): "\(value)"
    case .array(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", "))}"
    }
  }
}
