import Scenarios

/// One input of a scenario, and what is known about it.
public struct ScenarioField: Sendable, Equatable {
  /// How far an input is known.
  public enum Kind: String, Sendable {
    /// One number.
    case known
    /// Not known: drawn once a trial, the same for every request of it.
    case unknown
    /// Differs from event to event.
    case varies
  }

  /// Dotted path as people type it.
  public let path: String
  /// How far it is known.
  public let kind: Kind
  /// The value or law in a few words.
  public let summary: String
  /// What it is measured in; `nil` for a plain number.
  public let unit: String?
  /// True where the file says nothing and the language's own value holds.
  public let isDefault: Bool

  init(_ input: ScenarioInput) {
    path = input.path
    kind =
      switch input.kind {
      case .known: .known
      case .unknown: .unknown
      case .varies: .varies
      }
    summary = input.summary
    unit = input.unit
    isDefault = input.isDefault
  }
}
