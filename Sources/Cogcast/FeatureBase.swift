/// What a change to a feature is held against: the same scenario before it.
public struct FeatureBase: Sendable {
  enum State: Sendable {
    case scenario(FeatureScenario)
    /// There was no such scenario.
    case absent
    /// There was one that cannot be estimated; the first finding.
    case unusable(String)
  }

  /// For reports: a revision or a file.
  public let name: String
  let state: State

  /// The scenario as it was.
  public init(_ scenario: FeatureScenario, name: String) {
    self.name = name
    state = .scenario(scenario)
  }

  private init(name: String, state: State) {
    self.name = name
    self.state = state
  }

  /// A base that has no such scenario: the feature is new.
  public static func absent(name: String) -> FeatureBase {
    FeatureBase(name: name, state: .absent)
  }

  /// A base whose scenario cannot be estimated: nothing can be compared with it.
  public static func unusable(name: String, reason: CogcastError) -> FeatureBase {
    let first: String
    if case .invalidScenario(_, let findings) = reason {
      let error = findings.first { $0.severity == .error } ?? findings.first
      first = error.map { "line \($0.line): \($0.message)" } ?? "\(reason)"
    } else {
      first = "\(reason)"
    }
    return FeatureBase(name: name, state: .unusable(first))
  }

  var scenario: FeatureScenario? {
    if case .scenario(let scenario) = state { scenario } else { nil }
  }
}
