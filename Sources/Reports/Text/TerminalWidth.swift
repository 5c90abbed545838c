extension Character {
  /// Columns that a terminal gives the character: two for wide East Asian ones and pictures.
  ///
  /// - Source: Unicode Standard Annex #11, "East Asian Width", classes W and F, by blocks.
  var columns: Int {
    guard let scalar = unicodeScalars.first, scalar.value >= 0x1100 else { return 1 }
    if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }
}

extension StringProtocol {
  /// Columns that a terminal gives the text.
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The longest start of the text that takes at most so many columns.
  func prefix(columns limit: Int) -> SubSequence {
    var width = 0
    return prefix { character in
      width += character.columns
      return width <= limit
    }
  }
}

extension String {
  /// Filled with spaces to a width; longer text stays as it is.
  func padded(to width: Int, _ alignment: TextTable.Alignment = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, width - columns))
    return alignment == .left ? self + blanks : blanks + self
  }

  /// Cut to a width, with an ellipsis inside, where both ends say something.
  ///
  /// - Parameter width: At least 1.
  func shortened(to width: Int) -> String {
    guard columns > width else { return self }
    let tail = (width - 1) / 2
    let end = String(String(reversed()).prefix(columns: tail).reversed())
    return prefix(columns: width - 1 - tail) + "…" + end
  }
}
