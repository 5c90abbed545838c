extension Estimate {
  /// A pooled estimate with the error that leaving out one randomisation at a time shows.
  ///
  /// For statistics that one randomisation alone would not bear, a fit or a ratio of moments: each
  /// `reduced` estimate is the same statistic of all randomisations but one. Values that all agree
  /// have no error; a single one tells nothing about it.
  ///
  /// - Source: Kott, "The delete-a-group jackknife", Journal of Official Statistics 17 (2001), with
  ///   as many groups as randomisations.
  package init(value: Double, leavingOneOut reduced: [Double]) {
    guard reduced.count > 1, reduced.allSatisfy(\.isFinite) else {
      self.init(value: value, error: .infinity)
      return
    }
    // The error of a mean of n values, from means of n - 1 of them, is (n - 1) times that of the
    // same number of values that vary as those means do.
    let spread = Estimate(value: value, replicates: reduced).error
    self.init(value: value, error: spread * Double(reduced.count - 1))
  }
}
