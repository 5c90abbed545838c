/// Digits as people read them.
package enum Numerals {
  static let minus = "-"

  /// A decimal number with commas between thousands.
  ///
  /// - Parameter decimals: 0...12.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    precondition((0...12).contains(decimals), "\(decimals) decimals")
    guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : minus + "∞" }
    let unit = power(decimals)
    let scaled = (value.magnitude * unit).rounded()
    // Beyond this a double has no digits left behind the point.
    guard scaled < 9e15 else { return value.description }
    let digits = UInt64(scaled)
    let whole = grouped(digits / UInt64(unit))
    let sign = value < 0 && digits > 0 ? minus : ""
    guard decimals > 0 else { return sign + whole }
    let fraction = String(digits % UInt64(unit))
    return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// Commas between thousands.
  static func grouped(_ number: UInt64) -> String {
    let digits = String(number)
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// Decimals that leave a number of this size about three significant digits, and money at least
  /// its cents unless it goes into the thousands.
  static func decimals(forMagnitude magnitude: Double, money: Bool) -> Int {
    let size = magnitude.magnitude
    guard size > 0, size.isFinite else { return money ? 2 : 0 }
    if size >= 999.5 { return 0 }
    if money, size >= 0.9995 { return 2 }
    if size >= 99.95 { return 0 }
    if size >= 9.995 { return 1 }
    if size >= 0.9995 { return 2 }
    var decimals = 3
    while decimals < 8, size < 0.9995 / power(decimals - 2) { decimals += 1 }
    return decimals
  }

  /// Ten to the power of `exponent`, 0...12.
  static func power(_ exponent: Int) -> Double { powers[exponent] }

  private static let powers: [Double] = (0...12).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
