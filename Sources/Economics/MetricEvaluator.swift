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
  private var bands: [BandKey: Band] = [:]
  /// `nil` inside where a metric has none.
  private var quantiles: [MetricReference: LineOutcome?] = [:]

  private struct BandKey: Hashable {
    let reference: MetricReference
    let probabilities: [Double]
  }

  package init(_ result: SimulationResult) {
    reading = MetricReading(result)
  }

  package var result: SimulationResult { reading.result }

  /// Index into the result's strategies of the one that a metric is about: the one it names, else
  /// the one in use, else (when that was not simulated) the first.
  package func strategy(of reference: MetricReference) -> Int { reading.strategy(of: reference) }

  /// The metric in every trial; NaN in a trial where it is undefined.
  ///
  /// - Precondition: An economic metric needs a scenario with a `value` block.
  package func series(for reference: MetricReference) -> TrialSeries {
    reading.series(for: reference)
  }

  package func band(
    for reference: MetricReference, probabilities: [Double] = Band.standardProbabilities
  ) -> Band {
    let key = BandKey(reference: reference, probabilities: probabilities)
    if let band = bands[key] { return band }
    let band = reading.band(
      for: reference, lineQuantiles(for: reference), probabilities: probabilities)
    bands[key] = band
    return band
  }

  /// Quantiles of a metric of cost by integration along lines, or what stands in their way; `nil` of
  /// other metrics, and of a run without lines.
  package func lineQuantiles(for reference: MetricReference) -> LineOutcome? {
    if let known = quantiles[reference] { return known }
    let found = reading.lineQuantiles(for: reference)
    quantiles[reference] = found
    return found
  }

  /// Makes the bands of the metrics that a report shows on several threads, ahead of the report.
  package func prepare(threads: Int) async {
    let reading = reading
    let costs = costMetrics
    let references = costs + shownMetrics.filter { !costs.contains($0) }
    await withTaskGroup(of: [(MetricReference, LineOutcome?, Band)].self) { group in
      for thread in 0..<max(threads, 1) {
        group.addTask {
          stride(from: thread, to: references.count, by: max(threads, 1)).map { place in
            let reference = references[place]
            let lines = reading.lineQuantiles(for: reference)
            return (
              reference, lines,
              reading.band(for: reference, lines, probabilities: Band.standardProbabilities)
            )
          }
        }
      }
      for await part in group {
        for (reference, lines, band) in part {
          quantiles[reference] = lines
          bands[BandKey(reference: reference, probabilities: Band.standardProbabilities)] = band
        }
      }
    }
  }
}
