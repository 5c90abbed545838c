import JSONDocuments
import Pricing

/// The fields of an object, by name.
///
/// A field that is null is as good as missing. A name that stands twice is an error where it is asked
/// for: readers of JSON differ in which one they take.
struct FieldReader {
  private let object: TapeValue
  /// JSON pointer of the object.
  let pointer: String

  init(_ value: TapeValue, at pointer: String = "") throws(FieldError) {
    guard value.kind == .object else {
      throw FieldError(pointer, "found \(value.words); allowed is an object.")
    }
    object = value
    self.pointer = pointer
  }

  /// - Complexity: O(members of the object).
  func value(_ key: StaticString) throws(FieldError) -> TapeValue? {
    var found: TapeValue?
    try object.forEachMember { (name, value) throws(FieldError) in
      guard name == key else { return }
      if found != nil { throw Self.duplicate("\(key)").below(pointer + "/\(key)") }
      found = value
    }
    return found.flatMap { $0.kind == .null ? nil : $0 }
  }

  static func duplicate(_ name: String) -> FieldError {
    FieldError("", "\(Wording.code(name)) appears twice; keep one of them.")
  }

  /// Reads the first of up to three names that is there: systems rename their fields.
  private func first<Result>(
    _ key: StaticString, _ second: StaticString?, _ third: StaticString?,
    _ read: (TapeValue) throws(FieldError) -> Result
  ) throws(FieldError) -> Result? {
    for key in [key, second, third] {
      guard let key, let value = try value(key) else { continue }
      do throws(FieldError) {
        return try read(value)
      } catch {
        throw error.below(pointer + "/\(key)")
      }
    }
    return nil
  }

  func object(
    _ key: StaticString, _ second: StaticString? = nil
  ) throws(FieldError) -> FieldReader? {
    for key in [key, second] {
      guard let key, let value = try value(key) else { continue }
      return try FieldReader(value, at: pointer + "/\(key)")
    }
    return nil
  }

  /// - Parameter digits: Whether a text of digits is a count too.
  func count(
    _ key: StaticString, _ second: StaticString? = nil, _ third: StaticString? = nil,
    digits: Bool = false
  ) throws(FieldError) -> Int? {
    try first(key, second, third) { (value) throws(FieldError) in try value.count(digits: digits) }
  }

  /// US dollars that the system reckoned; `nil` where it reckoned none.
  func dollars(
    _ key: StaticString, _ second: StaticString? = nil
  ) throws(FieldError) -> Double? {
    try first(key, second, nil) { (value) throws(FieldError) in value.dollars } ?? nil
  }

  func text(
    _ key: StaticString, _ second: StaticString? = nil, _ third: StaticString? = nil
  ) throws(FieldError) -> String? {
    try first(key, second, third) { (value) throws(FieldError) in try value.requiredText() }
  }

  /// A name or an identity: numbers are identities too; an empty text is none.
  func label(
    _ key: StaticString, _ second: StaticString? = nil, _ third: StaticString? = nil
  ) throws(FieldError) -> String? {
    let label = try first(key, second, third) { (value) throws(FieldError) in
      if let number = value.wholeNumber { return String(number) }
      return try value.requiredText()
    }
    return label == "" ? nil : label
  }

  func moment(
    _ key: StaticString, _ second: StaticString? = nil, by clock: MomentReader
  ) throws(FieldError) -> Moment? {
    try first(key, second, nil) { (value) throws(FieldError) in try clock.moment(value) }
  }
}

extension TapeValue {
  /// A number from 0, also as the text that exports of decimals write; `nil` for anything else.
  var dollars: Double? {
    let amount = kind == .string ? Double(text.string) : number
    return amount.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
  }

  /// - Parameter digits: Whether a text of digits is a count too.
  func count(digits: Bool = false) throws(FieldError) -> Int {
    let number = digits && kind == .string ? text.wholeNumber : wholeNumber
    guard let number, (0...1_000_000_000_000_000).contains(number) else {
      let advice = kind == .string && text.wholeNumber != nil ? "; remove the quotes." : "."
      throw FieldError(
        "", "found \(words); allowed is a whole number from 0 to 10^15" + advice)
    }
    return number
  }

  func requiredText() throws(FieldError) -> String {
    guard kind == .string else {
      throw FieldError("", "found \(words); allowed is a text in double quotes.")
    }
    return text.string
  }

  func flag() throws(FieldError) -> Bool {
    switch kind {
    case .yes: return true
    case .no: return false
    default: throw FieldError("", "found \(words); allowed is true or false.")
    }
  }
}
