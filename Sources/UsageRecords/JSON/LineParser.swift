import CSimdJSON
import JSONDocuments

/// Parses one JSON text after the other into the same memory, with simdjson.
final class LineParser {
  /// Bytes that must be readable behind a text.
  static let padding = cogcast_json_padding()

  private let parser: OpaquePointer

  init() throws(LogError) {
    guard let parser = cogcast_json_parser_create() else { throw .noMemory }
    self.parser = parser
  }

  deinit { cogcast_json_parser_destroy(parser) }

  /// The value of a text, which holds until the next call.
  ///
  /// - Precondition: ``padding`` bytes follow the range in `bytes`.
  func parse(_ bytes: [UInt8], _ range: Range<Int>) throws(FieldError) -> TapeValue {
    precondition(range.upperBound + Self.padding <= bytes.count, "no padding behind \(range)")
    // Safe: the text and its padding lie within the array for the length of the call; the parser
    // keeps no pointer into them.
    let failure = bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { cogcast_json_parse(parser, $0 + range.lowerBound, range.count) }
    }
    if let failure {
      throw Self.diagnosis(of: bytes[range], otherwise: String(cString: failure))
    }
    guard let tape = cogcast_json_tape(parser), let strings = cogcast_json_strings(parser) else {
      throw FieldError("", "the line cannot be parsed.")
    }
    return TapeValue(tape: tape, strings: strings)
  }

  /// The object whose text is a string of another text.
  ///
  /// - Parameter pointer: Where the string stands.
  func object(in text: TapeText, at pointer: String) throws(FieldError) -> FieldReader {
    var bytes = text.withBytes { Array($0) }
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: Self.padding)
    let value: TapeValue
    do throws(FieldError) {
      value = try parse(bytes, 0..<count)
    } catch {
      // A column of the text within the text would mislead.
      throw FieldError(pointer + error.pointer, error.message)
    }
    return try FieldReader(value, at: pointer)
  }

  /// Says what is wrong in the words of the parser that keeps positions, which is slower.
  private static func diagnosis(
    of text: ArraySlice<UInt8>, otherwise reason: String
  ) -> FieldError {
    let finding = JSONParser.parse(Array(text), as: .logLine).diagnostics.first
    guard let finding else { return FieldError("", reason) }
    return FieldError(finding.location.pointer, finding.message, column: finding.location.column)
  }
}

extension DocumentKind {
  fileprivate static let logLine = DocumentKind(
    emptyFileAdvice: "a record is a JSON object.", depthAdvice: "a record needs fewer.")
}
