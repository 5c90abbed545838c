import Foundation
import Kernels
import Simulation
import Summaries
import Testing

/// What is kept of trials that are gone, against the trials.
@Suite struct SketchTests {
  private static let randomisations = 8
  private static let trials = 8 * 4096
  private static let stretch = 512

  /// A law, and the largest distance of a quantile from that of the trials, in standard deviations of the
  /// law: a bucket at the centre is 1/256 of the half range from P10 to P90, 0.5 % of a standard
  /// deviation, and between the ends of one the trials themselves are not even.
  private static let laws: [(String, @Sendable (Double, Int) -> Double)] = [
    ("normal", { z, _ in 100 + 3 * z }),
    ("narrow, far from 0", { z, _ in 1e6 + 1e-3 * z }),
    ("log-normal, heavy", { z, _ in exp(1.5 * z) }),
    ("of both signs", { z, _ in 50_000 * z - 20_000 }),
    ("with an atom", { z, _ in max(z, 0) }),
    ("of three values", { z, _ in z < -1 ? 10 : z < 1.2 ? 10.001 : 75 }),
    ("infinite in part", { z, _ in z > 1.4 ? .infinity : 12 * exp(z) }),
    ("undefined in part", { z, trial in trial % 5 == 0 ? .nan : z }),
    ("known", { _, _ in 0.0012 }),
    ("known but for rounding", { z, _ in 0.0012 * (1 + z.rounded() * 0x1p-52) }),
  ]

  private static func series(_ law: (Double, Int) -> Double) -> TrialSeries {
    var stream = RandomStream(seed: 1, 5, 9)
    let values = (0..<trials).map { law(stream.normal(), $0) }
    return TrialSeries(expected: values, sampled: values)
  }

  private static func sketched(_ series: TrialSeries) -> SketchedSeries {
    let size = trials / randomisations
    return SketchedSeries(
      (0..<randomisations).map { randomisation in
        var sketch = SeriesSketch(probabilities: [0.5])
        for first in stride(from: randomisation * size, to: (randomisation + 1) * size, by: stretch)
        {
          let range = first..<(first + stretch)
          sketch.add(
            TrialSeries(
              expected: Array(series.expected[range]), sampled: Array(series.sampled[range])))
        }
        return sketch
      })
  }

  @Test(arguments: laws.indices) func bandsAreThoseOfTheTrials(_ index: Int) throws {
    let (name, law) = Self.laws[index]
    let series = Self.series(law)
    let trials = Band(series, randomisations: Self.randomisations)
    let sketch = Self.sketched(series).band(Band.standardProbabilities, hasMean: true)
    #expect(sketch.omitted == trials.omitted, "\(name)")
    #expect((sketch.mean == nil) == (trials.mean == nil), "\(name)")
    if let found = sketch.mean, let exact = trials.mean {
      #expect(abs(found.value - exact.value) <= 1e-12 * abs(exact.value), "\(name)")
      #expect(abs(found.error - exact.error) <= 1e-9 * exact.error, "\(name)")
    }
    for (found, exact) in zip(sketch.quantiles, trials.quantiles) {
      let (estimate, whole) = (found.estimate, exact.estimate)
      if whole.value.isInfinite {
        #expect(estimate == whole, "\(name)")
        continue
      }
      // A fifth of the error: both have it in common, and only places within a bucket differ.
      #expect(
        abs(estimate.value - whole.value) <= 0.2 * whole.error + 1e-12 * abs(whole.value),
        "\(name) P\(exact.probability): \(estimate) for \(whole)")
      if whole.error.isFinite {
        #expect(
          abs(estimate.error - whole.error) <= 0.1 * whole.error, "\(name) P\(exact.probability)")
      }
    }
  }

  /// But for values that differ by rounding: to a sketch they are one.
  @Test(arguments: laws.indices.dropLast()) func probabilitiesAreThoseOfTheTrials(
    _ index: Int
  ) throws {
    let (name, law) = Self.laws[index]
    let series = Self.series(law)
    let sketch = Self.sketched(series)
    let sorted = series.sampled.filter { !$0.isNaN }.sorted()
    for share in [0.0, 0.1, 0.5, 0.9, 1] {
      let bound = sorted[Int(share * Double(sorted.count - 1))]
      for event in [{ $0 <= bound }, { $0 >= bound }] as [(Double) -> Bool] {
        let exact = try #require(
          ProbabilityEstimate(series, randomisations: Self.randomisations, event: event))
        let found = try #require(sketch.probability(splitAt: bound, event))
        #expect(found.count == exact.count && found.omitted == exact.omitted, "\(name)")
        #expect(found.isExact == exact.isExact, "\(name)")
        // The values of one bucket: at most half a per cent of a standard deviation wide.
        #expect(
          abs(Double(found.hits - exact.hits)) <= 0.002 * Double(exact.count),
          "\(name) at \(bound): \(found.hits) for \(exact.hits)")
      }
    }
  }

  @Test func valuesOfTheirOwnAreCountedExactly() throws {
    let series = Self.series { z, _ in z < -1 ? 10 : z < 1.2 ? 10.001 : 75 }
    let sketch = Self.sketched(series)
    for bound in [10, 10.001, 75] {
      for event in [{ $0 <= bound }, { $0 < bound }] as [(Double) -> Bool] {
        let exact = ProbabilityEstimate(
          series, randomisations: Self.randomisations, event: event)
        #expect(sketch.probability(splitAt: bound, event) == exact)
      }
    }
  }

  @Test func tailMeansAreThoseOfTheTrials() throws {
    for (name, law) in Self.laws[..<6] {
      let series = Self.series(law)
      let sketch = Self.sketched(series)
      for probability in [0.5, 0.95, 0.99] {
        let exact = try #require(
          Replicated(series.sampled, randomisations: Self.randomisations) {
            SortedStatistic.tailMean(probability, $0)
          })
        let found = try #require(sketch.tailMean(probability))
        #expect(
          abs(found.value - exact.value) <= 0.1 * exact.estimate.error + 1e-12 * exact.value,
          "\(name): \(found.value) for \(exact.value)")
      }
    }
  }

  @Test func aValueThatComesUpLateWasNothingBefore() throws {
    var sketch = SeriesSketch(probabilities: [])
    sketch.add(zeros: 30)
    sketch.add(TrialSeries(expected: [4, 6], sampled: [4, 6]))
    let band = SketchedSeries([sketch, sketch]).band([0.5, 0.99], hasMean: true)
    #expect(abs(try #require(band.mean).value - 10.0 / 32) < 1e-15)
    #expect(band[0.5]?.value == 0)
    #expect(try #require(band[0.99]).value > 5.9)
  }

  @Test func withoutATrialThereIsNoBand() {
    let sketch = SketchedSeries([SeriesSketch(probabilities: []), SeriesSketch(probabilities: [])])
    #expect(sketch.band([0.5], hasMean: true) == Band(mean: nil, quantiles: []))
    #expect(sketch.probability(splitAt: 1) { $0 < 1 } == nil)
    #expect(sketch.tailMean(0.95) == nil)
  }
}
