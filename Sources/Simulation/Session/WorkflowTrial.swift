/// What one trial says about the sessions of a workflow, before any tier or epoch.
///
/// A class, so that what reads it takes a reference instead of copying its columns.
final class WorkflowTrial {
  /// Model turns of a session.
  let turns: CountLaw
  /// The same without the far tail, for second and third moments.
  let momentTurns: CountLaw
  /// P(model turns ≥ n).
  let atLeast: [Double]
  /// `lastTurn[t]` = P(t model turns come before the last turn); empty where each is sent.
  let lastTurn: [Double]
  /// P(a turn succeeds without a model): it is bypassed, or the response cache has the right answer.
  let successWithoutModel: Double
  /// P(a turn reaches a model).
  let reachingModel: Double
  /// US dollars of looking up a session's turns in the response cache.
  let lookupsPerSession: Double
  /// By call: P(gap ≤ ttl) and E[min(gap, ttl)]; zeros without a cache.
  let gaps: [(ownHit: Double, covered: Double)]
  /// By call.
  let retries: [RetryStates]
  let rounds: [RoundMoments]
  let steps: [CountLaw]
  let descendants: [Descendants]
  /// By call: P(every request of a turn gets through).
  let arrived: [Double]
  /// By tier: P(the last turn's answer is complete and every call got through), of the answers that
  /// are kept.
  let delivered: [Double]
  /// By epoch and tier, once usage is known.
  var ends: [[SessionEnd]] = []

  init(
    turns: CountLaw, momentTurns: CountLaw, atLeast: [Double], lastTurn: [Double],
    successWithoutModel: Double, reachingModel: Double, lookupsPerSession: Double,
    gaps: [(ownHit: Double, covered: Double)], retries: [RetryStates], rounds: [RoundMoments],
    steps: [CountLaw], descendants: [Descendants], arrived: [Double], delivered: [Double]
  ) {
    self.turns = turns
    self.momentTurns = momentTurns
    self.atLeast = atLeast
    self.lastTurn = lastTurn
    self.successWithoutModel = successWithoutModel
    self.reachingModel = reachingModel
    self.lookupsPerSession = lookupsPerSession
    self.gaps = gaps
    self.retries = retries
    self.rounds = rounds
    self.steps = steps
    self.descendants = descendants
    self.arrived = arrived
    self.delivered = delivered
  }

  /// Seconds that one session keeps a call's shared prefix cached, on average.
  ///
  /// Accesses of one session cover [access, access + ttl] each; with gaps g the union is
  /// ttl + Σ min(g, ttl) long. Session starts are Poisson, so the prefix is found cached with
  /// probability 1 - exp(-rate × mean length).
  ///
  /// - Parameter meanGaps: Gaps between the turns that it sends.
  /// - Source: Hall, "Introduction to the Theory of Coverage Processes" (1988), ch. 2 (Boolean
  ///   model on the line).
  func coverage(call: Int, ttl: Double, meanGaps: Double) -> Double {
    ttl + meanGaps * gaps[call].covered
  }
}

extension WorkflowTrial {
  /// P(a session has a turn that reaches a model).
  var reaching: Double { atLeast.count > 1 ? atLeast[1] : 0 }

  /// E[(n - 1)+ | n ≥ 1]: gaps inside a session that reaches the model.
  ///
  /// - Parameter turns: E[n] of the turns that are sent.
  func meanGaps(turns: Double) -> Double {
    reaching > 0 ? max(turns - reaching, 0) / reaching : 0
  }

  /// Gaps of the sessions of several tiers, weighted with their shares: what covers the line is the sum of
  /// what each stream covers.
  func meanGaps(of tiers: [(share: Double, end: SessionEnd)]) -> Double {
    let share = tiers.reduce(0) { $0 + $1.share }
    guard let first = tiers.first?.end.meanGaps,
      share > 0, tiers.contains(where: { $0.end.meanGaps != first })
    else { return tiers.first?.end.meanGaps ?? 0 }
    return tiers.reduce(0) { $0 + $1.share * $1.end.meanGaps } / share
  }
}

/// How the sessions of one tier end.
struct SessionEnd {
  /// P(the last turn, if it needs a model, is sent and fits into the models that answer it).
  let lastFits: Double
  /// E[turns sent to a model].
  let turns: Double
  /// E[(turns sent - 1)+ | a turn reaches the model].
  let meanGaps: Double
  /// P(a turn is not sent because of the budget).
  let atBudget: Double
}
