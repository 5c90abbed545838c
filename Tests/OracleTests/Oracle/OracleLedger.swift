/// Billed tokens by meter, their cost in US dollars, and the attempts made.
struct OracleUsage {
  var input = 0.0
  var read = 0.0
  var write = 0.0
  var output = 0.0
  var inputCost = 0.0
  var readCost = 0.0
  var writeCost = 0.0
  var outputCost = 0.0
  var calls = 0.0

  var cost: Double { inputCost + readCost + writeCost + outputCost }

  mutating func scaleCosts(by factor: Double) {
    inputCost *= factor
    readCost *= factor
    writeCost *= factor
    outputCost *= factor
  }

  static func += (total: inout OracleUsage, other: OracleUsage) {
    total.input += other.input
    total.read += other.read
    total.write += other.write
    total.output += other.output
    total.inputCost += other.inputCost
    total.readCost += other.readCost
    total.writeCost += other.writeCost
    total.outputCost += other.outputCost
    total.calls += other.calls
  }
}

/// What one segment did in one week.
struct OracleWeek {
  var usage = OracleUsage()
  var sessions = 0.0
  /// US dollars of the response cache.
  var lookups = 0.0
  /// Turns that reach a model.
  var turns = 0.0
  var escalations = 0.0
  var budgetEnds = 0.0
  var units = 0.0
  var successes = 0.0
  var activeUserMonths = 0.0
}

/// What one trial used and cost: by segment and week, and by place in the workflow.
struct OracleLedger {
  /// `weeks[segment][week]`.
  var weeks: [[OracleWeek]]
  /// `places[segment][label][model]`, with the indices of ``OracleNames``.
  private(set) var places: [[[OracleUsage]]]
  /// Tokens of everything that was entered since the last reset.
  var tokens = 0.0

  init(segments: Int, weeks: Int, names: OracleNames) {
    let models = Array(repeating: OracleUsage(), count: names.models.count)
    let labels = Array(repeating: models, count: names.labels.count)
    places = Array(repeating: labels, count: segments)
    self.weeks = Array(repeating: Array(repeating: OracleWeek(), count: weeks), count: segments)
  }

  mutating func enter(_ usage: OracleUsage, segment: Int, week: Int, label: Int, model: Int) {
    tokens += usage.input + usage.read + usage.write + usage.output
    weeks[segment][week].usage += usage
    places[segment][label][model] += usage
  }
}
