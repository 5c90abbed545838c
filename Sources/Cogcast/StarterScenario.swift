import Scenarios

/// A first scenario to fill in, of the kind that comes closest to the feature.
public enum StarterScenario: String, Sendable, CaseIterable {
  /// A conversation with memory.
  case chat
  /// Answers over retrieved text.
  case rag
  /// A loop of tool calls.
  case agent
  /// Work without anybody waiting for it.
  case batch

  /// A scenario file of at most 20 lines that can be estimated as it is.
  public func text(name: String) -> String {
    let template: ScenarioTemplate =
      switch self {
      case .chat: .chat
      case .rag: .rag
      case .agent: .agent
      case .batch: .batch
      }
    return template.text(name: name)
  }
}
