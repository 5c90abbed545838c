import Distributions

extension Decoding {
  /// Share of a law that may lie outside the values of its input before `validate` speaks up.
  static let unnoticedShare = 0.01

  /// Cuts an unknown value's law to its own bounds and to the input's range, renormalised, with a
  /// warning where that changes the law. An end that the text itself puts outside the range is
  /// refused.
  func fit(
    _ law: any Law, _ bounds: Bounds, to range: InputRange, hasWrittenEnds: Bool,
    _ node: JSONNode, _ place: Place
  ) -> (any Law)? {
    let support = law.support
    let low = max(support.lowerBound, bounds.lower ?? -.infinity)
    let high = min(support.upperBound, bounds.upper ?? .infinity)
    if hasWrittenEnds || bounds.lower != nil, low < range.lower, low.isFinite {
      error(
        node, place,
        "this law reaches down to \(Wording.number(low)); allowed is \(range.words).")
      return nil
    }
    if hasWrittenEnds || bounds.upper != nil, high > range.upper, high.isFinite {
      error(
        node, place,
        "this law reaches up to \(Wording.number(high)); allowed is \(range.words).")
      return nil
    }
    if law.isDiscrete, !range.includesLower, low == range.lower, law.density(low) > 0 {
      error(
        node, place,
        "this law gives \(Wording.number(low)) a probability; allowed is \(range.words).")
      return nil
    }
    let cutsLow = low < range.lower
    let cutsHigh = high > range.upper
    guard cutsLow || cutsHigh || !bounds.isEmpty else {
      return checkTails(law, within: range, node, place) ? law : nil
    }
    let lost =
      (cutsLow ? law.cdf(range.lower) : 0) + (cutsHigh ? 1 - law.cdf(range.upper) : 0)
    if lost > Self.unnoticedShare {
      let percent = Wording.rounded(100 * lost)
      warning(
        node.position, place,
        "\(percent) % of this law lies outside what is allowed, \(range.words), and is cut off;"
          + " choose a law that fits.")
    }
    let lower = cutsLow ? range.lower : bounds.lower
    let upper = cutsHigh ? range.upper : bounds.upper
    let cut = build(node, place) { () throws(LawError) in
      try Truncated(law, lower: lower, upper: upper)
    }
    return cut.flatMap { checkTails($0, within: range, node, place) ? $0 : nil }
  }

  /// Caps a law that varies: a value beyond a bound counts as the bound itself.
  func cap(
    _ law: any Law, _ bounds: Bounds, of kind: EventKind, _ node: JSONNode, _ place: Place
  ) -> (any Law)? {
    guard checkSupport(law, bounds, of: kind, node, place) else { return nil }
    let range = kind.range
    let lower = bounds.lower ?? (law.support.lowerBound < range.lower ? range.lower : nil)
    guard lower != nil || bounds.upper != nil else { return law }
    return build(node, place) { () throws(LawError) in
      try Censored(law, lower: lower, upper: bounds.upper)
    }
  }

  /// Refuses a varying law that ends below what its input allows. An endless tail is no mistake:
  /// it is capped. Counts are rounded and capped below, so that a law of them may begin lower.
  func checkSupport(
    _ law: any Law, _ bounds: Bounds, of kind: EventKind, _ node: JSONNode, _ place: Place
  ) -> Bool {
    let low = max(law.support.lowerBound, bounds.lower ?? -.infinity)
    if low < kind.range.lower, low.isFinite, kind.meanRange == nil {
      error(
        node, place,
        "this law reaches down to \(Wording.number(low)); allowed is \(kind.range.words).")
      return false
    }
    let high = min(law.support.upperBound, bounds.upper ?? .infinity)
    guard checkReach(high, of: kind, node, place) else { return false }
    // The mean of a count is bounded because its tail is summed; a law that ends soon has none.
    let ends = law.support.upperBound <= kind.range.largestWritten
    let largest =
      kind.meanRange.map { ends ? kind.range.largestWritten : $0.largestWritten }
      ?? Self.largestMean
    if abs(law.mean) > largest {
      error(
        node, place,
        "the mean of this law is \(Wording.rounded(law.mean)); at most"
          + " \(Wording.rounded(largest)) is supported.")
      return false
    }
    return true
  }

  /// Refuses a law of a count all of whose values are rounded or raised to the smallest one: its
  /// parameters would say nothing.
  func checkReach(
    _ high: Double, of kind: EventKind, _ node: JSONNode, _ place: Place
  ) -> Bool {
    let smallest = kind.range.lower
    guard kind.meanRange != nil, high < smallest + 0.5 else { return true }
    let number = Wording.number(smallest)
    error(
      node, place,
      "this law reaches up to \(Wording.number(high)), so that each of its values counts as"
        + " \(number), the smallest number of \(kind.unit); write \(number), or a law that goes"
        + " further.")
    return false
  }

  /// Means beyond this come from a spread that nobody means.
  private static let largestMean = 1e15

  /// Refuses an unknown whose tails leave the range of sensible numbers: a trial may draw any
  /// value that has a chance of 2^-53.
  private func checkTails(
    _ law: any Law, within range: InputRange, _ node: JSONNode, _ place: Place
  ) -> Bool {
    let unlikely = 0x1p-53
    let low = law.quantile(unlikely)
    let high = law.quantile(1 - unlikely)
    let isTooWide = abs(law.mean) > Self.largestMean || max(abs(low), abs(high)) > 1e30
    let vanishes = range.lower == 0 && !range.includesLower && low < 1e-30
    guard isTooWide || vanishes else { return true }
    error(
      node, place,
      "this law is too wide to compute with: its mean is \(Wording.rounded(law.mean)) and its"
        + " values go from \(Wording.rounded(low)) to \(Wording.rounded(high)); narrow it, or give"
        + " `min` and `max`.")
    return false
  }
}

extension InputRange {
  /// Bounds of a metalog where its text gives none.
  var metalogLower: Double? { lower.isFinite ? lower : nil }
  var metalogUpper: Double? { upper.isFinite ? upper : nil }
}
