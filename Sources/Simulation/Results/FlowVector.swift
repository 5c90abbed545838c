/// The places of the flows of one segment-week in a flat vector.
///
/// First the flows over all models, then six flows for each model of the plan.
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
  static let calls = 9
  static let escalations = 10
  static let budgetEnds = 11

  let models: [String]

  var count: Int { Self.common.count + models.count * Self.byModel.count }

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
