import Summaries

/// What readers have kept of all randomisations.
struct MeasureSketches {
  private let readers: [MeasureReader]

  init(_ readers: [MeasureReader]) { self.readers = readers }

  var lineCount: Int { readers.reduce(0) { $0 + $1.lineCount } }

  /// - Precondition: The measure was read.
  subscript(_ measure: Measure, _ reading: MetricReading) -> SketchedSeries {
    let key = MeasureKey(measure, reading)
    return SketchedSeries(
      readers.map { reader in
        guard let sketch = reader.sketches[key] else {
          preconditionFailure("\(measure) was not read")
        }
        return sketch
      })
  }

  /// - Precondition: Cost was read by the field.
  func allocation(by field: String) -> Allocation {
    let values = Set(readers.flatMap { $0.allocated[field].map { Array($0.keys) } ?? [] })
    return Allocation(
      field: field,
      months: values.map { value in
        (
          value,
          SketchedSeries(readers.map { $0.sketch(of: value, in: field) })
            .band(Band.standardProbabilities, hasMean: true)
        )
      })
  }
}

/// A measure whose strategy is known.
struct MeasureKey: Hashable, Sendable {
  private let measure: Measure
  private let strategy: Int

  /// However the strategy is named.
  init(_ measure: Measure, _ reading: MetricReading) {
    switch measure {
    case .metric(let reference):
      self.measure = .metric(reference.ofUsedStrategy)
      strategy = reading.strategy(of: reference)
    case .unit:
      self.measure = measure
      strategy = reading.strategy(of: MetricReference(.costTotal))
    }
  }
}
