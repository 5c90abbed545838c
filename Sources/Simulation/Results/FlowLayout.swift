/// The places of the flows of sessions in a flat vector.
///
/// First the flows over all models, then six flows for each model of the plan, then three for each
/// capacity of the strategy.
struct FlowLayout: Sendable {
  static let common: [Flow] = [
    .inferenceCost, .harnessCost, .units, .successes, .sessions, .inputTokens, .cacheReadTokens,
    .cacheWriteTokens, .outputTokens, .calls, .escalations, .budgetEnds,
  ]
  static let byModel: [Flow] = [
    .inputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens, .calls, .inferenceCost,
  ]

  static let inference = 0
  static let harness = 1
  static let units = 2
  static let successes = 3
  static let sessions = 4
  /// Input, read, write, output, calls.
  static let firstToken = 5
  /// All billed tokens of a vector of flows that begins at a place.
  static func tokens(in flows: [Double], from place: Int = 0) -> Double {
    let first = place + firstToken
    return flows[first] + flows[first + 1] + flows[first + 2] + flows[first + 3]
  }

  static let calls = 9
  static let escalations = 10
  static let budgetEnds = 11

  /// Of a model, behind its four kinds of tokens: its requests, and what they cost.
  static let requestsOfModel = 4
  static let costOfModel = 5

  /// Of a capacity: what its requests would cost by the token, and the input and output tokens that
  /// take room in it.
  static let byToken = 0
  static let loadInput = 1
  static let loadOutput = 2
  private static let flowsPerCapacity = 3

  let models: [String]
  let capacities: Int

  init(models: [String], capacities: Int = 0) {
    self.models = models
    self.capacities = capacities
  }

  var count: Int { firstPlace(ofCapacity: capacities) }

  func firstPlace(ofCapacity capacity: Int) -> Int {
    firstPlace(ofModel: models.count) + capacity * Self.flowsPerCapacity
  }

  func firstPlace(ofModel model: Int) -> Int {
    Self.common.count + model * Self.byModel.count
  }

  /// Place of a flow, or `nil` where it is not a flow of sessions (fixed cost, users).
  func place(_ flow: Flow, model: String? = nil) -> Int? {
    guard let model else { return Self.common.firstIndex(of: flow) }
    guard let index = models.firstIndex(of: model), let offset = Self.byModel.firstIndex(of: flow)
    else { return nil }
    return firstPlace(ofModel: index) + offset
  }
}

/// The first of the flows over all models, which are kept by week: inference cost, harness cost, units and
/// successes.
typealias LeadingFlows = SIMD4<Double>
