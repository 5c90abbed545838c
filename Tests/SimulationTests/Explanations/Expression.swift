import Foundation

/// A formula as an explanation prints it, evaluated by nothing of the engine.
struct Expression {
  /// Names of functions are no symbols.
  private static let functions: [String: @Sendable ([Double]) -> Double] = [
    "exp": { exp($0[0]) }, "ln": { log($0[0]) }, "sqrt": { $0[0].squareRoot() },
    "sin": { sin($0[0]) }, "min": { min($0[0], $0[1]) }, "max": { max($0[0], $0[1]) },
  ]

  struct Failure: Error, CustomStringConvertible { let description: String }

  private let characters: [Character]
  private var place = 0
  private let values: [String: Double]

  private init(_ text: String, _ values: [String: Double]) {
    characters = text.filter { $0 != " " }.map { $0 }
    self.values = values
  }

  static func value(of text: String, with values: [String: Double]) throws -> Double {
    var expression = Expression(text, values)
    let value = try expression.sum()
    guard expression.place == expression.characters.count else {
      throw Failure(description: "\(text): rest from \(expression.place)")
    }
    return value
  }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    place += 1
    return true
  }

  private mutating func sum() throws -> Double {
    var value = try product()
    while true {
      if take("+") {
        value += try product()
      } else if take("-") {
        value -= try product()
      } else {
        return value
      }
    }
  }

  private mutating func product() throws -> Double {
    var value = try signed()
    while true {
      if take("*") {
        value *= try signed()
      } else if take("/") {
        value /= try signed()
      } else {
        return value
      }
    }
  }

  private mutating func signed() throws -> Double {
    if take("-") { return -(try signed()) }
    let base = try atom()
    return take("^") ? pow(base, try signed()) : base
  }

  private mutating func atom() throws -> Double {
    if take("(") {
      let value = try sum()
      guard take(")") else { throw Failure(description: "no ) at \(place)") }
      return value
    }
    let start = place
    while let character = next, character.isLetter || character.isNumber || character == "." {
      place += 1
    }
    let word = String(characters[start..<place])
    if let number = Double(word) { return number }
    if let function = Self.functions[word], take("(") {
      var arguments = [try sum()]
      while take(",") { arguments.append(try sum()) }
      guard take(")") else { throw Failure(description: "no ) at \(place)") }
      return function(arguments)
    }
    guard let value = values[word] else { throw Failure(description: "no symbol \(word)") }
    return value
  }
}
