import JSONDocuments

/// A value on the tape of a parsed line.
///
/// The tape is the format that simdjson documents in `doc/tape.md`: words of 64 bits, the kind in the
/// highest byte, its payload below. A number takes a second word; a container's payload tells where
/// it ends; a string's, where its length and bytes are.
///
/// Safe: a value points into memory of the ``LineParser`` that made it and is used before that parses
/// again; the parser has checked the text, so every index on the tape is within it.
struct TapeValue {
  private let tape: UnsafePointer<UInt64>
  private let strings: UnsafePointer<UInt8>
  private let index: Int

  /// The value of a whole text: it follows the tape's first word.
  init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>) {
    self.init(tape: tape, strings: strings, index: 1)
  }

  private init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, index: Int) {
    self.tape = tape
    self.strings = strings
    self.index = index
  }

  enum Kind: UInt8 {
    case object = 0x7B
    case array = 0x5B
    case string = 0x22
    case signed = 0x6C
    case unsigned = 0x75
    case double = 0x64
    case yes = 0x74
    case no = 0x66
    case null = 0x6E
  }

  var kind: Kind { Kind(rawValue: UInt8(tape[index] >> 56)) ?? .null }

  private var payload: UInt64 { tape[index] & 0x00FF_FFFF_FFFF_FFFF }

  /// Where the value behind this one stands.
  private var next: Int {
    switch kind {
    case .object, .array: Int(payload & 0xFFFF_FFFF)
    case .signed, .unsigned, .double: index + 2
    case .string, .yes, .no, .null: index + 1
    }
  }

  /// - Precondition: The value is a string.
  var text: TapeText {
    let start = strings + Int(payload)
    let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return TapeText(UnsafeBufferPointer(start: start + 4, count: Int(count)))
  }

  /// The number where it is a whole one of at most 2^63 in magnitude: `12`, `12.0` and `1.2e1` alike.
  var wholeNumber: Int? {
    switch kind {
    case .signed: Int(truncatingIfNeeded: tape[index + 1])
    case .unsigned: Int(exactly: tape[index + 1])
    case .double: Int(exactly: Double(bitPattern: tape[index + 1]))
    default: nil
    }
  }

  var number: Double? {
    switch kind {
    case .signed: Double(Int(truncatingIfNeeded: tape[index + 1]))
    case .unsigned: Double(tape[index + 1])
    case .double: Double(bitPattern: tape[index + 1])
    default: nil
    }
  }

  /// A text that is not empty, or a whole number as text.
  var label: String? {
    if let number = wholeNumber { return String(number) }
    return kind == .string && text.count > 0 ? text.string : nil
  }

  /// Calls `body` with each member of an object, in the order of the text.
  func forEachMember<Failure: Error>(
    _ body: (TapeText, TapeValue) throws(Failure) -> Void
  ) throws(Failure) {
    guard kind == .object else { return }
    let end = next - 1
    var key = TapeValue(tape: tape, strings: strings, index: index + 1)
    while key.index < end {
      let value = TapeValue(tape: tape, strings: strings, index: key.index + 1)
      try body(key.text, value)
      key = TapeValue(tape: tape, strings: strings, index: value.next)
    }
  }

  /// Calls `body` with each element of an array and its position.
  func forEachElement<Failure: Error>(
    _ body: (Int, TapeValue) throws(Failure) -> Void
  ) throws(Failure) {
    guard kind == .array else { return }
    let end = next - 1
    var element = TapeValue(tape: tape, strings: strings, index: index + 1)
    var position = 0
    while element.index < end {
      try body(position, element)
      element = TapeValue(tape: tape, strings: strings, index: element.next)
      position += 1
    }
  }

  /// What a message calls this value: its type, with the value itself where it is short.
  var words: String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "the text \(Wording.quoted(text.string))"
    case .signed, .unsigned: wholeNumber.map { "\($0)" } ?? "\(tape[index + 1])"
    case .double: Wording.number(Double(bitPattern: tape[index + 1]))
    case .yes: "true"
    case .no: "false"
    case .null: "null"
    }
  }
}

/// A string on the tape, UTF-8.
struct TapeText {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  var count: Int { bytes.count }

  /// - Precondition: `position` is below ``count``.
  subscript(position: Int) -> UInt8 { bytes[position] }

  /// The bytes for the length of `body`.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { body(bytes) }

  /// The number where the text is nothing but its digits.
  var wholeNumber: Int? {
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  static func == (text: TapeText, other: StaticString) -> Bool {
    guard text.bytes.count == other.utf8CodeUnitCount else { return false }
    let start = other.utf8Start
    for position in text.bytes.indices where text.bytes[position] != start[position] {
      return false
    }
    return true
  }
}
