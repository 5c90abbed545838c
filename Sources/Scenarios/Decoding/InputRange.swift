/// The values an input may take.
package struct InputRange: Sendable, Equatable {
  /// Name of the range in the JSON Schema.
  let name: String
  package let lower: Double
  package let upper: Double
  package let includesLower: Bool
  package let includesUpper: Bool
  /// Largest number that a file may write, where the range itself has no end: beyond it products
  /// leave the range of sensible doubles, and no feature has 10^12 of anything.
  let largestWritten: Double
  let shape: Shape

  /// Which law two bare percentiles stand for.
  enum Shape: Sendable {
    case positive, unit, atLeastOne, signed
  }

  package static let nonNegative = InputRange(name: "nonNegative", from: 0, shape: .positive)
  package static let positive = InputRange(name: "positive", above: 0, shape: .positive)
  package static let probability = InputRange(name: "probability", from: 0, to: 1, shape: .unit)
  /// Tokens in a second or a minute. One that serves less than a token in 17 minutes serves nobody.
  static let throughput = InputRange(name: "throughput", from: 0.001, shape: .positive)
  /// What a price is for; of less than a millionth the price itself would be no sensible number.
  static let amount = InputRange(name: "amount", from: 1e-6, shape: .positive)
  /// Turns of a session. More than 1,000 is one unit mistaken for another.
  package static let turnCount = InputRange(
    name: "turnCount", from: 1, largestWritten: 1000, shape: .atLeastOne)
  package static let stepCount = InputRange(
    name: "stepCount", from: 0, largestWritten: 1000, shape: .positive)
  /// Share of the ceiling at launch: a logistic reaches half of it later.
  package static let launchShare = InputRange(
    name: "launchShare", above: 0, below: 0.5, shape: .unit)
  package static let autocorrelation = InputRange(
    name: "autocorrelation", above: -1, below: 1, shape: .signed)
  /// A relative change per month; -1 would leave nothing.
  package static let relativeChange = InputRange(
    name: "relativeChange", above: -1, to: 1, shape: .signed)
  /// Points of a probability, gained or lost.
  package static let shareChange = InputRange(
    name: "shareChange", from: -1, to: 1, shape: .signed)
  /// Relative change in a year; -1 would leave nothing, and 100 is a hundredfold.
  static let growth = InputRange(name: "growth", above: -1, to: 100, shape: .signed)
  /// Untracked use up to nine times the tracked: its ratio share / (1 - share) has a mean.
  static let shadowShare = InputRange(name: "shadowShare", from: 0, to: 0.9, shape: .unit)
  static let peakToMean = InputRange(name: "peakToMean", from: 1, to: 168, shape: .atLeastOne)
  /// Coefficient of variation of an hour; 3 is one busy hour in ten.
  static let burstiness = InputRange(name: "burstiness", from: 0, to: 3, shape: .positive)
  /// Share of a server's throughput: below a twentieth it would mostly wait.
  static let utilisation = InputRange(name: "utilisation", from: 0.05, to: 1, shape: .unit)
  static let rank = InputRange(name: "rank", from: -1, to: 1, shape: .signed)
  package static let signed = InputRange(name: "signed", shape: .signed)
  static let temperature = InputRange(name: "temperature", from: 0, to: 2, shape: .positive)
  static let topP = InputRange(name: "topP", above: 0, to: 1, shape: .unit)

  /// Means of a count that varies: the tail of a geometric reaches 18 times as far, and the engine
  /// sums over every count.
  static let turnMean = InputRange(
    name: "turnMean", from: 1, largestWritten: 200, shape: .atLeastOne)
  static let stepMean = InputRange(
    name: "stepMean", from: 0, largestWritten: 200, shape: .positive)
  /// Mean or median of a continuous law that is rounded to a count.
  static let roundedMean = InputRange(
    name: "roundedMean", above: 0, largestWritten: 200, shape: .positive)

  /// Parameters of laws, so far as every law can be built and its moments are sensible numbers. A
  /// trial may draw any of these values.
  static let variation = InputRange(name: "variation", from: 0.001, to: 100, shape: .positive)
  static let logDeviation = InputRange(name: "logDeviation", from: 0.001, to: 5, shape: .positive)
  static let shape = InputRange(name: "shape", from: 0.1, to: 1e6, shape: .positive)
  static let countMean = InputRange(name: "countMean", from: 0, to: 1e9, shape: .positive)

  /// - Parameters:
  ///   - from: Smallest value; or else
  ///   - above: the value just below all of them.
  private init(
    name: String, from: Double? = nil, above: Double? = nil, to: Double? = nil,
    below: Double? = nil, largestWritten: Double = 1e12, shape: Shape
  ) {
    self.name = name
    self.lower = from ?? above ?? -.infinity
    self.upper = to ?? below ?? .infinity
    self.includesLower = above == nil
    self.includesUpper = below == nil
    self.largestWritten = largestWritten
    self.shape = shape
  }

  /// True for a number that a file may write.
  package func contains(_ value: Double) -> Bool {
    (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper) && abs(value) <= largestWritten
  }

  /// What both ranges allow; `nil` when that is nothing.
  func intersection(_ other: InputRange) -> InputRange? {
    let low = max(lower, other.lower)
    let high = min(upper, other.upper)
    let includesLow = (lower < low || includesLower) && (other.lower < low || other.includesLower)
    let includesHigh =
      (upper > high || includesUpper) && (other.upper > high || other.includesUpper)
    guard low < high || (low == high && includesLow && includesHigh) else { return nil }
    let shape: Shape =
      low < 0 ? .signed : high <= 1 ? .unit : low >= 1 ? .atLeastOne : .positive
    return InputRange(
      name: name, from: includesLow ? low : nil, above: includesLow ? nil : low,
      to: includesHigh ? high : nil, below: includesHigh ? nil : high,
      largestWritten: min(largestWritten, other.largestWritten), shape: shape)
  }

  /// What is allowed, e.g. "a number from 0 to 1".
  package var words: String {
    func written(_ bound: Double) -> String {
      abs(bound) == 1e12 ? (bound < 0 ? "-10^12" : "10^12") : Wording.number(bound)
    }
    let low = written(lower.isFinite ? lower : -largestWritten)
    let high = written(upper.isFinite ? upper : largestWritten)
    return switch (includesLower, includesUpper) {
    case (true, true): "a number from \(low) to \(high)"
    case (false, true): "a number above \(low), at most \(high)"
    case (true, false): "a number from \(low) to just below \(high)"
    case (false, false): "a number between \(low) and \(high), both excluded"
    }
  }

  /// As JSON Schema keywords.
  var schemaMembers: [JSONText.Member] {
    [
      JSONText.Member(
        key: includesLower ? "minimum" : "exclusiveMinimum",
        value: .number(lower.isFinite ? lower : -largestWritten)),
      JSONText.Member(
        key: includesUpper ? "maximum" : "exclusiveMaximum",
        value: .number(upper.isFinite ? upper : largestWritten)),
    ]
  }
}
