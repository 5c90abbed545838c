import Cogcast

/// Holds a report against its golden text.
///
/// Text and Markdown print few digits and agree to the byte. JSON and CSV print all seventeen, of
/// which the last differ from one kind of processor to another (OpenBLAS rounds as its kernels do,
/// the C library as it has fused multiplication or not): there everything but the digits agrees to
/// the byte, order included, and numbers agree to 1e-9. Measured over six kinds: 2.4e-13.
enum GoldenComparison {
  private static let tolerance = 1e-9

  /// The first difference in words; `nil` where the two agree.
  static func difference(_ text: String, _ golden: String, in format: ReportFormat) -> String? {
    if text == golden { return nil }
    switch format {
    case .text, .markdown: return firstUnequal(lines(text), lines(golden), ==)
    case .json: return firstUnequal(jsonTokens(text), jsonTokens(golden), agree)
    case .csv: return firstUnequal(csvTokens(text), csvTokens(golden), agree)
    }
  }

  private static func firstUnequal(
    _ texts: [Substring], _ goldens: [Substring], _ agree: (Substring, Substring) -> Bool
  ) -> String? {
    for (position, (text, golden)) in zip(texts, goldens).enumerated()
    where !agree(text, golden) {
      let before = goldens[max(0, position - 12)..<position].joined(separator: " ")
      return "found \(text), golden \(golden), behind \(before)"
    }
    return texts.count == goldens.count
      ? nil : "found \(texts.count) parts, golden \(goldens.count)"
  }

  private static func agree(_ text: Substring, _ golden: Substring) -> Bool {
    if text == golden { return true }
    guard let number = Double(text), let expected = Double(golden) else { return false }
    return abs(number - expected) <= tolerance * max(abs(number), abs(expected))
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Strings, numbers, words and marks; how a document is broken into lines depends on the number
  /// of digits, so spaces outside strings are left out.
  private static func jsonTokens(_ text: String) -> [Substring] {
    text.matches(of: /"(?:[^"\\]|\\.)*"|[^\s,:\[\]{}"]+|[,:\[\]{}]/).map(\.output)
  }

  private static func csvTokens(_ text: String) -> [Substring] {
    text.matches(of: /"(?:[^"]|"")*"|[^,\n"]+|[,\n]/).map(\.output)
  }
}
