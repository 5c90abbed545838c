import Distributions
import Scenarios

/// Everything about one call of a workflow that one trial and its months of learning fix: by lane, where a
/// month changes it.
///
/// A class, so that a turn takes a reference instead of copying it.
final class CallInputs {
  /// What a request sends again from earlier turns.
  enum History {
    case none, full
    case turns(Int)
    case tokens(Double)
    /// A summary of this many tokens, and at least the latest exchanges.
    case summary(Double, keepTurns: Int, everyTurns: Int)
  }

  /// What happens where a prompt would exceed what the model reads.
  struct Limit {
    enum Rule {
      case truncate, fail
      /// The whole history becomes a summary of this many tokens.
      case summarise(Double)
    }

    /// Longest prompt, tokens.
    let tokens: Double
    let rule: Rule
  }

  /// The cached part of a prompt.
  struct Cache {
    /// Tokens of tools and system that are cached.
    let sharedPrefix: Lanes
    let includesHistory: Bool
    /// Whether the whole prompt of a turn is cached, and whether the next turn begins with all of it.
    let includesMessage: Bool
    let carriesMessage: Bool
    let ttl: CachePolicy.TimeToLive
    /// P(gap ≤ ttl), and E[min(gap, ttl)] in seconds.
    let ownHit: Double
    let meanCoveredGap: Double
    let minimumTokens: Double
    let blockTokens: Double

    /// Tokens of the shared prefix that the provider really caches.
    var cachedSharedPrefix: Lanes { cacheable(sharedPrefix) }

    /// Tokens of a prefix that the provider really caches.
    @inline(__always)
    func cacheable(_ tokens: Lanes) -> Lanes {
      var whole = tokens
      if blockTokens > 1 { whole = (tokens / blockTokens).rounded(.down) * blockTokens }
      return whole.replacing(with: 0, where: tokens .< Lanes(repeating: minimumTokens))
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
  /// Tokens of tools, system and what is recalled from earlier sessions.
  let fixedPrompt: Lanes
  /// Factor of learning on the retrieved tokens.
  let retrievedScale: Lanes
  /// Searches that the model makes on its own, a request.
  let webSearches: Double
  /// Tokens of the model for each token of the scenario, and tokens of the pictures of a turn: what
  /// makes the user's message, like a tool's result, out of the lengths as the scenario has them.
  let tokenScale: Double
  let imageTokens: Double
  let lengths: CallLengths
  let history: History
  /// `nil` where the book does not say how much the model reads.
  let limit: Limit?
  let cache: Cache?
  let retry: RetryStates
  /// Share of the turns that it answers: 1 but for a fallback.
  let share: Double
  /// Whether it only answers turns of the call before it, and none that that one did not send.
  let isFallback: Bool
  let checker: Checker?
  /// P(steps = k), k from 0; `[1]` without a loop.
  let steps: [Double]
  /// P(steps ≥ k), one element longer than `steps`.
  let stepsAtLeast: [Double]

  let descendants: Descendants
  /// What the counts are drawn by where tokens are counted against a budget.
  let repeats: CallRepeats

  var hasLoop: Bool { steps.count > 1 }

  init(
    item: Int, fixedPrompt: Lanes, retrievedScale: Lanes, webSearches: Double, tokenScale: Double,
    imageTokens: Double, lengths: CallLengths, history: History, limit: Limit?, cache: Cache?,
    retry: RetryStates, share: Double, isFallback: Bool, checker: Checker?, steps: [Double],
    stepsAtLeast: [Double], descendants: Descendants, repeats: CallRepeats
  ) {
    self.item = item
    self.fixedPrompt = fixedPrompt
    self.retrievedScale = retrievedScale
    self.webSearches = webSearches
    self.tokenScale = tokenScale
    self.imageTokens = imageTokens
    self.lengths = lengths
    self.history = history
    self.limit = limit
    self.cache = cache
    self.retry = retry
    self.share = share
    self.isFallback = isFallback
    self.checker = checker
    self.steps = steps
    self.stepsAtLeast = stepsAtLeast
    self.descendants = descendants
    self.repeats = repeats
  }
}

/// A side request with the numbers of a trial.
struct SideRequestInputs {
  let item: Int
  let prompt: Double
  let output: Double
  /// Place among the calls of the one whose texts it reads.
  let readsCall: Int
  let reading: SideRequest.Reading
  /// Tokens of its own model for each token of that call's.
  let readScale: Double

  /// Its input at the walker's turn.
  @inline(__always)
  func input(_ walker: borrowing CallWalker) -> Lanes {
    let read: Lanes =
      switch reading {
      case .message: walker.user
      case .exchange: walker.user + walker.output
      case .forgotten: walker.forgotten
      }
    return prompt + read * readScale
  }

  /// Whether it is asked at the walker's turn, 1 or 0.
  @inline(__always)
  func count(_ walker: borrowing CallWalker) -> Lanes {
    if case .forgotten = reading { return walker.summaries }
    return walker.sent
  }
}
