import Kernels

/// What a session can be sent to, with the numbers of one trial.
struct SampledTier {
  let probability: Double
  let isEscalated: Bool
  /// Where the last turn fits into its models, and where it does not.
  let success: (ifFitting: Double, ifNot: Double)
  /// The models that answer each call of the workflow one after another.
  private var stages: [SampledStage]
  /// By call of the workflow.
  private let stagesOfCall: [Range<Int>]
  private let mayNotFit: Bool
  private let budget: TokenBudget?

  init(
    probability: Double, isEscalated: Bool, success: (ifFitting: Double, ifNot: Double),
    stages: [[SampledStage]], budget: TokenBudget?
  ) {
    self.probability = probability
    self.isEscalated = isEscalated
    self.success = success
    self.budget = budget
    self.stages = stages.flatMap { $0 }
    var first = 0
    stagesOfCall = stages.map { call in
      defer { first += call.count }
      return first..<(first + call.count)
    }
    mayNotFit = self.stages.contains { $0.mayNotFit }
  }

  /// Plays the turns of a group.
  ///
  /// - Parameters:
  ///   - lengths: By call of the workflow.
  ///   - hits: By call of the tier, P(the shared prefix is found cached).
  mutating func play(
    _ group: inout SessionGroup, lengths: inout [DrawnLengths], hits: [Double],
    _ draws: inout ColumnDraws
  ) {
    for index in stages.indices { stages[index].beginSessions() }
    for turn in 0..<group.mostTurns {
      let sent = group.begin(turn, budget)
      guard sent.isAnyPositive else { return }
      draws.width = group.width
      for source in stagesOfCall.indices {
        let drawn = lengths[source].turn(isFirst: turn == 0, &draws)
        var answer = SampledStage.Answer()
        for index in stagesOfCall[source] {
          stages[index].play(
            SampledStage.Turn(turn: turn, sent: sent, lengths: drawn), hits: hits, &answer,
            lengths: &lengths[source], used: &group.used, &draws)
        }
        if mayNotFit { group.note(turn, sent, fits: answer.keptFits) }
      }
    }
  }

  /// Adds what has been billed to the flows, and forgets it.
  mutating func book(_ harness: HarnessRates, to flows: inout MutableSpan<Double>) {
    for index in stages.indices { stages[index].book(harness, to: &flows) }
  }
}
