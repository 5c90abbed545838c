/// One member of an object in a JSON Schema.
struct SchemaMember {
  let key: String
  let schema: JSONValue
  let isOptional: Bool

  init(_ key: String, _ schema: JSONValue, _ description: String = "", optional: Bool = false) {
    self.key = key
    isOptional = optional
    guard case .object(let members) = schema, !description.isEmpty else {
      self.schema = schema
      return
    }
    self.schema = .object(members + [JSONValue.Member("description", .string(description))])
  }

  /// An object with these members and no others.
  static func object(_ members: [SchemaMember]) -> JSONValue {
    [
      "type": "object",
      "properties": .object(members.map { JSONValue.Member($0.key, $0.schema) }),
      "required": .array(members.filter { !$0.isOptional }.map { .string($0.key) }),
      "additionalProperties": false,
    ]
  }
}

/// Schemas of common values.
extension JSONValue {
  static let anyString: JSONValue = ["type": "string"]
  static let anyNumber: JSONValue = ["type": "number"]
  static let numberOrNull: JSONValue = ["type": ["number", "null"]]
  static let count: JSONValue = ["type": "integer", "minimum": 0]
  static let share: JSONValue = ["type": "number", "minimum": 0, "maximum": 1]
  static let day: JSONValue = [
    "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
  ]
  static let verdict: JSONValue = ["enum": ["pass", "warn", "fail", "inconclusive"]]
  static let bands: JSONValue = ["type": "object", "additionalProperties": .reference("band")]
  static let optionalEstimate: JSONValue = ["anyOf": [["type": "null"], .reference("estimate")]]

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

  static func list(_ element: JSONValue) -> JSONValue { ["type": "array", "items": element] }
}
