import Summaries

/// A band as a line of characters: `──━━━●━━━━──────` from P5 to P95, thick from P25 to P75, a dot at
/// the median, an arrow where it goes on beyond every bound.
package struct SparkBand {
  /// The values at the left and the right end.
  let scale: ClosedRange<Double>
  let width: Int

  /// A scale that starts at zero, or below for losses, and ends at the largest number drawn.
  package init(over bands: [Band], width: Int) {
    let drawn = [0.05, 0.25, 0.5, 0.75, 0.95]
    let ends = bands.flatMap { band in drawn.map { band[$0] } }
      .compactMap { $0?.value }.filter(\.isFinite)
    scale = min(0, ends.min() ?? 0)...max(0, ends.max() ?? 0)
    self.width = width
  }

  package func text(_ band: Band) -> String {
    let span = scale.upperBound - scale.lowerBound
    guard span > 0 else { return "" }
    func place(_ probability: Double) -> Int? {
      guard let value = band[probability]?.value, !value.isNaN else { return nil }
      let bounded = min(max(value, scale.lowerBound), scale.upperBound)
      return Int(((bounded - scale.lowerBound) / span * Double(width - 1)).rounded())
    }
    guard let low = place(0.05), let lower = place(0.25), let middle = place(0.5),
      let upper = place(0.75), let high = place(0.95)
    else { return "" }
    let goesOn = band[0.95]?.value == .infinity
    return String(
      (0...high).map { (column: Int) -> Character in
        if goesOn, column == high { return "→" }
        if column == middle { return "●" }
        if (lower...upper).contains(column) { return "━" }
        return column >= low ? "─" : " "
      })
  }

  /// A bar of whole and part blocks for a share of the whole.
  static func bar(_ share: Double, width: Int) -> String {
    let eighths = Int((min(max(share, 0), 1) * Double(width) * 8).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
