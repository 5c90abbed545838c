/// A price book as its JSON spells it, before any value is checked.
struct BookDocument: Decodable, FieldNaming {
  struct Model: Decodable, FieldNaming {
    let name: String
    let provider: String
    let validFrom: String?
    let validUntil: String?
    let rates: Strict<Rates>
    let longContext: Strict<Long>?
    let batchFactor: Double?
    let minimumCacheTokens: Int
    let cacheBlockTokens: Int
    let checked: String
    let source: String
    let note: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case name, provider, validFrom, validUntil, rates, longContext, batchFactor
      case minimumCacheTokens, cacheBlockTokens, checked, source, note
    }
  }

  struct Rates: Decodable, FieldNaming {
    let input: Double
    let cacheRead: Double?
    let cacheWrite5m: Double?
    let cacheWrite1h: Double?
    let output: Double

    enum CodingKeys: String, CodingKey, CaseIterable {
      case input, cacheRead, cacheWrite5m, cacheWrite1h, output
    }
  }

  struct Long: Decodable, FieldNaming {
    let threshold: Int
    let inclusive: Bool?
    let rates: Strict<Rates>

    enum CodingKeys: String, CodingKey, CaseIterable {
      case threshold, inclusive, rates
    }
  }

  let name: String
  let released: String
  let models: [Strict<Model>]
  let note: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, released, models, note
  }
}

/// An object whose fields can be listed.
protocol FieldNaming {
  associatedtype CodingKeys: CodingKey & CaseIterable
}

/// An object without other fields than it names: a misspelt rate must not pass for a missing one.
struct Strict<Value: Decodable & FieldNaming>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let known = Set(Value.CodingKeys.allCases.map(\.stringValue))
    let unknown = try decoder.container(keyedBy: AnyField.self).allKeys
      .filter { !known.contains($0.stringValue) }
      .min { $0.stringValue < $1.stringValue }
    if let unknown {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath + [unknown], debugDescription: "the field is unknown"))
    }
    value = try Value(from: decoder)
  }
}

private struct AnyField: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
