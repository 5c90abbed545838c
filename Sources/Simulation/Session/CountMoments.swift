/// Cumulants of a number of events, up to the third.
struct CountMoments {
  let mean: Double
  let variance: Double
  let third: Double

  /// - Parameter masses: P(N = n), n from 0.
  init(_ masses: [Double]) {
    var mean = 0.0
    for (n, mass) in masses.enumerated() { mean += mass * Double(n) }
    var variance = 0.0
    var third = 0.0
    for (n, mass) in masses.enumerated() {
      let deviation = Double(n) - mean
      variance += mass * deviation * deviation
      third += mass * deviation * deviation * deviation
    }
    self.mean = mean
    self.variance = variance
    self.third = third
  }
}
