import Distributions
import Scenarios

/// Everything about one call of a workflow that one trial and epoch fix.
struct CallInputs {
  /// What a request sends again from earlier turns.
  enum History {
    case none, full
    case turns(Int)
    case tokens(Double)
  }

  /// The cached part of a prompt.
  struct Cache {
    /// Tokens of tools and system that are cached.
    let sharedPrefix: Double
    let includesHistory: Bool
    let ttl: CachePolicy.TimeToLive
    /// P(gap ≤ ttl), and E[min(gap, ttl)] in seconds.
    let ownHit: Double
    let meanCoveredGap: Double
    let minimumTokens: Double
    let blockTokens: Double

    /// Tokens of the shared prefix that the provider really caches.
    var cachedSharedPrefix: Double {
      let whole =
        blockTokens > 1 ? (sharedPrefix / blockTokens).rounded(.down) * blockTokens : sharedPrefix
      return sharedPrefix < minimumTokens ? 0 : whole
    }
  }

  /// The call that checks answers.
  struct Checker {
    let item: Int
    let prompt: Double
    let output: Double
    /// Tokens of the checker's model for each token of the call's.
    let readScale: Double
    let rounds: RoundMoments

    /// Input of one check, which reads the user's message and the answer.
    @inline(__always)
    func input(user: Lanes, output: Lanes) -> Lanes { prompt + (user + output) * readScale }
  }

  let item: Int
  /// Tokens of tools and system together.
  let fixedPrompt: Double
  /// Factor of learning on the retrieved tokens.
  let retrievedScale: Double
  /// Searches that the model makes on its own, a request.
  let webSearches: Double
  /// Tokens of the model for each token of the scenario, and tokens of the pictures of a turn: what
  /// makes the user's message, like a tool's result, out of the lengths as the scenario has them.
  let tokenScale: Double
  let imageTokens: Double
  let lengths: CallLengths
  let history: History
  let cache: Cache?
  let retry: RetryMoments
  /// Share of the turns that it answers: 1 but for a fallback.
  let share: Double
  let checker: Checker?
  /// P(steps = k), k from 0; `[1]` without a loop.
  let steps: [Double]
  /// P(steps ≥ k), one element longer than `steps`.
  let stepsAtLeast: [Double]

  var hasLoop: Bool { steps.count > 1 }
}

/// A request of the strategy, paid at every turn: that of a classifier or a judge.
struct RoutingRequestInputs {
  let item: Int
  let prompt: Double
  let output: Double
  /// Place in the tier of the call whose user message it reads.
  let readsCall: Int
  /// Whether it reads that call's answer too.
  let readsAnswer: Bool
  /// Tokens of its own model for each token of that call's.
  let readScale: Double

  @inline(__always)
  func input(user: Lanes, output: Lanes) -> Lanes {
    prompt + (readsAnswer ? user + output : user) * readScale
  }
}
