import Simulation
import Summaries

/// Reads what a report shows from trials that come some at a time, in one randomisation.
package struct MeasureReader: StretchReader {
  /// Metrics to read besides those that a report shows.
  private let others: [MetricReference]
  /// Fields by which cost is allocated.
  private let fields: [String]
  private let probabilities: [Double]
  private(set) var sketches: [MeasureKey: SeriesSketch] = [:]
  /// By field, then value, US dollars a month.
  private(set) var allocated: [String: [String: SeriesSketch]] = [:]
  private(set) var lineCount = 0
  private var trials = 0

  /// - Parameters:
  ///   - probabilities: Of quantiles that are taken along lines, besides the standard ones.
  package init(
    metrics others: [MetricReference], probabilities: [Double], allocatedBy fields: [String]
  ) {
    self.others = others
    self.fields = fields
    self.probabilities = probabilities.reduce(into: Band.standardProbabilities) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  package mutating func read(_ stretch: SimulationResult) {
    let reading = MetricReading(stretch)
    var read = Set<MeasureKey>()
    for measure in stretch.shownMeasures + others.map({ .metric($0) }) {
      let key = MeasureKey(measure, reading)
      guard read.insert(key).inserted else { continue }
      let series = reading.series(for: measure)
      sketches[key, default: SeriesSketch(probabilities: probabilities)].add(
        series, lines: reading.lineQuantiles(for: measure, series))
    }
    let strategy = reading.strategy(of: MetricReference(.costTotal))
    for field in fields {
      for (value, series) in Allocation.series(stretch, strategy: strategy, by: field) {
        var sketch =
          allocated[field, default: [:]][value] ?? SeriesSketch(probabilities: probabilities)
        sketch.add(zeros: trials - sketch.trials)
        sketch.add(series)
        allocated[field, default: [:]][value] = sketch
      }
    }
    trials += stretch.trials
    lineCount += stretch.strategies[0].lines?.lines ?? 0
  }

  /// What a value of a field costs; nothing where it never came up.
  func sketch(of value: String, in field: String) -> SeriesSketch {
    var sketch = allocated[field]?[value] ?? SeriesSketch(probabilities: probabilities)
    sketch.add(zeros: trials - sketch.trials)
    return sketch
  }
}
