/// The probability that each turn of a session is sent, given its lengths, under a token budget.
///
/// Before a turn the tokens of all earlier ones are compared with the budget. Given the lengths they
/// are one number, so that a turn is sent or not, unless requests repeat at random. Then replicas of
/// the counts (steps, attempts, rounds, agents) are drawn at every point of the panel, with the
/// numbers of ``StratifiedDraws``, and the probability is the share of the replicas that have tokens
/// left. What a turn itself uses is independent of that, so that expected usage is usage times
/// probability: without bias, and with an error that differs from randomisation to randomisation as
/// that of the panel does.
struct TurnsWithinBudget {
  /// Replicas of the counts over all groups of a panel: where a trial has a panel of its own, and
  /// where a table serves all trials of a randomisation.
  static let replicasPerTrial = 512
  static let replicasPerTable = 4096

  /// By group and turn.
  private let sent: [BudgetTurn]
  let turns: Int
  /// Whether counts were drawn.
  let isSampled: Bool

  /// - Parameters:
  ///   - key: Identifies seed, randomisation and workflow.
  ///   - replicas: Over all groups, a power of two.
  ///   - columns: What keeps the draws of a key, where they are asked for again.
  ///   - needsDependence: Whether how tokens and turns go together is asked for: replicas then go on
  ///     beyond the budget.
  init(
    _ budget: TokenBudget, calls: [CallInputs], requests: [SideRequestInputs], turns: Int,
    mode: LaneMode, replicas: Int, key: UInt64, columns: StratifiedColumns?, needsDependence: Bool
  ) {
    self.turns = turns
    let isSampled = !calls.allSatisfy(\.hasCertainTokens)
    self.isSampled = isSampled
    let count = isSampled ? replicas / mode.groups : 1
    var sent = [BudgetTurn](repeating: .never, count: mode.groups * turns)
    var tokens = calls.map { TurnTokens($0) }
    var walkers = calls.map { CallWalker($0) }
    var played = [PlayedReplica](repeating: PlayedReplica(), count: count)
    var used = [Lanes](repeating: .zero, count: count)
    for group in 0..<mode.groups {
      let lengths = calls.map { call in
        PanelLengths(
          call.lengths, turns: turns, mode: mode, group: group, hasBudget: true)
      }
      for index in walkers.indices { walkers[index].restart() }
      for replica in used.indices { used[replica] = .zero }
      for turn in 0..<turns {
        let state = BudgetTurn(used, budget, needsDependence: needsDependence)
        sent[group * turns + turn] = state
        guard state.probability.max() > 0, turn + 1 < turns else { break }
        for index in calls.indices {
          lengths[index].advance(&walkers[index], to: turn)
          if calls[index].isFallback { walkers[index].send(where: walkers[index - 1].sent) }
        }
        let beside = requests.reduce(Lanes.zero) { sum, request in
          let walker = walkers[request.readsCall]
          return sum + (request.input(walker) + request.output) * request.count(walker)
        }
        let turnKey = StratifiedDraws.mixed(key &+ UInt64(group) << 32 &+ UInt64(turn))
        var draws =
          columns?.draws(key: turnKey, of: count) ?? StratifiedDraws(key: turnKey, of: count)
        for replica in 0..<count {
          played[replica] = PlayedReplica(
            isPlayed: needsDependence || budget.isLeft(by: used[replica]).max() > 0)
          if played[replica].isPlayed { used[replica] += beside }
        }
        for index in calls.indices {
          tokens[index].move(to: turn, walkers[index], lengths[index])
          tokens[index].play(&played, &draws, adding: &used)
        }
      }
    }
    self.sent = sent
  }

  /// Of a turn, counted from 0.
  func turn(_ turn: Int, group: Int) -> BudgetTurn { sent[group * turns + turn] }

  func probability(turn: Int, group: Int) -> Lanes { sent[group * turns + turn].probability }
}

/// Whether a turn is sent, given the lengths of a group of sessions.
struct BudgetTurn {
  /// How the tokens so far go with 1 that it is sent.
  struct Dependence {
    /// Var(S), Cov(1, S) and Cov(1, (S - E[S])²).
    let variance: Lanes
    let covariance: Lanes
    let squareCovariance: Lanes

    /// Slope in S of what has this covariance with it.
    func slope(of covariance: Lanes) -> Lanes {
      (covariance / variance).replacing(with: 0, where: variance .<= Lanes.zero)
    }
  }

  static let never = BudgetTurn(probability: .zero, dependence: nil)

  let probability: Lanes
  /// `nil` where tokens are certain, or nobody asks.
  let dependence: Dependence?

  private init(probability: Lanes, dependence: Dependence?) {
    self.probability = probability
    self.dependence = dependence
  }

  /// - Parameter used: Tokens so far, by replica.
  init(_ used: [Lanes], _ budget: TokenBudget, needsDependence: Bool) {
    let count = Double(used.count)
    probability = used.reduce(Lanes.zero) { $0 + budget.isLeft(by: $1) } / count
    guard needsDependence, used.count > 1 else {
      dependence = nil
      return
    }
    let mean = used.reduce(Lanes.zero) { $0 + $1 } / count
    var variance = Lanes.zero
    var covariance = Lanes.zero
    var square = Lanes.zero
    for tokens in used {
      let deviation = tokens - mean
      let left = budget.isLeft(by: tokens)
      variance += deviation * deviation
      covariance += left * deviation
      square += left * deviation * deviation
    }
    variance /= count
    dependence = Dependence(
      variance: variance, covariance: covariance / count,
      squareCovariance: square / count - probability * variance)
  }
}
