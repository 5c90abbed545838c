import Scenarios

/// How a workflow remembers, with the numbers of one trial.
struct OracleMemory {
  enum Policy {
    case none, full
    case turns(Int)
    case tokens(Double)
    case summary(keep: Int, every: Int)
  }

  enum AtLimit { case truncate, fail, summarise }

  let policy: Policy
  let atLimit: AtLimit
  /// The request that summarises, and the length of what it writes.
  let summary: (model: Int?, prompt: Double, tokens: Double)?

  init(_ workflow: Workflow, in trial: OracleTrial, names: OracleNames) {
    switch workflow.memory {
    case .none: policy = .none
    case .full: policy = .full
    case .windowTurns(let turns): policy = .turns(turns)
    case .windowTokens(let tokens): policy = .tokens(trial[tokens])
    case .summary(let rolling):
      policy = .summary(keep: rolling.keepTurns, every: rolling.everyTurns)
    }
    switch workflow.atContextLimit {
    case .truncate: atLimit = .truncate
    case .fail: atLimit = .fail
    case .summarise: atLimit = .summarise
    }
    summary = workflow.summaryRequest.map {
      ($0.model.map(names.model), trial[$0.prompt], trial[$0.tokens])
    }
  }

  /// What one model is told of a conversation's past at a turn.
  struct Recall {
    var history = 0.0
    /// Whether the prompt no longer continues that of the turn before.
    var hasSlid = false
    /// What a summary made at this turn has read.
    var forgotten: Double?
    /// False where the turn does not fit and is not sent.
    var isSent = true
  }

  /// Opens a turn.
  ///
  /// - Parameters:
  ///   - rest: Tokens of the prompt beside the history.
  ///   - limit: Longest prompt that the model reads.
  func recall(_ past: inout OraclePast, rest: Double, limit: Double) -> Recall {
    var recall = Recall()
    switch policy {
    case .none: recall.history = 0
    case .full: recall.history = past.length
    case .turns(let turns):
      recall.history = past.exchanges.suffix(turns).reduce(0, +)
      recall.hasSlid = past.exchanges.count > turns
    case .tokens(let tokens):
      recall.history = min(past.length, tokens)
      recall.hasSlid = past.length > tokens
    case .summary(let keep, let every):
      if past.exchanges.count >= keep + every {
        recall.forgotten =
          (past.summary ?? 0) + past.exchanges.prefix(every).reduce(0, +)
        past.exchanges.removeFirst(every)
        past.summary = summary!.tokens
        recall.hasSlid = true
      }
      recall.history = past.length
    }
    guard rest + recall.history > limit else { return recall }
    if atLimit == .fail {
      recall.isSent = false
      return recall
    }
    if atLimit == .summarise, recall.history > summary!.tokens {
      recall.forgotten = recall.history
      recall.hasSlid = true
      past.exchanges = []
      past.summary = summary!.tokens
      recall.history = past.length
    }
    if rest + recall.history > limit {
      recall.history = max(limit - rest, 0)
      recall.hasSlid = true
    }
    return recall
  }
}

/// The past of a conversation as one model of one call knows it.
struct OraclePast {
  /// Replaces everything before the exchanges.
  var summary: Double?
  /// Message and answer tokens, the oldest first.
  var exchanges: [Double] = []
  /// Length of the prefix of the turn before that the cache policy covers.
  var prefix = 0.0

  var length: Double { (summary ?? 0) + exchanges.reduce(0, +) }
}

/// What is recalled from earlier sessions, with the numbers of one trial.
struct OracleLongTerm {
  let tokens: Double
  let write: (model: Int?, prompt: Double, output: Double)?

  init(_ memory: LongTermMemory, in trial: OracleTrial, names: OracleNames) {
    tokens = trial[memory.tokens]
    write = memory.write.map {
      ($0.model.map(names.model), trial[$0.prompt], trial[$0.output])
    }
  }
}
