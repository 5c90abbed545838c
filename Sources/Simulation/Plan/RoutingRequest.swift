import Scenarios

/// A request that a strategy adds to every model turn: that of a classifier or a judge.
struct RoutingRequest: Sendable {
  enum Reading: Sendable {
    /// The user's message to the first routed call.
    case message
    /// The user's message to each routed call, and its first answer.
    case answers
  }

  /// Last part of its name in the breakdown, behind that of the workflow.
  let label: String
  let model: String
  let prompt: Quantity
  let output: Quantity
  let reading: Reading

  init?(of policy: Strategy.Policy?) {
    switch policy {
    case .tiered(let tiered): self.init(tiered.classifier)
    case .router(let router): self.init(router.classifier)
    case .cascade(let cascade):
      guard let judge = cascade.judge else { return nil }
      self.init(
        label: "judge", model: judge.model, prompt: judge.prompt, output: judge.output,
        reading: .answers)
    case .single, nil: return nil
    }
  }

  private init?(_ classifier: Sorter?) {
    guard let classifier else { return nil }
    self.init(
      label: "classifier", model: classifier.model, prompt: classifier.prompt,
      output: classifier.output, reading: .message)
  }

  private init(label: String, model: String, prompt: Quantity, output: Quantity, reading: Reading) {
    self.label = label
    self.model = model
    self.prompt = prompt
    self.output = output
    self.reading = reading
  }
}
