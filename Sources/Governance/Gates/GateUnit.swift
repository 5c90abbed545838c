import Scenarios
import Summaries

/// What a number in a gate is measured in, and which numbers decide anything.
struct GateUnit {
  /// For messages, e.g. "US dollars".
  private let words: String
  /// Values that what is measured may have.
  private let range: ClosedRange<Double>
  /// Whether a percent sign makes sense.
  private let takesPercent: Bool
  /// Shares and probabilities, 0...1.
  let isShare: Bool
  /// A limit as one would write it.
  let example: String
  private let isChange: Bool

  private init(
    _ words: String, range: ClosedRange<Double>, takesPercent: Bool, example: String,
    isChange: Bool = false
  ) {
    self.words = words
    self.range = range
    self.takesPercent = takesPercent
    self.example = example
    self.isChange = isChange
    isShare = range == 0...1
  }

  init(_ metric: MetricName) {
    let isShare = metric.range == 0...1
    self.init(
      metric.unit.words, range: metric.range, takesPercent: isShare || metric.unit == .ratio,
      example: isShare ? "0.8" : metric.unit.example)
  }

  init(_ aggregation: Gate.Aggregation, of metric: MetricName) {
    if case .probability = aggregation {
      self.init("a probability", range: 0...1, takesPercent: true, example: "0.8")
    } else {
      self.init(metric)
    }
  }

  /// The unit of a change of what this one measures.
  func changed(by change: Gate.Change) -> GateUnit {
    switch change {
    case .relative:
      // What cannot be negative loses no more than all of it.
      GateUnit(
        words, range: (range.lowerBound < 0 ? -.infinity : -1) ... .infinity, takesPercent: true,
        example: "15%", isChange: true)
    case .absolute:
      GateUnit(
        words, range: isShare ? -1...1 : -.infinity ... .infinity, takesPercent: true,
        example: example, isChange: true)
    }
  }

  /// Refuses a number of another unit, and a limit that every possible value meets or none does.
  func check(
    _ number: TypedNumber, _ comparison: Comparison, _ scanner: ExpressionScanner
  ) throws(ExpressionError) {
    if number.isPercent, !takesPercent {
      throw scanner.error(
        "found a percentage where the metric is in \(words); write \(example), or hold its change "
          + "against a share of the base: change(...) <= 15%.", at: number.column)
    }
    guard range.contains(number.value) else {
      throw scanner.error(outside, at: number.column)
    }
    let decides =
      switch comparison {
      case .less, .greaterOrEqual: number.value > range.lowerBound
      case .lessOrEqual, .greater: number.value < range.upperBound
      }
    guard decides else {
      throw scanner.error(
        "every value \(rangeWords) meets this limit, or none does; write one that decides, "
          + "e.g. \(isShare ? ">= 0.8" : isChange ? "<= 15%" : "<= \(example)").",
        at: number.column)
    }
  }

  private var outside: String {
    if isShare { return "expected a limit within 0 and 1: write 0.8 or 80% for 80 %." }
    return "expected a limit \(rangeWords): nothing else is possible here."
  }

  private var rangeWords: String {
    if isShare { return "within 0 and 1" }
    if isChange, range.lowerBound == -1, range.upperBound == 1 { return "within -1 and 1" }
    return isChange ? "from -100% on" : "from 0 on"
  }
}

extension MetricName.Unit {
  fileprivate var example: String {
    switch self {
    case .dollars, .tokens, .units: "5000"
    case .dollarsPerUnit, .dollarsPerSession: "0.05"
    case .months: "12"
    case .callsPerUnit: "3"
    case .fraction: "0.8"
    case .ratio: "20%"
    }
  }

  fileprivate var words: String {
    switch self {
    case .dollars: "US dollars"
    case .dollarsPerUnit: "US dollars a unit"
    case .dollarsPerSession: "US dollars a session"
    case .tokens: "tokens"
    case .units: "units"
    case .months: "months"
    case .callsPerUnit: "calls a unit"
    case .fraction: "a share"
    case .ratio: "a share of what was spent"
    }
  }
}
