/// What of the earlier turns is sent again.
package enum Memory: Sendable {
  case none
  case full
  /// The latest exchanges, at most this many turns.
  case windowTurns(Int)
  /// The latest exchanges, at most this many tokens.
  case windowTokens(Quantity)
  case summary(RollingSummary)
}

/// The latest exchanges as they were, and a summary of everything before them.
package struct RollingSummary: Sendable {
  package let request: SummaryRequest
  /// Exchanges that are always sent as they were.
  package let keepTurns: Int
  /// Exchanges beyond those that gather before they are summarised together.
  package let everyTurns: Int

  package init(request: SummaryRequest, keepTurns: Int, everyTurns: Int) {
    self.request = request
    self.keepTurns = keepTurns
    self.everyTurns = everyTurns
  }
}

/// A request that replaces text by a summary; it reads the text and the summary before it.
package struct SummaryRequest: Sendable {
  /// Tokens of the summary.
  package let tokens: Quantity
  /// Tokens of its own instructions.
  package let prompt: Quantity
  /// Model that summarises, or `nil` for the model that answers.
  package let model: String?

  package init(tokens: Quantity, prompt: Quantity, model: String?) {
    self.tokens = tokens
    self.prompt = prompt
    self.model = model
  }
}

/// What is known from earlier sessions and recalled at every turn.
package struct LongTermMemory: Sendable {
  /// Tokens recalled at a turn.
  package let tokens: Quantity
  package let write: Write?

  /// The request that picks what is worth keeping, once a turn.
  package struct Write: Sendable {
    /// `nil` for the model that answers the first call.
    package let model: String?
    /// Tokens of its own instructions; it also reads the message and the answer of the first call.
    package let prompt: Quantity
    package let output: Quantity

    package init(model: String?, prompt: Quantity, output: Quantity) {
      self.model = model
      self.prompt = prompt
      self.output = output
    }
  }

  package init(tokens: Quantity, write: Write?) {
    self.tokens = tokens
    self.write = write
  }
}

/// What happens where a prompt would exceed what its model reads.
package enum ContextLimitRule: Sendable {
  /// The oldest text is left out.
  case truncate
  /// The turn is not sent, and fails.
  case fail
  /// The whole history is replaced by a summary.
  case summarise(SummaryRequest)
}

extension Workflow {
  /// What replaces the history by a summary, in the course of things or at the limit.
  package var summaryRequest: SummaryRequest? {
    if case .summary(let summary) = memory { return summary.request }
    if case .summarise(let request) = atContextLimit { return request }
    return nil
  }

  package var summarisesAtLimit: Bool {
    if case .summarise = atContextLimit { true } else { false }
  }
}
