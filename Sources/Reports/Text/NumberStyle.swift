import Summaries

/// How the numbers of one column or row are written: all with the same scale and decimals.
package struct NumberStyle: Equatable {
  /// Factor before writing: 100 for percent, 1e-6 for millions.
  let scale: Double
  let decimals: Int
  let prefix: String
  let suffix: String
  /// What an infinite value is called.
  let infinity: String

  /// A style that suits numbers of this size.
  ///
  /// - Parameter currency: Whether to write the dollar sign, where a heading does not.
  package init(_ unit: MetricName.Unit, magnitude: Double, currency: Bool = true) {
    let isMoney = unit == .dollars || unit == .dollarsPerUnit
    var scale = 1.0
    var suffix = ""
    switch unit {
    case .fraction, .ratio:
      scale = 100
      suffix = " %"
    case .dollars, .dollarsPerUnit, .tokens, .units, .callsPerUnit, .months:
      let millions = isMoney ? 1e9 : 1e6
      if magnitude.isFinite, magnitude.magnitude >= millions {
        scale = 1e-6
        suffix = " M"
      }
    }
    self.scale = scale
    self.suffix = suffix
    prefix = isMoney && currency ? "$" : ""
    infinity = unit == .months ? "beyond" : "∞"
    switch unit {
    case .fraction, .ratio: decimals = magnitude.magnitude >= 9.995 ? 0 : 1
    case .months: decimals = 1
    case .units where scale == 1, .tokens where scale == 1:
      decimals = magnitude.magnitude >= 99.5 ? 0 : 1
    case .dollars, .dollarsPerUnit, .tokens, .units, .callsPerUnit:
      decimals = Numerals.decimals(forMagnitude: magnitude * scale, money: isMoney && scale == 1)
    }
  }

  /// One style for all numbers of a band.
  init(_ metric: MetricBand, currency: Bool = true) {
    self.init(metric.unit, magnitude: metric.band.magnitude, currency: currency)
  }

  package func text(_ value: Double) -> String {
    if value == .infinity { return infinity }
    let digits = Numerals.fixed(value * scale, decimals: decimals)
    guard digits.hasPrefix(Numerals.minus) else { return prefix + digits + suffix }
    return Numerals.minus + prefix + digits.dropFirst(Numerals.minus.count) + suffix
  }

  /// With a sign in front of gains as well.
  func signed(_ value: Double) -> String {
    let text = text(value)
    return text.hasPrefix(Numerals.minus) ? text : "+" + text
  }

  /// A standard error as "±12": nothing for an exact number, "±<1" below the last digit shown.
  package func error(of estimate: Estimate) -> String {
    if estimate.error == 0 || !estimate.value.isFinite { return "" }
    guard estimate.error.isFinite else { return "±?" }
    let digits = Numerals.fixed(estimate.error * scale, decimals: decimals)
    let isVisible = digits.contains { ("1"..."9").contains($0) }
    if isVisible { return "±" + digits }
    let unit = decimals == 0 ? "1" : "0." + String(repeating: "0", count: decimals - 1) + "1"
    return "±<" + unit
  }
}

extension Band {
  /// Size of its middle: the larger of median and mean without sign.
  var magnitude: Double {
    [self[0.5], mean].compactMap { $0?.value.magnitude }.filter(\.isFinite).max() ?? 0
  }
}
