/// Why a law cannot be built: which parameter, what was found, what is allowed.
package struct LawError: Error, Equatable, Sendable {
  /// Name of the offending parameter as the scenario language spells it (`"mean"`, `"p95"`), or
  /// `nil` when the parameters clash with each other.
  package let parameter: String?

  /// One sentence: what was found and what is allowed or what to do.
  package let message: String

  package init(parameter: String?, message: String) {
    self.parameter = parameter
    self.message = message
  }
}

extension LawError {
  /// A parameter whose value lies outside what is allowed, said in words.
  static func outside(_ name: String, _ value: Double, allowed: String) -> LawError {
    LawError(parameter: name, message: "\(name) is \(figure(value)); allowed is \(allowed).")
  }

  static func require(
    _ condition: Bool, _ name: String, _ value: Double, allowed: String
  ) throws(LawError) {
    guard condition else { throw outside(name, value, allowed: allowed) }
  }

  /// Any number, but no infinity or NaN.
  static func requireFinite(_ name: String, _ value: Double) throws(LawError) {
    try require(value.isFinite, name, value, allowed: "a finite number")
  }

  static func requirePositive(_ name: String, _ value: Double) throws(LawError) {
    try require(value > 0 && value.isFinite, name, value, allowed: "a number above 0")
  }

  static func requireNonNegative(_ name: String, _ value: Double) throws(LawError) {
    try require(value >= 0 && value.isFinite, name, value, allowed: "0 or more")
  }

  static func requireShare(_ name: String, _ value: Double) throws(LawError) {
    try require(value >= 0 && value <= 1, name, value, allowed: "0 to 1")
  }

  /// The mean of a count, as far as its square is a number.
  static func requireCountMean(_ mean: Double, from first: Double = 0) throws(LawError) {
    try require(
      mean >= first && mean <= 1e150, "mean", mean, allowed: "\(figure(first)) to 1e150")
  }

  /// Refuses parameters whose moments leave the range of a Double.
  static func requireRepresentable(_ moments: Double...) throws(LawError) {
    guard moments.allSatisfy(\.isFinite) else {
      throw LawError(
        parameter: nil,
        message: "these parameters are so wide that the variance is beyond the largest number"
          + " (1e308); narrow them.")
    }
  }
}
