/// Student's t law: the spread of a mean whose variance is estimated from the same few values.
package enum StudentT {
  /// The t with P(T ≤ t) = p.
  ///
  /// - Parameters:
  ///   - p: In 0...1; the ends give ∓∞.
  ///   - degreesOfFreedom: Positive; infinity gives the normal law.
  /// - Source: Abramowitz & Stegun 26.7.1: with x = ν / (ν + t²), 2 P(T > |t|) = I_x(ν/2, ½).
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(
      degreesOfFreedom > 0 && p >= 0 && p <= 1,
      "t quantile at \(p) with \(degreesOfFreedom) degrees of freedom")
    guard degreesOfFreedom < 1e15 else { return StandardNormal.quantile(p) }
    let tail = 2 * min(p, 1 - p)
    guard tail < 1 else { return 0 }
    let share = SpecialFunctions.inverseRegularizedBeta(
      SpecialFunctions.Tails(lower: tail, upper: 2 * abs(0.5 - p)), degreesOfFreedom / 2, 0.5)
    let size = (degreesOfFreedom * (share.upper / share.lower)).squareRoot()
    return p < 0.5 ? -size : size
  }
}
