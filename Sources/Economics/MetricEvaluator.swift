import Scenarios
import Simulation
import Summaries

/// Answers every metric of one simulation, those of columns and the economic ones, and remembers
/// the bands it has made.
///
/// Not for use from several tasks at once.
package final class MetricEvaluator {
  /// Quantiles by integration along lines, or what stands in their way.
  package typealias LineOutcome = Result<LineQuantiles, LineQuantiles.Obstacle>

  private let reading: MetricReading
  /// Where trials came in stretches and are gone: what was kept of them.
  private let sketches: MeasureSketches?
  private var bands: [BandKey: Band] = [:]
  /// `nil` inside where a measure has none.
  private var quantiles: [Measure: LineOutcome?] = [:]

  private struct BandKey: Hashable {
    let measure: Measure
    let probabilities: [Double]
  }

  package init(_ result: SimulationResult) {
    reading = MetricReading(result)
    sketches = nil
  }

  /// - Parameters:
  ///   - result: Of a run in stretches.
  ///   - readers: By randomisation.
  package init(_ result: SimulationResult, _ readers: [MeasureReader]) {
    reading = MetricReading(result)
    sketches = MeasureSketches(readers)
  }

  package var result: SimulationResult { reading.result }

  /// Whether no more is known of the trials than bands and probabilities.
  var isSketched: Bool { sketches != nil }

  /// Index into the result's strategies of the one that a metric is about: the one it names, else
  /// the one in use, else (when that was not simulated) the first.
  package func strategy(of reference: MetricReference) -> Int { reading.strategy(of: reference) }

  /// The metric in every trial; NaN in a trial where it is undefined.
  ///
  /// - Precondition: An economic metric needs a scenario with a `value` block; the trials are at hand.
  package func series(for reference: MetricReference) -> TrialSeries {
    precondition(sketches == nil, "trials of a run in stretches")
    return reading.series(for: reference)
  }

  package func band(
    for reference: MetricReference, probabilities: [Double] = Band.standardProbabilities
  ) -> Band {
    band(for: .metric(reference), probabilities: probabilities)
  }

  package func band(
    for measure: Measure, probabilities: [Double] = Band.standardProbabilities
  ) -> Band {
    let key = BandKey(measure: measure, probabilities: probabilities)
    if let band = bands[key] { return band }
    let band: Band
    if let sketches {
      band = sketches[measure, reading].band(probabilities, hasMean: measure.hasMean)
    } else {
      let series = reading.series(for: measure)
      band = reading.band(
        for: measure, series, lineQuantiles(for: measure, series), probabilities: probabilities)
    }
    bands[key] = band
    return band
  }

  /// Quantiles of a metric of cost by integration along lines, or what stands in their way; `nil` of
  /// other metrics, and of a run without lines.
  ///
  /// - Precondition: The trials are at hand.
  package func lineQuantiles(for reference: MetricReference) -> LineOutcome? {
    lineQuantiles(for: .metric(reference), reading.series(for: reference))
  }

  private func lineQuantiles(
    for measure: Measure, _ series: @autoclosure () -> TrialSeries
  ) -> LineOutcome? {
    precondition(sketches == nil, "trials of a run in stretches")
    if let known = quantiles[measure] { return known }
    let found = reading.lineQuantiles(for: measure, series())
    quantiles[measure] = found
    return found
  }

  /// Lines over all randomisations.
  package var lineCount: Int {
    sketches?.lineCount ?? (result.strategies[0].lines?.lines ?? 0) * result.randomisations
  }

  /// Whether quantiles of a metric come from lines, or what stands in their way; `nil` where it has none.
  package func integration(of reference: MetricReference) -> Result<Void, LineQuantiles.Obstacle>? {
    if let sketches { return sketches[.metric(reference), reading].integration }
    return lineQuantiles(for: reference)?.map { _ in }
  }

  /// The probability of an event that begins or ends at a bound; `nil` where no trial defines the metric.
  package func probability(
    of reference: MetricReference, splitAt bound: Double, event: (Double) -> Bool
  ) -> ProbabilityEstimate? {
    if let sketches {
      return sketches[.metric(reference), reading].probability(splitAt: bound, event)
    }
    return ProbabilityEstimate(
      reading.series(for: reference), randomisations: result.randomisations, event: event)
  }

  /// The mean of the highest part of a metric's values, 1 - `probability` of them; `nil` where no trial
  /// defines it.
  package func tailMean(_ probability: Double, of reference: MetricReference) -> Replicated? {
    if let sketches { return sketches[.metric(reference), reading].tailMean(probability) }
    return Replicated(
      reading.series(for: reference).sampled, randomisations: result.randomisations
    ) { SortedStatistic.tailMean(probability, $0) }
  }

  /// What each value of a field costs a month, by a series where the trials are at hand.
  package func allocation(strategy: Int, by field: String) -> Allocation {
    sketches?.allocation(by: field) ?? Allocation(result, strategy: strategy, by: field)
  }

  /// Makes bands on several threads, ahead of the report that shows them, and looks for lines of all costs,
  /// of which its notes tell.
  ///
  /// - Parameter shown: All that a report of one run shows, unless given.
  package func prepare(_ shown: [Measure]? = nil, threads: Int) async {
    guard sketches == nil else { return }
    let reading = reading
    let shown = shown ?? result.shownMeasures
    let banded = Set(shown)
    let measures = shown + result.costMetrics.map { .metric($0) }.filter { !banded.contains($0) }
    await withTaskGroup(of: [(Measure, LineOutcome?, Band?)].self) { group in
      for thread in 0..<max(threads, 1) {
        group.addTask {
          stride(from: thread, to: measures.count, by: max(threads, 1)).map { place in
            let measure = measures[place]
            let series = reading.series(for: measure)
            let lines = reading.lineQuantiles(for: measure, series)
            let band =
              banded.contains(measure)
              ? reading.band(
                for: measure, series, lines, probabilities: Band.standardProbabilities) : nil
            return (measure, lines, band)
          }
        }
      }
      for await part in group {
        for (measure, lines, band) in part {
          quantiles[measure] = lines
          bands[BandKey(measure: measure, probabilities: Band.standardProbabilities)] = band
        }
      }
    }
  }
}
