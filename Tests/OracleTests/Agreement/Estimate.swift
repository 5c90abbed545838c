/// A number with its standard error from independent replicates.
struct Estimate {
  static let replicates = 64

  /// Quantile of Student's t with 63 degrees of freedom at 1 - 1e-7 / 2.
  ///
  /// Both sides of a comparison have 64 replicates; Welch's degrees of freedom are then at least 63.
  static let farTail = 6.0153

  let value: Double
  let error: Double

  /// The mean of the values; its replicates are 64 runs of consecutive values.
  init(meanOf values: [Double]) {
    self.init(values) { $0.reduce(0, +) / Double($0.count) }
  }

  /// The quantile of the values, by linear interpolation between order statistics (Hyndman & Fan's
  /// seventh definition).
  init(quantile p: Double, of values: [Double]) {
    self.init(values) { Self.quantile(p, $0) }
  }

  private init(_ values: [Double], _ statistic: ([Double]) -> Double) {
    precondition(
      values.count % Self.replicates == 0 && !values.isEmpty,
      "\(values.count) values make no \(Self.replicates) replicates")
    let size = values.count / Self.replicates
    let replicates = (0..<Self.replicates).map {
      statistic(Array(values[($0 * size)..<(($0 + 1) * size)]))
    }
    value = statistic(values)
    let mean = replicates.reduce(0, +) / Double(Self.replicates)
    let squares = replicates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let count = Double(Self.replicates)
    error = (squares / (count - 1) / count).squareRoot()
  }

  private static func quantile(_ p: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    let position = p * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}

/// One number computed twice.
struct Comparison: CustomStringConvertible {
  let name: String
  let engine: Estimate
  let oracle: Estimate
  /// Relative tolerance granted to the engine's model beside the sampling errors.
  let modelTolerance: Double

  var bound: Double {
    let combined = (engine.error * engine.error + oracle.error * oracle.error).squareRoot()
    let scale = max(abs(engine.value), abs(oracle.value))
    // Sums of the same numbers in another order differ by rounding.
    return Estimate.farTail * combined + (modelTolerance + 1e-9) * scale
  }

  /// Distance over what is allowed; at most 1.
  var strain: Double {
    let distance = abs(engine.value - oracle.value)
    return distance == 0 ? 0 : distance / bound
  }

  var description: String {
    "\(name): engine \(engine.value) ± \(engine.error), oracle \(oracle.value) ± \(oracle.error),"
      + " \(strain) of the bound"
  }
}
