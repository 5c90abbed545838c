/// Walks through the turns of a group of sessions of one call, and says what each request sends.
struct CallWalker {
  private let inputs: CallInputs
  private let cachesWholePrompt: Bool
  private var conversation: Conversation

  private(set) var user = Lanes.zero
  private(set) var output = Lanes.zero
  /// Input of the first request of the turn.
  private(set) var base = Lanes.zero
  /// 1 where the turn is sent, 0 where it does not fit.
  private(set) var sent = Lanes(repeating: 1)
  private var conversationPrefix = Lanes.zero
  private var previousPrefix = Lanes.zero
  private var firstCacheable = Lanes.zero
  /// The prompt beside the history.
  private var rest = Lanes.zero

  init(_ inputs: CallInputs) {
    conversation = Conversation(inputs.history)
    self.inputs = inputs
    cachesWholePrompt =
      inputs.cache?.includesMessage == true
      || inputs.hasLoop && inputs.cache?.includesHistory == true
  }

  /// Goes back to before the first turn.
  mutating func restart() {
    conversation.restart()
    user = .zero
    output = .zero
    sent = Lanes(repeating: 1)
    conversationPrefix = .zero
  }

  private var cache: CallInputs.Cache? { inputs.cache }
  private var limit: CallInputs.Limit? { inputs.limit }

  /// What a summary made at this turn has replaced, and 1 where one was made.
  var forgotten: Lanes { conversation.forgotten }
  var summaries: Lanes { conversation.summaries }

  /// Moves to a turn, counted from 0, with its lengths in tokens.
  mutating func advance(to turn: Int, retrieved: Lanes, user: Lanes, output: Lanes) {
    conversation.advance(to: turn, adding: (self.user + self.output) * sent)
    sent = Lanes(repeating: 1)
    self.user = user
    self.output = output
    rest = inputs.fixedPrompt + retrieved * inputs.retrievedScale + user
    if let limit { fit(rest, limit) }
    base = rest + conversation.kept
    if let limit, case .fail = limit.rule {
      sent = Lanes(repeating: 1).replacing(with: 0, where: base .> Lanes(repeating: limit.tokens))
    } else if let limit {
      base = base.replacing(
        with: limit.tokens, where: base .> Lanes(repeating: limit.tokens))
    }
    if let cache {
      previousPrefix = conversationPrefix
      conversationPrefix = cache.sharedPrefix
      if cache.includesHistory { conversationPrefix += conversation.kept }
      firstCacheable = cache.cacheable(cachesWholePrompt ? base : conversationPrefix)
      if cache.carriesMessage { conversationPrefix = base }
    }
  }

  /// The walker of an agent run that the turn's own one starts: the same task without the history.
  func delegated() -> CallWalker {
    var run = self
    run.base = rest
    if let limit {
      run.base = rest.replacing(with: limit.tokens, where: rest .> Lanes(repeating: limit.tokens))
    }
    if let cache {
      run.conversationPrefix = cache.sharedPrefix
      run.firstCacheable = cache.cacheable(cachesWholePrompt ? run.base : run.conversationPrefix)
    }
    return run
  }

  /// How the first request of such a run finds the cache: the turn has just sent the shared prefix.
  var delegatedState: CacheState { cache == nil ? .miss : .shared }

  /// Takes turns back that another call did not send either.
  mutating func send(where other: Lanes) { sent *= other }

  /// Shortens the history where it and the rest of the prompt exceed the limit.
  private mutating func fit(_ rest: Lanes, _ limit: CallInputs.Limit) {
    let room = Lanes(repeating: limit.tokens) - rest
    switch limit.rule {
    case .fail: break
    case .truncate: conversation.drop(beyond: room)
    case .summarise(let tokens):
      conversation.summarise(into: tokens, beyond: room)
      conversation.drop(beyond: room)
    }
  }

  /// The input of a loop's next request: the oldest text gives way where it does not fit.
  @inline(__always)
  func grown(_ input: Lanes, by added: Lanes) -> Lanes {
    let whole = input + added
    guard let limit else { return whole }
    return whole.replacing(with: limit.tokens, where: whole .> Lanes(repeating: limit.tokens))
  }

  /// The first request of the turn, output left out.
  @inline(__always)
  func first(_ state: CacheState) -> RequestTokens {
    guard cache != nil else {
      return RequestTokens(input: base, read: .zero, write: .zero, output: .zero)
    }
    let read = firstRead(state)
    return RequestTokens(
      input: base - firstCacheable, read: read, write: firstCacheable - read, output: .zero)
  }

  /// What the first request of the turn reads from the cache.
  @inline(__always)
  func firstRead(_ state: CacheState) -> Lanes {
    guard let cache else { return .zero }
    var read: Lanes
    switch state {
    case .miss: return .zero
    case .full: return firstCacheable
    case .shared:
      read = cache.cachedSharedPrefix
    case .own:
      read = cache.cachedSharedPrefix
      if cache.includesHistory {
        read = cache.cacheable(previousPrefix).replacing(with: read, where: conversation.hasSlid)
      }
    }
    return read.replacing(with: firstCacheable, where: read .> firstCacheable)
  }

  /// A request inside a loop, output left out, from its input and that of the request before.
  @inline(__always)
  func later(input: Lanes, before: Lanes) -> RequestTokens {
    guard let cache else {
      return RequestTokens(input: input, read: .zero, write: .zero, output: .zero)
    }
    guard cache.includesHistory else {
      let read = cache.cachedSharedPrefix
      return RequestTokens(input: input - read, read: read, write: .zero, output: .zero)
    }
    let kept = cache.cacheable(input)
    var read = cache.cacheable(before)
    if let limit {
      // What was sent before no longer begins the prompt.
      let shared = cache.cachedSharedPrefix
      read = read.replacing(with: shared, where: input .>= Lanes(repeating: limit.tokens))
      read = read.replacing(with: kept, where: read .> kept)
    }
    return RequestTokens(input: input - kept, read: read, write: kept - read, output: .zero)
  }
}
