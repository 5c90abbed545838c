import Foundation

/// How messages write numbers, texts and lists.
package enum Wording {
  /// The shortest text that reads back as the same number, without a trailing `.0`.
  package static func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// So many significant digits, in the notation that reads back as a number.
  package static func significant(_ digits: Int, _ value: Double) -> String {
    String(format: "%.\(digits)g", value)
  }

  /// Four significant digits or all digits before the point, for summaries where the last digit does
  /// not matter.
  package static func rounded(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return number(value) }
    let exponent = floor(log10(abs(value)))
    guard abs(exponent) < 15 else {
      let digits = (value / pow(10, exponent) * 1000).rounded() / 1000
      return "\(number(digits))e\(Int(exponent))"
    }
    let scale = pow(10, max(3 - exponent, 0))
    return number((value * scale).rounded() / scale)
  }

  /// The text in double quotes, cut to 60 characters and free of control characters: it comes from
  /// an untrusted file and is printed on terminals.
  package static func quoted(_ text: String) -> String {
    var shown = "\""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 60 {
        shown += "…"
        break
      }
      shown += isControl(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
      count += 1
    }
    return shown + "\""
  }

  /// C0 and C1 controls, line separators, and the marks that reverse the direction of text.
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  package static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `name` in backquotes, as messages write fields.
  package static func code(_ name: String) -> String {
    let shown = quoted(name)
    return "`" + shown.dropFirst().dropLast() + "`"
  }
}
