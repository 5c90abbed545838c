import Kernels

/// By how much the weeks of a segment exceed their means in one trial, from matched laws.
///
/// Week after week takes the next number of one stream, whether it is used or not, so that a week has the
/// same one in every scenario that is compared.
struct WeekNoise {
  private let probabilities: [Double]
  /// Standard normal quantiles of these.
  private let scores: [Double]

  init(weeks: Int, _ stream: RandomStream) {
    var stream = stream
    var probabilities = [Double](repeating: 0, count: weeks)
    var numbers = probabilities.mutableSpan
    stream.uniforms(into: &numbers)
    var scores = [Double](repeating: 0, count: weeks)
    var quantiles = scores.mutableSpan
    BlockKernels.widest.normalQuantiles(of: probabilities.span, into: &quantiles)
    self.probabilities = probabilities
    self.scores = scores
  }

  /// - Parameters:
  ///   - mean: Of the week's total, and its second and third cumulants.
  func excess(week: Int, mean: Double, variance: Double, third: Double) -> Double {
    guard variance > 0, mean > 0 else { return 0 }
    let law = MatchedGamma(mean: mean, variance: variance, thirdCumulant: third)
    return law.quantile(probabilities[week], score: scores[week]) - mean
  }
}
