import Summaries

/// How the numbers of one column or row are written: all with the same scale and decimals.
package struct NumberStyle: Equatable {
  private let unit: MetricName.Unit
  /// Size of the numbers that it was made for.
  private let magnitude: Double
  private let currency: Bool
  private let notation: Notation

  private enum Notation: Equatable {
    case fixed(DecimalScale, decimals: Int)
    /// Each number with a power of ten of its own.
    case scientific
  }

  private init(
    _ unit: MetricName.Unit, magnitude: Double, currency: Bool, notation: Notation
  ) {
    self.unit = unit
    self.magnitude = magnitude
    self.currency = currency
    self.notation = notation
  }

  /// A style that suits numbers of this size.
  ///
  /// - Parameter currency: Whether to write the dollar sign, where a heading does not.
  package init(_ unit: MetricName.Unit, magnitude: Double, currency: Bool = true) {
    let size = Self.size(magnitude, in: unit)
    let scale = DecimalScale(natural: size, in: unit)
    let isPlain = scale == .one
    let decimals =
      switch unit {
      case .months: 1
      case .fraction, .ratio: size >= 999.5 ? 0 : 1
      case .units where isPlain, .tokens where isPlain: size >= 99.5 ? 0 : 1
      default:
        Numerals.decimals(forMagnitude: size * scale.factor, money: unit.isMoney && isPlain)
      }
    self.init(
      unit, magnitude: magnitude, currency: currency, notation: .fixed(scale, decimals: decimals))
  }

  /// One style for all numbers of a band.
  init(_ metric: MetricBand, currency: Bool = true) {
    self.init(metric.unit, magnitude: metric.band.magnitude, currency: currency)
  }

  /// The magnitude as it is written: in percent where the unit is.
  private static func size(_ magnitude: Double, in unit: MetricName.Unit) -> Double {
    magnitude.magnitude * (unit.isPercent ? 100 : 1)
  }

  package func text(_ value: Double) -> String {
    if value.isNaN { return "–" }
    if value == .infinity { return unit == .months ? "beyond" : "∞" }
    if value == -.infinity { return Numerals.minus + "∞" }
    let (digits, suffix) = digits(value.magnitude)
    let isNegative = value < 0 && digits.contains { ("1"..."9").contains($0) }
    return (isNegative ? Numerals.minus : "") + (unit.isMoney && currency ? "$" : "") + digits
      + suffix + (unit.isPercent ? " %" : "")
  }

  /// With a sign in front of gains as well.
  func signed(_ value: Double) -> String {
    let text = text(value)
    return text.hasPrefix(Numerals.minus) ? text : "+" + text
  }

  /// A standard error as "±12": nothing for an exact number, "±<1" below the last digit shown, "±?"
  /// where it is not known.
  package func error(of estimate: Estimate) -> String {
    if estimate.error == 0 || !estimate.value.isFinite { return "" }
    guard estimate.error.isFinite else { return "±?" }
    switch notation {
    case .scientific:
      let (digits, suffix) = digits(estimate.error)
      return "±" + digits + suffix
    case .fixed(_, let decimals):
      let (digits, _) = digits(estimate.error)
      if digits.contains(where: { ("1"..."9").contains($0) }) { return "±" + digits }
      return "±<" + Numerals.fixed(1 / Numerals.power(decimals), decimals: decimals)
    }
  }

  private func digits(_ magnitude: Double) -> (digits: String, suffix: String) {
    let size = Self.size(magnitude, in: unit)
    switch notation {
    case .fixed(let scale, let decimals):
      return (Numerals.fixed(size * scale.factor, decimals: decimals), scale.suffix)
    case .scientific:
      let scale = DecimalScale(scientific: size)
      let isPlain = (0...2).contains(scale.exponent)
      return (
        Numerals.fixed(isPlain ? size : size * scale.factor, decimals: 1),
        isPlain ? "" : "e\(scale.exponent)"
      )
    }
  }
}

extension NumberStyle {
  /// This style, or one that writes the estimates and their errors in at most `room` columns each:
  /// with fewer decimals, down to two significant digits; else counted in thousands, millions or
  /// small powers of ten; else each number with its own power of ten.
  func fitting(_ estimates: [Estimate], in room: Int) -> NumberStyle {
    func fits(_ style: NumberStyle) -> Bool {
      estimates.allSatisfy {
        style.text($0.value).count <= room && style.error(of: $0).count <= room
      }
    }
    if room == .max || fits(self) { return self }
    return narrower.first(where: fits) ?? with(.scientific)
  }

  private var narrower: [NumberStyle] {
    guard case .fixed(let scale, let decimals) = notation, unit != .months else { return [] }
    let size = Self.size(magnitude, in: unit)
    let fewest = Self.fewestDecimals(size * scale.factor)
    let rounder = stride(from: decimals - 1, through: fewest, by: -1).map {
      with(.fixed(scale, decimals: $0))
    }
    let thousands = DecimalScale(engineering: size)
    let enough = Self.fewestDecimals(size * thousands.factor)
    let shorter = [enough + 1, enough].map { with(.fixed(thousands, decimals: $0)) }
    return rounder + shorter
  }

  /// Decimals that leave two significant digits.
  private static func fewestDecimals(_ size: Double) -> Int {
    size == 0 ? 0 : max(Numerals.decimals(forMagnitude: size, money: false) - 1, 0)
  }

  private func with(_ notation: Notation) -> NumberStyle {
    NumberStyle(unit, magnitude: magnitude, currency: currency, notation: notation)
  }
}

extension Band {
  /// Size of its middle, the larger of median and mean without sign; of a band on both sides of
  /// zero, whose middle may be next to nothing, the size of its ends.
  var magnitude: Double {
    let ends = [self[0.05], self[0.95]].compactMap { $0?.value }.filter(\.isFinite)
    let hasBothSigns = ends.contains { $0 < 0 } && ends.contains { $0 > 0 }
    let middle = [self[0.5], mean].compactMap { $0?.value }.filter(\.isFinite)
    return (hasBothSigns ? middle + ends : middle).map(\.magnitude).max() ?? 0
  }
}
