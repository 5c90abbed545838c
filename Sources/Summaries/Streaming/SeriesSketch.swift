import Kernels
import Simulation

/// What is kept of a metric in one randomisation whose trials come some at a time.
package struct SeriesSketch: Sendable {
  /// What quantiles along lines are kept of.
  let probabilities: [Double]
  /// Of the expectations, NaN left out: the first, the sum of distances from it, and how many.
  private(set) var origin = Double.nan
  private(set) var distances = 0.0
  private(set) var defined = 0
  private(set) var isConstant = true
  private(set) var sampled = ValueHistogram()
  /// Trials, those too in which the metric is undefined.
  package private(set) var trials = 0
  /// Sums of quantiles along lines, each stretch counting by its trials.
  private var lineSums: [Double]
  private var trialsWithLines = 0
  private(set) var obstacle: LineQuantiles.Obstacle?

  /// - Parameter probabilities: Inside (0, 1).
  package init(probabilities: [Double]) {
    self.probabilities = probabilities
    lineSums = probabilities.map { _ in 0 }
  }

  /// Adds a stretch of trials.
  ///
  /// - Parameter lines: Quantiles of the stretch along lines, or what stands in their way; `nil` where a
  ///   metric has none.
  package mutating func add(
    _ series: TrialSeries, lines: Result<LineQuantiles, LineQuantiles.Obstacle>? = nil
  ) {
    let expected = series.expected.filter { !$0.isNaN }
    if let first = expected.first {
      if defined == 0 { origin = first }
      let origin = origin
      if isConstant { isConstant = expected.allSatisfy { $0 == origin } }
      distances += fixedOrderSum(expected.map { $0 - origin })
      defined += expected.count
    }
    sampled.add(series.sampled)
    trials += series.count
    switch lines {
    case .success(let lines)?:
      trialsWithLines += series.count
      for (place, probability) in probabilities.enumerated() {
        lineSums[place] += lines.quantile(probability).value * Double(series.count)
      }
    case .failure(let obstacle)?:
      self.obstacle = self.obstacle ?? obstacle
    case nil: break
    }
  }

  /// Adds trials in which the metric is 0.
  package mutating func add(zeros: Int) {
    guard zeros > 0 else { return }
    if defined == 0 { origin = 0 }
    if origin != 0 { isConstant = false }
    distances -= origin * Double(zeros)
    defined += zeros
    sampled.add([Double](repeating: 0, count: zeros))
    trials += zeros
  }

  /// The mean of the stretches' quantiles along lines; `nil` without any or with an obstacle, and of other
  /// probabilities.
  func lineQuantile(_ probability: Double) -> Double? {
    guard obstacle == nil, trialsWithLines > 0,
      let place = probabilities.firstIndex(of: probability)
    else { return nil }
    return lineSums[place] / Double(trialsWithLines)
  }
}

/// A metric over all randomisations, of which the trials are gone.
package struct SketchedSeries: Sendable {
  private let parts: [SeriesSketch]

  /// - Precondition: One part a randomisation, each of as many trials.
  package init(_ parts: [SeriesSketch]) { self.parts = parts }

  private var sample: RankedSample<RankedBuckets> {
    RankedSample(
      pooled: RankedBuckets(parts.map(\.sampled)), parts: parts.map { RankedBuckets([$0.sampled]) })
  }

  /// Whether quantiles come from lines, or what stands in their way; `nil` where the metric has no lines.
  package var integration: Result<Void, LineQuantiles.Obstacle>? {
    if let obstacle = parts.lazy.compactMap(\.obstacle).first { return .failure(obstacle) }
    let isIntegrated = parts.allSatisfy { part in
      part.probabilities.first.map { part.lineQuantile($0) != nil } ?? false
    }
    return isIntegrated ? .success(()) : nil
  }

  /// The band that the trials themselves would have, but for the width of the buckets; of quantiles along
  /// lines the mean over stretches.
  package func band(_ probabilities: [Double], hasMean: Bool) -> Band {
    let count = parts.reduce(0) { $0 + $1.sampled.count }
    lazy var sample = sample
    return Band(
      mean: hasMean ? mean : nil,
      quantiles: count == 0
        ? []
        : probabilities.map {
          Band.Quantile(probability: $0, estimate: lineQuantile($0) ?? sample.quantile($0))
        },
      omitted: parts.reduce(0) { $0 + $1.trials } - count)
  }

  private var mean: Estimate? {
    let defined = parts.filter { $0.defined > 0 }
    guard let origin = defined.first?.origin else { return nil }
    return Estimate(
      origin: origin,
      distances: defined.map {
        ($0.distances + ($0.origin - origin) * Double($0.defined), $0.defined)
      },
      isConstant: defined.allSatisfy { $0.isConstant && $0.origin == origin })
  }

  private func lineQuantile(_ probability: Double) -> Estimate? {
    guard case .success? = integration else { return nil }
    let replicates = parts.compactMap { $0.lineQuantile(probability) }
    return replicates.count == parts.count ? Estimate(meanOfReplicates: replicates) : nil
  }

  /// The probability of an event that begins or ends at a bound.
  package func probability(
    splitAt bound: Double, _ event: (Double) -> Bool
  ) -> ProbabilityEstimate? {
    let sample = sample
    return ProbabilityEstimate(
      hits: sample.parts.map { $0.hits(splitAt: bound, event) }, counts: sample.parts.map(\.count),
      trials: parts.reduce(0) { $0 + $1.trials },
      isExact: sample.pooled.constant?.isFinite ?? false)
  }

  /// Mean of the highest part of the values; `nil` where no trial defines the metric.
  package func tailMean(_ probability: Double) -> Replicated? {
    let sample = sample
    return sample.isEmpty
      ? nil
      : Replicated(
        value: sample.pooled.tailMean(probability),
        replicates: sample.parts.map { $0.count == 0 ? .nan : $0.tailMean(probability) })
  }
}
