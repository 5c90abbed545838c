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

/// Tokens of one call's turn for a group of sessions, sent and received, cached ones included.
///
/// A class, so that a replica takes a reference instead of copying the tables.
final class TurnTokens {
  let isFallback: Bool
  private let repeats: CallRepeats
  /// P(n agents beside the turn's own).
  private let agents: [Double]
  private let sent: Lanes
  private let run: RunTokens
  private let delegated: RunTokens?
  private let check: Lanes

  init(_ call: CallInputs, _ walker: CallWalker, _ lengths: PanelLengths, turn: Int) {
    isFallback = call.isFallback
    repeats = call.repeats
    agents = call.descendants.probabilities
    sent = walker.sent
    run = RunTokens(call, walker, lengths, turn: turn)
    delegated = agents.count > 1 ? RunTokens(call, walker.delegated(), lengths, turn: turn) : nil
    check =
      call.checker.map { $0.input(user: walker.user, output: walker.output) + $0.output } ?? .zero
  }

  /// Tokens of one play of the turn, and whether every request of its last round got through.
  func draw(_ draws: inout some UniformSource) -> (tokens: Lanes, arrived: Bool) {
    let failure = repeats.retry.failure(&draws)
    var tokens = Lanes.zero
    var arrived = true
    for _ in 0..<repeats.maxRounds {
      let own = run.draw(repeats.retry, failure: failure, &draws)
      tokens += own.tokens + check
      arrived = own.arrived
      if let delegated {
        for _ in 0..<agents.index(at: draws.uniform()) {
          tokens += delegated.draw(repeats.retry, failure: failure, &draws).tokens
        }
      }
      guard repeats.maxRounds > 1, draws.uniform() < repeats.rejection else { break }
    }
    return (tokens * sent, arrived)
  }
}

/// Tokens of one request and the loop behind it.
private final class RunTokens {
  /// P(steps = k).
  private let steps: [Double]
  /// Of the k-th request, where another follows and where none does.
  private let followed: [Lanes]
  private let last: [Lanes]
  /// Of all requests of a run of k steps.
  private let whole: [Lanes]

  init(_ call: CallInputs, _ walker: CallWalker, _ lengths: PanelLengths, turn: Int) {
    var input = walker.base
    var before = Lanes.zero
    var followed: [Lanes] = []
    var last: [Lanes] = []
    var whole: [Lanes] = []
    for k in call.steps.indices {
      last.append(input + walker.output)
      whole.append(before + input + walker.output)
      guard k + 1 < call.steps.count, call.stepsAtLeast[k + 1] > 0 else { break }
      let step = lengths.step(k + 1, turn: turn)
      followed.append(input + step.output)
      before += input + step.output
      input = walker.grown(input, by: step.output + step.result)
    }
    steps = call.steps
    self.followed = followed
    self.last = last
    self.whole = whole
  }

  func draw(
    _ retry: SampledRetry, failure: FailureChance, _ draws: inout some UniformSource
  ) -> (tokens: Lanes, arrived: Bool) {
    let count = steps.count > 1 ? min(steps.index(at: draws.uniform()), whole.count - 1) : 0
    var tokens = whole[count]
    guard failure.probability > 0 else { return (tokens, true) }
    var arrived = true
    var place = failure.requestsBeforeFailure(&draws)
    while place <= Double(count) {
      let k = Int(place)
      let attempt = retry.attempt(failure: failure, after: 1, &draws)
      tokens += (k < count ? followed[k] : last[k]) * (attempt.billed - 1)
      arrived = arrived && attempt.arrived
      place += 1 + failure.requestsBeforeFailure(&draws)
    }
    return (tokens, arrived)
  }
}

extension [Double] {
  /// The first index at which the cumulative probability exceeds u; the last possible one if none.
  func index(at u: Double) -> Int {
    var cumulative = 0.0
    var last = 0
    for (index, probability) in enumerated() {
      cumulative += probability
      if probability > 0 { last = index }
      if u < cumulative { return index }
    }
    return last
  }
}
