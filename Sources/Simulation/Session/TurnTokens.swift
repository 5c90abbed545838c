/// How the requests of a call repeat, with the numbers of one trial.
struct CallRepeats {
  let retry: SampledRetry
  /// P(a checker rejects a round).
  let rejection: Double
  let maxRounds: Int

  static let none = CallRepeats(
    retry: SampledRetry(nil, Inputs(draws: [])), rejection: 0, maxRounds: 1)
}

extension CallInputs {
  /// True where the tokens of a turn follow from its lengths.
  var hasCertainTokens: Bool {
    repeats.retry.isCertain && (repeats.maxRounds == 1 || repeats.rejection == 0)
      && steps.contains(1) && descendants.probabilities.contains(1)
  }
}

/// How far a replica has played its turn.
struct PlayedReplica {
  var isPlayed = false
  /// Draws made.
  var draws = 0
  /// Whether every request of the last call got through.
  var arrived = true
}

/// Tokens of one call's turn for a group of sessions, sent and received, cached ones included.
///
/// One serves all turns, one after another.
struct TurnTokens {
  private let call: CallInputs
  private let retry: SampledRetry
  private let maxRounds: Int
  private let rejection: Double
  private let steps: CountTable?
  /// Agents beside the turn's own.
  private let agents: CountTable?
  private var sent = Lanes.zero
  private var check = Lanes.zero
  private var run = RunTokens()
  private var delegated = RunTokens()
  /// Of the failures that have been met.
  private var unbroken: [UnbrokenRuns] = []

  init(_ call: CallInputs) {
    self.call = call
    retry = call.repeats.retry
    maxRounds = call.repeats.maxRounds
    rejection = call.repeats.rejection
    let agents = call.descendants.probabilities
    steps = call.steps.count > 1 ? CountTable(call.steps) : nil
    self.agents = agents.count > 1 ? CountTable(agents) : nil
  }

  /// Goes to a turn.
  mutating func move(to turn: Int, _ walker: CallWalker, _ lengths: PanelLengths) {
    sent = walker.sent
    run.set(call, walker, lengths, turn: turn)
    if agents != nil { delegated.set(call, walker.delegated(), lengths, turn: turn) }
    check =
      call.checker.map { $0.input(user: walker.user, output: walker.output) + $0.output } ?? .zero
  }

  /// Plays the turn once in every replica that needs it, and adds its tokens.
  mutating func play(
    _ replicas: inout [PlayedReplica], _ draws: inout StratifiedDraws, adding used: inout [Lanes]
  ) {
    var unbroken = unbroken
    for replica in replicas.indices {
      let state = replicas[replica]
      guard state.isPlayed, !call.isFallback || !state.arrived else { continue }
      draws.move(to: replica, after: state.draws)
      let failure = retry.failure(&draws)
      var tokens = Lanes.zero
      var arrived = true
      for _ in 0..<maxRounds {
        let own = draw(run, failure, &unbroken, &draws)
        tokens += own.tokens + check
        arrived = own.arrived
        if let agents {
          for _ in 0..<agents.count(at: draws.uniform()) {
            tokens += draw(delegated, failure, &unbroken, &draws).tokens
          }
        }
        guard maxRounds > 1, draws.uniform() < rejection else { break }
      }
      used[replica] += tokens * sent
      replicas[replica].draws = draws.draws
      replicas[replica].arrived = arrived
    }
    self.unbroken = unbroken
  }

  /// Tokens of one request and the loop behind it, and whether every request got through.
  @inline(__always)
  private func draw(
    _ run: RunTokens, _ failure: FailureChance, _ unbroken: inout [UnbrokenRuns],
    _ draws: inout StratifiedDraws
  ) -> (tokens: Lanes, arrived: Bool) {
    let count = steps.map { min($0.count(at: draws.uniform()), run.whole.count - 1) } ?? 0
    let tokens = run.whole[count]
    guard failure.probability > 0 else { return (tokens, true) }
    if UnbrokenRuns.contain(draws.next, failure, steps: count, of: call, &unbroken) {
      _ = draws.uniform()
      return (tokens, true)
    }
    return broken(run, failure, count, &draws)
  }

  @inline(never)
  private func broken(
    _ run: RunTokens, _ failure: FailureChance, _ count: Int, _ draws: inout StratifiedDraws
  ) -> (tokens: Lanes, arrived: Bool) {
    var tokens = run.whole[count]
    var arrived = true
    var place = failure.requestsBeforeFailure(&draws)
    while place <= Double(count) {
      let k = Int(place)
      let attempt = retry.attempt(failure: failure, after: 1, &draws)
      tokens += (k < count ? run.followed[k] : run.last[k]) * (attempt.billed - 1)
      arrived = arrived && attempt.arrived
      place += 1 + failure.requestsBeforeFailure(&draws)
    }
    return (tokens, arrived)
  }
}

/// Tokens of the requests of a turn by the steps of its loop.
private struct RunTokens {
  /// Of the k-th request, where another follows and where none does.
  private(set) var followed: [Lanes] = []
  private(set) var last: [Lanes] = []
  /// Of all requests of a run of k steps.
  private(set) var whole: [Lanes] = []

  mutating func set(_ call: CallInputs, _ walker: CallWalker, _ lengths: PanelLengths, turn: Int) {
    var input = walker.base
    var before = Lanes.zero
    followed.removeAll(keepingCapacity: true)
    last.removeAll(keepingCapacity: true)
    whole.removeAll(keepingCapacity: true)
    for k in call.steps.indices {
      last.append(input + walker.output)
      whole.append(before + input + walker.output)
      guard k + 1 < call.steps.count, call.stepsAtLeast[k + 1] > 0 else { break }
      let step = lengths.step(k + 1, turn: turn)
      followed.append(input + step.output)
      before += input + step.output
      input = walker.grown(input, by: step.output + step.result)
    }
  }
}

/// Bounds that spare the logarithm of a geometric number that is known to be large.
private struct UnbrokenRuns {
  /// Relative: more than the rounding of the quotient of two logarithms.
  private static let margin = 1e-11

  private let failure: Double
  /// By steps: a bound of the numbers that make every request get through.
  private let below: [Double]

  private init(failure: Double, steps: Int) {
    self.failure = failure
    var power = 1 - Self.margin
    below = (0..<steps).map { _ in
      power *= 1 - failure
      return power
    }
  }

  /// Whether a uniform number surely makes no request of a run of so many steps fail at first.
  @inline(__always)
  static func contain(
    _ uniform: Double, _ failure: FailureChance, steps: Int, of call: CallInputs,
    _ known: inout [UnbrokenRuns]
  ) -> Bool {
    for place in known.indices where known[place].failure == failure.probability {
      return uniform < known[place].below[steps]
    }
    known.append(UnbrokenRuns(failure: failure.probability, steps: call.steps.count))
    return uniform < known[known.count - 1].below[steps]
  }
}
