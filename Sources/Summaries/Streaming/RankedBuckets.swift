import Kernels

/// The values of histograms together, those of a bucket evenly over it: a distribution function that is
/// straight between places, and rises at once at a value of its own.
struct RankedBuckets: RankedValues {
  /// Values below a place, and up to it.
  private struct Place: Sendable {
    let value: Double
    let below: Double
    let upTo: Double
  }

  private let places: [Place]
  let count: Int

  init(_ histograms: [ValueHistogram]) {
    count = histograms.reduce(0) { $0 + $1.count }
    // At a value: values that are equal to it, and how many a unit begin there or end.
    var changes: [(value: Double, equal: Double, slope: Double)] = []
    for bucket in histograms.flatMap(\.buckets) {
      let held = Double(bucket.count)
      if bucket.low == bucket.high {
        changes.append((bucket.low, held, 0))
      } else {
        let slope = held / (bucket.high - bucket.low)
        changes.append((bucket.low, 0, slope))
        changes.append((bucket.high, 0, -slope))
      }
    }
    changes.sort { $0.value < $1.value }
    var places: [Place] = []
    var (upTo, slope) = (0.0, 0.0)
    var next = 0
    while next < changes.count {
      let value = changes[next].value
      let width = places.last.map { value - $0.value } ?? 0
      let below = slope > 0 && width.isFinite ? upTo + slope * width : upTo
      upTo = below
      while next < changes.count, changes[next].value == value {
        upTo += changes[next].equal
        slope += changes[next].slope
        next += 1
      }
      places.append(Place(value: value, below: below, upTo: upTo))
    }
    self.places = places
  }

  /// The one value that there is.
  var constant: Double? { places.count == 1 ? places[0].value : nil }
  var isConstant: Bool { constant != nil }

  func quantile(_ probability: Double) -> Double {
    // The value of a rank stands in its middle.
    let rank = OrderStatistics.rank(probability, count: count) + 0.5
    let place = first { $0.upTo >= rank }
    guard place < places.count else { return places[places.count - 1].value }
    let high = places[place]
    guard place > 0, rank < high.below else { return high.value }
    let low = places[place - 1]
    return low.value + (high.value - low.value) * (rank - low.upTo) / (high.below - low.upTo)
  }

  func share(upTo value: Double) -> Double {
    guard count > 0 else { return .nan }
    let place = first { $0.value > value }
    guard place > 0 else { return 0 }
    let low = places[place - 1]
    guard place < places.count, value > low.value else { return low.upTo / Double(count) }
    let high = places[place]
    let part = high.value.isFinite ? (value - low.value) / (high.value - low.value) : 0
    return (low.upTo + (high.below - low.upTo) * part) / Double(count)
  }

  /// The mean of the highest part of the values, 1 - `probability` of them, as
  /// ``SortedStatistic/tailMean(_:_:)``.
  ///
  /// - Source: Rockafellar & Uryasev, "Conditional value-at-risk for general loss distributions" (2002),
  ///   eq. 10: the quantile, and the mean excess over it divided by the part.
  func tailMean(_ probability: Double) -> Double {
    let border = quantile(probability)
    guard border.isFinite else { return border }
    var excess = 0.0
    for place in places.indices where places[place].value > border {
      let here = places[place]
      if here.upTo > here.below { excess += (here.upTo - here.below) * (here.value - border) }
      guard place > 0, here.below > places[place - 1].upTo else { continue }
      let low = places[place - 1]
      let from = max(low.value, border)
      let held =
        (here.below - low.upTo) * (here.value - from) / (here.value - low.value)
      excess += held * ((from + here.value) / 2 - border)
    }
    return border + excess / (Double(count) * (1 - probability))
  }

  /// How many values belong to an event that begins or ends at a bound.
  func hits(splitAt bound: Double, _ event: (Double) -> Bool) -> Int {
    var hits = 0.0
    for place in places.indices {
      let here = places[place]
      if event(here.value) { hits += here.upTo - here.below }
      guard place > 0, here.below > places[place - 1].upTo else { continue }
      let low = places[place - 1]
      let held = here.below - low.upTo
      let part = min(max((bound - low.value) / (here.value - low.value), 0), 1)
      if part > 0, event(low.value + part / 2 * (here.value - low.value)) { hits += held * part }
      if part < 1, event(here.value - (1 - part) / 2 * (here.value - low.value)) {
        hits += held * (1 - part)
      }
    }
    return Int(hits.rounded())
  }

  /// The first place that a condition holds for, as it does for all behind it; their number without any.
  private func first(_ holds: (Place) -> Bool) -> Int {
    var bounds = 0..<places.count
    while !bounds.isEmpty {
      let middle = bounds.lowerBound + bounds.count / 2
      bounds =
        holds(places[middle]) ? bounds.lowerBound..<middle : middle + 1..<bounds.upperBound
    }
    return bounds.lowerBound
  }
}
