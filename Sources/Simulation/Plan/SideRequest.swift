import Scenarios

/// A request beside the answers: of a classifier, a judge, a summary or a long-term memory.
struct SideRequest: Sendable {
  enum Reading: Sendable {
    /// The user's message to a call.
    case message
    /// The user's message, and the call's answer.
    case exchange
    /// What a summary replaces; asked only at turns that make a summary.
    case forgotten
  }

  /// Index into the tier's items.
  let item: Int
  /// Place in the tier's calls of what it reads.
  let call: Int
  let reading: Reading
  /// Tokens of its own instructions, and of what it writes.
  let prompt: Quantity
  let output: Quantity
  /// Tokens of its model for each token of the scenario.
  let tokenScale: Double
  /// The effect that switches it on in the bridge.
  let effect: BridgeEffect

  /// Whether another tier's request of the same place uses as much in every trial.
  func uses(as other: SideRequest) -> Bool {
    item == other.item && call == other.call && reading == other.reading
      && prompt.value == other.prompt.value && output.value == other.output.value
      && tokenScale == other.tokenScale && effect == other.effect
  }
}

/// The request that a strategy adds to every model turn.
struct SortingRequest: Sendable {
  /// Last part of its name in the breakdown, behind that of the workflow.
  let label: String
  let sorter: Sorter
  /// A judge reads the first answers; a classifier reads the first message.
  let isJudge: Bool

  /// What tells it apart from those of other strategies: values, not where they are written.
  struct Kind: Equatable, Sendable {
    let isJudge: Bool
    let model: String
    let prompt: Quantity.Value
    let output: Quantity.Value
  }

  var kind: Kind {
    Kind(
      isJudge: isJudge, model: sorter.model, prompt: sorter.prompt.value,
      output: sorter.output.value)
  }

  init?(of policy: Strategy.Policy?) {
    let sorter: Sorter?
    switch policy {
    case .tiered(let tiered): sorter = tiered.classifier
    case .router(let router): sorter = router.classifier
    case .cascade(let cascade): sorter = cascade.judge
    case .single, nil: sorter = nil
    }
    guard let sorter else { return nil }
    self.sorter = sorter
    if case .cascade = policy { isJudge = true } else { isJudge = false }
    label = isJudge ? "judge" : "classifier"
  }
}
