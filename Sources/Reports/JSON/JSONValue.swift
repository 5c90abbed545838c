/// A JSON document whose members keep the order in which they were written.
package enum JSONValue: Sendable, Equatable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  /// A number that is not finite is written as `null`.
  case number(Double)
  case integer(Int)
  case unsigned(UInt64)
  case bool(Bool)
  case null

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object without the members that are `nil`.
  package static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// An object with more members, those that are `nil` left out.
  ///
  /// - Precondition: This is an object.
  func adding(_ members: [(String, JSONValue?)]) -> JSONValue {
    guard case .object(let own) = self, case .object(let more) = JSONValue.object(members) else {
      preconditionFailure("members are added to an object")
    }
    return .object(own + more)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  package init(stringLiteral value: String) { self = .string(value) }

  package init(integerLiteral value: Int) { self = .integer(value) }

  package init(booleanLiteral value: Bool) { self = .bool(value) }
}
