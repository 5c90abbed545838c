/// The exact confidence interval of a probability after `successes` of `trials`.
///
/// It covers the true probability at least `level` of the time, and has a width also at 0 of N.
///
/// - Parameters:
///   - successes: In 0...trials.
///   - trials: At least 1.
///   - level: Coverage, strictly between 0 and 1, e.g. 0.95.
/// - Source: Clopper & Pearson, Biometrika 26 (1934); as beta quantiles, DLMF 8.17.5.
package func clopperPearson(successes: Int, trials: Int, level: Double) -> ClosedRange<Double> {
  precondition(
    trials >= 1 && successes >= 0 && successes <= trials && level > 0 && level < 1,
    "interval of \(successes) of \(trials) at level \(level)")
  let tail = (1 - level) / 2
  let hits = Double(successes)
  let misses = Double(trials - successes)
  let lower =
    successes == 0
    ? 0 : SpecialFunctions.inverseRegularizedBeta(tail, hits, misses + 1).lower
  let upper =
    misses == 0
    ? 1 : SpecialFunctions.inverseRegularizedBeta(tail, misses, hits + 1).upper
  return lower...upper
}
